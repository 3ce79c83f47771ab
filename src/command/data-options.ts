import type { Option } from './verb.ts'

/** Where the data is; every verb but `serve` needs no more of the settings. */
export const dataOptions: Option[] = [
  { name: 'data', value: 'FOLDER', help: 'The data folder, ./data unless said otherwise' },
  {
    name: 'keys-file',
    value: 'FILE',
    help: 'The keyring, keys.json in the data folder unless said otherwise',
  },
  { name: 'database-url', value: 'URL', help: 'A PostgreSQL database; not in this version' },
]
