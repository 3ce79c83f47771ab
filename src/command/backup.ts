import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { keysExported } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import { withData } from './petitions.ts'
import { WorkError, type Verb } from './verb.ts'

export const backup: Verb = {
  name: 'backup',
  summary: 'Copies the store into one file while the server runs',
  positionals: ['FILE'],
  options: dataOptions,
  about: `The copy is consistent and checked before it gets its name; an existing file is never overwritten. It does not
contain the keys: without the keyring nobody can read it, so keep "keys export" somewhere else, too.`,
  examples: ['undersigned backup /backup/undersigned-2026-11-30.sqlite'],
  run: (call) =>
    withData(call, async ({ store, keyring }) => {
      const file = resolve(call.positionals[0] ?? '')
      if (!existsSync(dirname(file)))
        throw new WorkError(
          `There is no folder ${dirname(file)}.`,
          'Make it first; nothing was copied.',
        )
      await store.backup(file)
      const { size } = await stat(file)
      const exported = await keysExported(call.settings().keysFile, keyring.fingerprint)
      return {
        json: { file, bytes: size, keysExported: exported !== undefined },
        text: [
          `Copied the store to ${file} (${Math.ceil(size / 1024).toLocaleString('en-GB')} KiB).`,
          ...(exported
            ? []
            : ['The keys are not in it, and they were never exported: undersigned keys export']),
        ].join('\n'),
      }
    }),
}
