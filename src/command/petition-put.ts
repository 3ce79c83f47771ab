import { dirname } from 'node:path'
import { statusAt, type PetitionFile, type Status } from '../schema/index.ts'
import type { KnownPetition } from '../server/index.ts'
import { readPetition } from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import type { Problem } from './file-problems.ts'
import { isRecord } from './is-record.ts'
import { readJsonFile } from './json-file.ts'
import { changeLines, changesBetween, type Change } from './petition-changes.ts'
import { readPetitionFile } from './petition-file-problems.ts'
import { missingLogos, readLogos, type LogosRead } from './petition-logos.ts'
import { withData } from './petitions.ts'
import { putPetition } from './put-petition.ts'
import { WorkError, type Verb } from './verb.ts'

export const petitionPut: Verb = {
  name: 'petition put',
  summary: 'Stores a petition from a file, new or changed',
  positionals: ['FILE.json'],
  options: [
    { name: 'reopen', help: 'Let a petition that has closed be signed again' },
    ...dataOptions,
  ],
  about: `The file holds the whole petition; what it leaves out goes back to its default, except for the
delivery and the outcome, which stay as they are stored; "delivery": null or "outcome": null removes one.
The "id" says which petition it is. People who have the form open keep 10 minutes to sign the text they
have read.

A backer's "logo" is a picture beside the file, such as "logos/poppy.png": PNG, JPEG, WebP, GIF or AVIF of at
most 64 KiB. It is stored with the petition and shown from this server.

The smallest file:
  {
    "id": "keep-the-library",
    "lang": "en",
    "title": "Keep the library open",
    "text": "We, the undersigned, ask the council to keep the library open.",
    "target": { "name": "The town council" },
    "owner": { "name": "Friends of the library" },
    "controller": { "name": "Friends of the library", "privacyUrl": "https://friends.example/privacy",
                    "contact": "privacy@friends.example" }
  }`,
  examples: [
    'undersigned petition put keep-the-library.json',
    'undersigned petition put keep-the-library.json --reopen',
  ],
  async run(call) {
    const source = call.positionals[0] ?? ''
    const { given, removed, logos } = await readSource(source, call.settings().publicUrl)
    const now = call.now()
    return withData(
      call,
      async (data) => {
        const records = await data.store.petitions()
        const record = records.find(({ slug }) => slug === given.id)
        const before = record && readPetition(record, await data.store.revisions(record.no))
        const missing = await missingLogos(given, logos, before, data.store)
        if (missing.length > 0) throw cannotBeStored(source, missing)
        const file = keepHandIn(given, before, removed)
        const paused = record?.paused ?? false
        const status = statusAt({ ...file, paused }, now)
        if (before && !call.flag('reopen')) refuseReopening(before, status, now)

        const changes = before ? changesBetween(before.file, file) : []
        const stored =
          before && changes.length === 0
            ? before.record
            : await putPetition(data, { kind: 'put', file, paused, before, now, logos })
        const did = !before ? 'created' : changes.length > 0 ? 'changed' : 'unchanged'
        const notes = notesOn({
          file,
          status,
          did,
          newText: before !== undefined && stored.revision !== before.revision,
        })
        return {
          json: {
            id: file.id,
            did,
            status,
            revision: stored.revision,
            changes,
            notes,
            data: call.settings().data,
            madeStore: data.made,
          },
          text: [
            ...tellChange(file, did, changes, status),
            ...notes,
            ...(data.made ? madeStore(call.settings().data) : []),
          ].join('\n'),
        }
      },
      { create: true },
    )
  },
}

/** What `put` keeps of a petition when the file says nothing of it. */
const kept = ['delivery', 'outcome'] as const
type Kept = (typeof kept)[number]

async function readSource(
  source: string,
  publicUrl: string,
): Promise<LogosRead & { removed: Kept[] }> {
  const value = await readJsonFile(source)
  const removed = kept.filter((key) => isRecord(value) && value[key] === null)
  if (isRecord(value)) for (const key of removed) delete value[key]
  const read = readPetitionFile(value)
  if ('problems' in read) throw cannotBeStored(source, read.problems)
  const withLogos = await readLogos(read.file, dirname(source), publicUrl)
  if ('problems' in withLogos) throw cannotBeStored(source, withLogos.problems)
  return { ...withLogos, removed }
}

function cannotBeStored(source: string, problems: Problem[]): WorkError {
  const lines = problems.map(({ path, message }) => `  ${path || 'the file'} ${message}`)
  return new WorkError(
    `${source} cannot be stored, ${problems.length === 1 ? 'one thing is' : `${problems.length} things are`} wrong:\n${lines.join('\n')}`,
    'Nothing was changed.',
    problems,
  )
}

function keepHandIn(
  given: PetitionFile,
  before: KnownPetition | undefined,
  removed: readonly Kept[],
): PetitionFile {
  const stored = kept.flatMap((key) => {
    const value = before?.file[key]
    return value && !removed.includes(key) ? [[key, value] as const] : []
  })
  return { ...Object.fromEntries(stored), ...given }
}

function refuseReopening(before: KnownPetition, status: Status, now: number): void {
  const over = ['closed', 'delivered', 'answered']
  const was = before.statusAt(now)
  if (!over.includes(was) || over.includes(status)) return
  throw new WorkError(
    `"${before.slug}" is ${was}, and this file would let people sign it again (${status}).`,
    'If that is what you want, add --reopen. If not, give the file a closesAt in the past.',
  )
}

function tellChange(file: PetitionFile, did: string, changes: Change[], status: Status): string[] {
  const named = `"${file.id}" (${file.title})`
  switch (did) {
    case 'created':
      return [`Stored ${named}. It is ${status}.`]
    case 'changed':
      return [
        `Changed ${named}. It is ${status}. What is different:`,
        ...changes.flatMap(changeLines),
      ]
    default:
      return [`Nothing to change: ${named} is stored as it is in the file. It is ${status}.`]
  }
}

function notesOn(put: {
  file: PetitionFile
  status: Status
  did: string
  newText: boolean
}): string[] {
  const notes: string[] = []
  if (put.newText)
    notes.push(
      'What people agree to has changed: who has the form open now has 10 minutes to sign the text before it.',
    )
  // Once, when it is stored first; from then on it was decided.
  if (put.did === 'created' && !put.file.consents.some(({ purpose }) => purpose === 'processing')) {
    notes.push(
      'Signing under the privacy sentence is the act of agreeing. A controller who relies on a separate explicit consent (GDPR, Article 9(2)(a)) adds one: a consent with "purpose": "processing", "required": true.',
    )
  }
  return notes
}

function madeStore(folder: string): string[] {
  return [
    `A new store and its keys were made in ${folder}. Whoever loses the keys loses the signatures: copy them to a safe place with "undersigned keys export".`,
  ]
}
