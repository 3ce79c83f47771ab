import { readFile } from 'node:fs/promises'
import { keysExported, noteKeysExported } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import { withData } from './petitions.ts'
import { WorkError, type Verb } from './verb.ts'

export const keysExport: Verb = {
  name: 'keys export',
  summary: 'Prints the keys once, to be kept somewhere safe',
  positionals: [],
  options: dataOptions,
  about: `Everything personal is sealed with these keys, and backups do not contain them. Keep them apart from the backups,
where few people can read them: a password manager, or paper in a safe. Whoever loses them loses the signatures;
whoever has keys and store can read them all. Put into a file, they are the keyring again (UNDERSIGNED_KEYS_FILE).`,
  examples: ['undersigned keys export > /media/stick/undersigned-keys.json'],
  run: (call) =>
    withData(call, async ({ keyring }) => {
      const { keysFile } = call.settings()
      const before = await keysExported(keysFile, keyring.fingerprint)
      if (before) {
        throw new WorkError(
          `The keys were exported on ${before.toISOString().slice(0, 10)} and are printed once only.`,
          `If that copy is lost, copy the file itself: ${keysFile}`,
        )
      }
      const keys = (await readFile(keysFile, 'utf8')).trim()
      await call.out(`${keys}\n`)
      // Noted once they have left: what broke off half-way can be done again.
      await noteKeysExported(keysFile, keyring.fingerprint, call.now())
      await call.err(
        'These are the keys. Keep them safe and apart from the backups; they are not printed again.\n',
      )
      return { text: '', json: undefined }
    }),
}
