import { randomUUID } from 'node:crypto'
import {
  parseField,
  readPetition,
  type Consent,
  type Declaration,
  type Field,
} from '../../schema/index.ts'
import { isRecord } from '../is-record.ts'
import type { Answer, Ask, Question } from './wire.ts'

/** What is to be checked, as it was typed. */
export interface Wanted {
  /** Before `/v1/`, without a slash at its end. */
  endpoint: string
  petition: string
  /** Of the page that the requests claim to come from. */
  origin: string
  /** Words of the contract; undefined: the petition's document says, else the contract's default. */
  fields?: string[] | undefined
  /** The `revision` to send; undefined: the document's. */
  shown?: string | undefined
  /** The address that test signatures are made with; undefined: none is made. */
  signAs?: string | undefined
}

/** The backend under examination: each exchange is made once, however many rules look at it. */
export interface Subject extends Wanted {
  /** What the petition asks. */
  asked: readonly Field[]
  /** What has to be answered to sign. */
  required: readonly Field[]
  tally(): Promise<Answer>
  preflight(): Promise<Answer>
  /** Asks again each time. */
  ask(question: Omit<Question, 'url'> & { path?: string }): Promise<Answer>
  /** POST of a signature; what is given replaces what a request in order has. Not sent again for the same name. */
  post(name: string, request: Post): Promise<Answer>
  /** A signature that lacks every answer. */
  empty(changes?: Record<string, unknown>): Record<string, unknown>
  /** A whole one. */
  whole(changes?: Record<string, unknown>): Record<string, unknown>
  /** All answers to POST so far that are no yes. */
  refusals(): Answer[]
  /** All answers so far. */
  answers(): readonly Answer[]
}

export interface Post {
  body: unknown
  key?: string | null
  type?: string
  petition?: string
}

const defaultFields = ['name', 'email', 'country', 'postcode?']

/** Answers that fit a field in any country's form. The number is one of those kept free for examples (Ofcom). */
const examples: Record<string, string> = {
  name: 'Test Signature',
  given: 'Test',
  family: 'Signature',
  country: 'GB',
  postcode: 'SW1A 1AA',
  city: 'London',
  phone: '+44 20 7946 0000',
  organisation: 'Test',
  comment: 'Test',
}

export async function openSubject(wanted: Wanted, ask: Ask): Promise<Subject> {
  const { endpoint, petition, origin, signAs } = wanted
  const base = `${endpoint}/v1/petitions`
  const all: Answer[] = []
  const posts: Answer[] = []
  const made = new Map<string, Promise<Answer>>()
  const question: Ask = async (asked) => {
    const answer = await ask({ ...asked, headers: { origin, ...asked.headers } })
    all.push(answer)
    return answer
  }
  const once = (name: string, make: () => Promise<Answer>) => {
    const answer = made.get(name) ?? make()
    made.set(name, answer)
    return answer
  }

  const document = readPetition((await ask({ method: 'GET', url: `${base}/${petition}` })).json)
  const asked = wanted.fields
    ? (wanted.fields.flatMap((word) => parseField(word) ?? []) satisfies Field[])
    : (document?.fields ?? defaultFields.flatMap((word) => parseField(word) ?? []))
  const shown = wanted.shown ?? document?.revision ?? 'check-backend'

  const empty = (changes: Record<string, unknown> = {}) => ({
    ...Object.fromEntries(asked.map(({ name }) => [name, ''])),
    locale: document?.lang ?? 'en',
    shown,
    trap: '',
    ...changes,
  })

  return {
    ...wanted,
    asked,
    required: asked.filter(({ required }) => required),
    tally: () => once('tally', () => question({ method: 'GET', url: `${base}/${petition}/tally` })),
    preflight: () =>
      once('preflight', () =>
        question({
          method: 'OPTIONS',
          url: `${base}/${petition}/signatures`,
          headers: {
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type,idempotency-key',
          },
        }),
      ),
    ask: ({ path = `/${petition}/tally`, ...rest }) => question({ ...rest, url: base + path }),
    post: (name, { body, key = randomUUID(), type = 'application/json', petition: other }) =>
      once(name, async () => {
        const answer = await question({
          method: 'POST',
          url: `${base}/${other ?? petition}/signatures`,
          headers: { 'content-type': type, ...(key !== null && { 'idempotency-key': key }) },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
        posts.push(answer)
        return answer
      }),
    empty,
    whole: (changes = {}) => ({
      ...empty(),
      ...answersTo(asked, signAs ?? ''),
      ...agreed(document?.consents, document?.declarations),
      ...changes,
    }),
    refusals: () => posts.filter(({ status }) => status >= 400),
    answers: () => all,
  }
}

function answersTo(fields: readonly Field[], email: string): Record<string, string> {
  // The address also where it may be left out: who looks for the test signatures looks for it.
  const needed = fields.filter(({ name, required }) => required || name === 'email')
  return Object.fromEntries(
    needed.map(({ name, preset }) => [
      name,
      name === 'email' ? email : (preset ?? examples[name] ?? 'Test'),
    ]),
  )
}

/** Only what signing needs; to anything else the test says no, or nothing. */
function agreed(consents: readonly Consent[] = [], declarations: readonly Declaration[] = []) {
  const given = consents.flatMap(({ id, purpose, mode, required }) =>
    required
      ? [[id, purpose === 'processing'] as const]
      : mode === 'yes-no'
        ? [[id, false] as const]
        : [],
  )
  const stated = declarations
    .filter(({ required }) => required)
    .map(({ id }) => [id, true] as const)
  return {
    consents: Object.fromEntries(given),
    ...(stated.length > 0 && { declarations: Object.fromEntries(stated) }),
  }
}

/** The code of a problem document; undefined when there is none. */
export function codeOf({ json }: Answer): string | undefined {
  return isRecord(json) && typeof json['code'] === 'string' ? json['code'] : undefined
}
