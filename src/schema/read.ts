import { Petition } from './petition.ts'
import { reader } from './reader.ts'
import { Receipt } from './receipt.ts'
import { Refusal } from './refusal.ts'
import { Tally } from './tally.ts'

// The build replaces this file by plain checks made from these very schemas (build/compile-readers.ts): zod would be
// more than half of the script. So nothing else that browsers load may parse by a schema.
export const readPetition = reader(Petition)
export const readTally = reader(Tally)
export const readReceipt = reader(Receipt)
export const readRefusal = reader(Refusal)
