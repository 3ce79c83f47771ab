import { tables } from './0001-tables.ts'
import { logos } from './0002-logos.ts'

/** Numbered from 1, never edited once released, each run in a transaction of its own. */
export const migrations: readonly string[] = [tables, logos]

/** The newest schema this code can read and write. */
export const newestSchema = migrations.length
