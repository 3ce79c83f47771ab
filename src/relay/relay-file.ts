import * as z from 'zod/mini'
import { petitionFileShape } from '../schema/index.ts'
import { Secret } from './secret.ts'

const secretWords = /token|key|secret|pass|auth|sig/i
const slug = petitionFileShape.id
const words = z.string().check(z.minLength(1), z.maxLength(300))
const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most))

/** `https:`; on this machine also `http:`, for trying things out. Never with a password in it. */
const url = z
  .string()
  .check(
    z.refine(
      isSafeUrl,
      'must be a URL that begins with https:// (http:// only on this machine), without a user name, password or token in it',
    ),
  )

const origin = z
  .string()
  .check(
    z.refine(
      (value) => isSafeUrl(value) && new URL(value).origin === value,
      'must be an origin such as https://charity.example, with no path; http:// only on this machine',
    ),
  )

/** What a target is told: names of its own fields, and their values. */
const Told = z.record(words, z.union([z.string(), z.number(), z.boolean()]))
export type Told = z.infer<typeof Told>

/** What a target is told of a consent. Somebody who gave no answer has not said yes. */
const Mapping = z.record(slug, z.strictObject({ yes: Told, no: Told }))

/** What every product with fields of its own is configured with. */
const mapped = {
  consents: z._default(Mapping, {}),
  /** Told of everyone who signs. */
  everyone: z._default(Told, {}),
  /** Fields of the petition that are not passed on, since the product has no place for them. */
  leaveOut: z._default(z.array(z.enum(['comment', 'organisation', 'phone', 'city'])), []),
}

const number = z.string().check(z.regex(/^\d+$/, 'must be a number in quotes, such as "123"'))

const Target = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    /** Some addresses are secrets themselves: those stand elsewhere. */
    url: z.union([url, Secret]),
    secret: Secret,
    unknown: z._default(z.enum(['send', 'park']), 'send'),
  }),
  z.strictObject({
    kind: z.literal('nation-builder'),
    /** The nation's own address, such as https://nation.nationbuilder.com. */
    url,
    /** The id of the petition there. */
    petition: number,
    auth: z.union([
      z.strictObject({ token: Secret }),
      z.strictObject({ clientId: words, clientSecret: Secret, refreshToken: Secret }),
    ]),
    ...mapped,
    unknown: z._default(z.enum(['look', 'park']), 'look'),
  }),
  z.strictObject({
    kind: z.literal('every-action'),
    url: z._default(url, 'https://api.securevan.com'),
    application: words,
    apiKey: Secret,
    /** 0 for My Voters, 1 for My Campaign. */
    databaseMode: z._default(z.union([z.literal(0), z.literal(1)]), 1),
    /** Applied to everyone who signs: by it they are found again. */
    activistCode: whole(1, Number.MAX_SAFE_INTEGER),
    ...mapped,
    unknown: z._default(z.enum(['send', 'park']), 'send'),
  }),
  z.strictObject({
    kind: z.literal('engaging-networks'),
    /** Of the data centre, such as https://ca.engagingnetworks.app. */
    url,
    page: number,
    apiKey: Secret,
    /** Engaging Networks sends its own thank-you mail unless told not to. */
    suppressAutoResponder: z._default(z.boolean(), false),
    ...mapped,
    unknown: z._default(z.enum(['look', 'park', 'send']), 'look'),
  }),
])
export type TargetFile = z.infer<typeof Target>
export type TargetKind = TargetFile['kind']

const Tally = z.discriminatedUnion('from', [
  z.strictObject({
    /** Counts the people whose signature was passed on. */
    from: z.literal('sent'),
    /** Signatures that were collected elsewhere before, contained in the count. */
    before: z._default(whole(0, Number.MAX_SAFE_INTEGER), 0),
  }),
  z.strictObject({
    from: z.literal('json'),
    url,
    /** Keys with dots between them, down to the number: `data.count`; empty: the answer is the number. */
    path: z._default(z.string(), 'count'),
    everySeconds: z._default(whole(5, 86_400), 60),
    /** A header that carries a secret. */
    header: z.optional(z.strictObject({ name: words, value: Secret })),
  }),
])

const Petition = z.strictObject({
  id: slug,
  fields: petitionFileShape.fields,
  // As on the page, so that they can be copied; the words do not matter here.
  consents: z._default(
    z.array(
      z.strictObject({
        id: slug,
        purpose: z.enum(['processing', 'updates', 'partner']),
        mode: z._default(z.enum(['checkbox', 'yes-no']), 'checkbox'),
        required: z._default(z.boolean(), false),
        controller: z.optional(z.string()),
        text: z.optional(z.string()),
      }),
    ),
    [],
  ),
  declarations: z._default(
    z.array(
      z.strictObject({
        id: slug,
        required: z._default(z.boolean(), true),
        text: z.optional(z.string()),
        purpose: z.optional(z.string()),
      }),
    ),
    [],
  ),
  opensAt: petitionFileShape.opensAt,
  closesAt: petitionFileShape.closesAt,
  goal: petitionFileShape.goal,
  /** Sites that may embed it. */
  origins: z.union(
    [z.literal('any'), z.array(origin).check(z.minLength(1))],
    'must be "any" or a list of origins such as https://charity.example, with no path',
  ),
  tally: z._default(Tally, { from: 'sent', before: 0 }),
  target: Target,
})

/** The configuration of the relay, as it is written. What it means together is checked in `config.ts`. */
export const RelayFile = z.strictObject({
  host: z._default(words, '127.0.0.1'),
  port: z._default(whole(0, 65_535), 8790),
  /** Where the outbox and the keys are; relative to the file. */
  data: z._default(words, './relay'),
  /** Days after which what was passed on is deleted here. */
  eraseAfterDays: z._default(whole(1, 90), 7),
  /** How long one try may take. */
  timeoutSeconds: z._default(whole(1, 120), 15),
  /** Seconds between tries; the last one is repeated for ever. */
  retrySeconds: z._default(
    z.array(whole(1, 86_400)).check(z.minLength(1)),
    [5, 30, 60, 300, 900, 3600],
  ),
  /** Before looking whether a try without an answer has arrived all the same: it may still be on its way. */
  settleSeconds: z._default(whole(1, 3600), 60),
  petitions: z.array(Petition).check(z.minLength(1)),
})
export type RelayFile = z.infer<typeof RelayFile>
export type RelayPetitionFile = z.infer<typeof Petition>

/** Whether requests with people's data may go there. */
export function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, username, password, searchParams } = new URL(value)
  if (username || password) return false
  if ([...searchParams.keys()].some((key) => secretWords.test(key))) return false
  return protocol === 'https:' || (protocol === 'http:' && isThisMachine(hostname))
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
