import { tables } from './0001-tables.ts'

/** Numbered from 1, never edited once released, each run in a transaction of its own. */
export const migrations: readonly string[] = [tables]

/** The newest schema this code can read and write. */
export const newestSchema = migrations.length
