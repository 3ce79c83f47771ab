import { backup } from './backup.ts'
import { checkBackend } from './check-backend.ts'
import { keysExport } from './keys-export.ts'
import { petitionClose } from './petition-close.ts'
import { petitionDeliver } from './petition-deliver.ts'
import { petitionList } from './petition-list.ts'
import { petitionPause } from './petition-pause.ts'
import { petitionPut } from './petition-put.ts'
import { petitionResume } from './petition-resume.ts'
import { petitionShow } from './petition-show.ts'
import { relay } from './relay.ts'
import { relayDrop } from './relay-drop.ts'
import { relayRetry } from './relay-retry.ts'
import { relayStatus } from './relay-status.ts'
import { restore } from './restore.ts'
import { serve } from './serve.ts'
import { snippet } from './snippet.ts'
import { tally } from './tally.ts'
import type { Verb } from './verb.ts'
import { verify } from './verify.ts'

/** Everything the command does, in the order of the help. */
export const verbs: readonly Verb[] = [
  serve,
  petitionPut,
  petitionList,
  petitionShow,
  petitionPause,
  petitionResume,
  petitionClose,
  petitionDeliver,
  tally,
  verify,
  backup,
  restore,
  keysExport,
  snippet,
  checkBackend,
  relay,
  relayStatus,
  relayRetry,
  relayDrop,
]
