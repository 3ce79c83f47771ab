import type { Catalogue } from './catalogue.ts'
import { enOutcome } from './en-outcome.ts'
import { enMishaps } from './en-mishaps.ts'
import { enSlips } from './en-slips.ts'
import { enStanding } from './en-standing.ts'
import { enStory } from './en-story.ts'
import { en } from './en.ts'

/**
 * The English words by part, in the order in which files of languages hold theirs. Elements learn a part when it is
 * loaded (`element/chunk.ts`), so nothing that browsers load imports this file.
 */
export const parts: readonly Catalogue[] = [en, enOutcome, enMishaps, enSlips, enStanding, enStory]
