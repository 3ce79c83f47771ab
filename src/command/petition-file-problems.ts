import { PetitionFile } from '../schema/index.ts'
import { readStrictly, type Problem } from './file-problems.ts'

// What only the server adds; found in files that were saved from its answer.
const added = 'is added by the server; leave it out'
const serverKeys = { revision: added, status: added, tally: added }

/** Reads a petition file strictly. All problems come at once, so that one edit mends them. */
export function readPetitionFile(value: unknown): { file: PetitionFile } | { problems: Problem[] } {
  return readStrictly(PetitionFile, value, serverKeys)
}
