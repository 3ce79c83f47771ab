import { resolve } from 'node:path'
import { restoreData } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import type { Verb } from './verb.ts'

export const restore: Verb = {
  name: 'restore',
  summary: 'Makes a store from a backup',
  positionals: ['FILE'],
  options: dataOptions,
  about: `Needs the keyring the backup was made with, in the data folder or where --keys-file says, and a data folder
without a store: nothing is ever overwritten. Links in mails that are out keep working.`,
  examples: [
    'undersigned restore /backup/undersigned-2026-11-30.sqlite --data ./data',
    'undersigned restore FILE --data ./new --keys-file /media/stick/undersigned-keys.json',
  ],
  async run(call) {
    const file = resolve(call.positionals[0] ?? '')
    const { data } = call.settings()
    const { petitions } = await restoreData(call.settings(), file, call.now())
    return {
      json: { file, data, petitions },
      text: `Restored ${petitions === 1 ? 'one petition' : `${petitions} petitions`} from ${file} to ${data}.`,
    }
  },
}
