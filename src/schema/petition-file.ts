import * as z from 'zod/mini'
import { parseField } from './field.ts'
import { backerKinds, consentModes, consentPurposes, shareNetworks } from './words.ts'
import { inLanguage } from './in-language.ts'
import { slugPattern } from './signature-issues.ts'
import { startOf } from './status.ts'

const line = (most = 300) => z.string().check(z.trim(), z.minLength(1), z.maxLength(most))
const prose = (most: number) => z.string().check(z.minLength(1), z.maxLength(most))
const slug = z
  .string()
  .check(
    z.regex(
      slugPattern,
      'must be a slug: a to z, 0 to 9 and hyphens, at most 64 characters, no hyphen at the ends',
    ),
  )
const url = z
  .string()
  .check(
    z.maxLength(2048),
    z.refine(isSafeUrl, 'must be a URL that begins with https://; http:// only on this machine'),
  )
const origin = z
  .string()
  .check(
    z.refine(
      isOrigin,
      'must be an origin such as https://charity.example, with no path; http:// only on this machine',
    ),
  )
const instant = z.iso.datetime({
  offset: true,
  error: 'must be an instant such as 2026-11-30T17:00:00Z',
})
const moment = z
  .string()
  .check(
    z.regex(
      /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/,
      'must be an instant, a day such as 2026-11-30 or a month such as 2026-11',
    ),
    z.refine(isOfCalendar, 'is no date of the calendar'),
  )
const day = z.iso.date('must be a day such as 2026-11-30')
const language = z
  .string()
  .check(z.refine(isLanguage, 'must be a language tag such as en or pt-BR, in these capitals'))
const country = z
  .string()
  .check(z.regex(/^[A-Z]{2}$/, 'must be a country code of two capitals such as GB'))
const count = z.int().check(z.nonnegative())

const fieldWord = z.string().check(
  z.refine((word) => parseField(word) !== undefined, {
    error: (issue) =>
      `"${String(issue.input)}" is no field; a field is one of the words of the contract, ? marks it optional`,
  }),
)
const field = z.union([
  fieldWord,
  z.strictObject({
    name: fieldWord,
    preset: z.optional(country),
    common: z.optional(z.array(country)),
    purpose: z.optional(line()),
  }),
])

const consent = z
  .strictObject({
    id: slug,
    purpose: z.enum(consentPurposes),
    controller: line(),
    text: prose(500),
    mode: z._default(z.enum(consentModes), 'checkbox'),
    required: z._default(z.boolean(), false),
  })
  .check(
    z.refine(
      ({ purpose, mode, required }) => !required || purpose === 'processing' || mode === 'yes-no',
      'required is only for the purpose "processing", or for answering a "yes-no": nobody has to agree to mails to sign',
    ),
  )

/** By the ids of what is asked; a declaration's purpose beside its text. */
const saidById = z.record(
  slug,
  z.union([prose(500), z.strictObject({ text: prose(500), purpose: z.optional(line()) })]),
)

/** The petition in another language: what it has of these is shown instead, see `inLanguage`. */
const translation = z.strictObject({
  title: line(),
  summary: z.optional(line(500)),
  text: prose(20_000),
  target: z.optional(
    z.strictObject({
      name: z.optional(line()),
      role: z.optional(line()),
      organisation: z.optional(line()),
    }),
  ),
  owner: z.optional(
    z.strictObject({ name: z.optional(line()), role: z.optional(line()), url: z.optional(url) }),
  ),
  controller: z.optional(z.strictObject({ name: z.optional(line()), privacyUrl: z.optional(url) })),
  consents: z.optional(saidById),
  declarations: z.optional(saidById),
  decision: z.optional(z.strictObject({ text: line(500) })),
  share: z.optional(z.strictObject({ text: line() })),
})

/** The keys of a petition file, each by itself: the relay takes some of them. */
export const petitionFileShape = {
  id: slug,
  lang: language,
  title: line(),
  summary: z.optional(line(500)),
  text: prose(20_000),
  target: z.strictObject({
    name: line(),
    role: z.optional(line()),
    organisation: z.optional(line()),
  }),
  owner: z.strictObject({
    name: line(),
    role: z.optional(line()),
    url: z.optional(url),
    contact: z.optional(line()),
  }),
  controller: z.strictObject({ name: line(), privacyUrl: url, contact: line() }),
  opensAt: z.optional(instant),
  closesAt: z.optional(instant),
  timeZone: z._default(
    z.string().check(z.refine(isTimeZone, 'must be a time zone such as Europe/London')),
    'UTC',
  ),
  decision: z.optional(
    z.strictObject({ from: day, until: z.optional(day), text: z.optional(line(500)) }).check(
      // Days of this form are in the order of their letters.
      z.refine(({ from, until = from }) => from <= until, {
        path: ['until'],
        error: 'must not be before from',
      }),
    ),
  ),
  goal: z.optional(
    z.strictObject({
      steps: z.array(z.int().check(z.positive())).check(
        z.minLength(1),
        z.refine(
          (steps) => steps.every((step, i) => i === 0 || step > steps[i - 1]!),
          'must rise from step to step',
        ),
      ),
      stretchAt: z._default(z.number().check(z.gt(0), z.lte(1)), 1),
    }),
  ),
  fields: z._default(
    z.array(field).check(
      z.minLength(1),
      z.refine(
        (fields) => new Set(fields.map(fieldName)).size === fields.length,
        'must name each field once',
      ),
      z.refine(
        (fields) => fields.some((f) => fieldName(f) === 'email' && isRequired(f)),
        'must ask for email: signatures are confirmed by mail',
      ),
      z.refine(
        (fields) => fields.some((f) => ['name', 'given'].includes(fieldName(f)) && isRequired(f)),
        'must ask for name, or for given',
      ),
      z.refine(
        (fields) =>
          fields.every(
            (f) => fieldName(f) !== 'phone' || (typeof f !== 'string' && f.purpose !== undefined),
          ),
        'asks for a phone number without saying what for: write { "name": "phone?", "purpose": "…" }',
      ),
    ),
    ['name', 'email', 'country', 'postcode?'],
  ),
  consents: z._default(
    z.array(consent).check(z.maxLength(10), z.refine(hasUniqueIds, 'must not use an id twice')),
    [],
  ),
  declarations: z._default(
    z
      .array(
        z.strictObject({
          id: slug,
          text: prose(500),
          purpose: line(),
          required: z._default(z.boolean(), true),
        }),
      )
      .check(z.maxLength(10), z.refine(hasUniqueIds, 'must not use an id twice')),
    [],
  ),
  confirmation: z._default(z.literal('email'), 'email'),
  tallyDelay: z._default(z.enum(['none', 'small']), 'small'),
  showPending: z._default(z.boolean(), false),
  showPartners: z._default(z.boolean(), false),
  backers: z._default(
    z
      .array(
        z.strictObject({
          name: line(),
          kind: z.enum(backerKinds),
          role: z.optional(line()),
          url: z.optional(url),
          logo: z.optional(line()),
          quote: z.optional(prose(1000)),
        }),
      )
      .check(z.maxLength(500)),
    [],
  ),
  milestones: z._default(
    z
      .array(z.strictObject({ at: moment, count, text: z.optional(line(500)) }))
      .check(z.maxLength(100)),
    [],
  ),
  delivery: z.optional(
    z.strictObject({
      at: moment,
      place: z.optional(line()),
      recipient: z.optional(line()),
      count: z.optional(count),
      attendees: z._default(z.array(line()), []),
      text: z.optional(prose(2000)),
      url: z.optional(url),
    }),
  ),
  outcome: z.optional(
    z.strictObject({ at: moment, text: z.optional(prose(2000)), url: z.optional(url) }),
  ),
  updates: z._default(
    z
      .array(
        z.strictObject({
          at: moment,
          title: line(),
          text: z.optional(prose(5000)),
          url: z.optional(url),
        }),
      )
      .check(z.maxLength(200)),
    [],
  ),
  /** Signatures on paper, counted by people. */
  paper: z._default(count, 0),
  partners: z._default(
    z
      .array(
        z.strictObject({
          id: slug,
          name: line(),
          url: z.optional(url),
          origins: z._default(z.array(origin), []),
        }),
      )
      .check(z.maxLength(1000), z.refine(hasUniqueIds, 'must not use an id twice')),
    [],
  ),
  share: z.optional(
    z.strictObject({ networks: z.array(z.enum(shareNetworks)), text: z.optional(line()) }),
  ),
  translations: z._default(z.record(language, translation), {}),
}

// The widget reads 64 KiB of an answer; the tally, the revision and what is around a refusal come on top.
const documentLimitBytes = 60 * 1024

/**
 * The petition document as a campaigner writes it and `petition put` takes it (contract, section 4): strict, with
 * defaults. `revision`, `status` and `tally` are the server's to add. `petition.example.json` is a whole one.
 */
export const PetitionFile = z.strictObject(petitionFileShape).check(
  z.refine(fitsAnAnswer, {
    error: `is too long: pages read no more than ${documentLimitBytes / 1024} KiB of it as JSON`,
  }),
  z.refine(
    ({ opensAt, closesAt }) => !opensAt || !closesAt || startOf(opensAt) < startOf(closesAt),
    {
      path: ['closesAt'],
      error: 'must be later than opensAt',
    },
  ),
  z.refine(
    (file) => Object.keys(file.translations).every((lang) => inLanguage(file, lang).lang === lang),
    {
      path: ['translations'],
      error:
        'must be whole in each language: title, text, summary, every consent and every declaration, or people would agree to what they cannot read',
    },
  ),
  z.refine(
    (file) =>
      Object.values(file.translations).every(
        ({ consents, declarations }) =>
          hasOnly(consents, file.consents) && hasOnly(declarations, file.declarations),
      ),
    { path: ['translations'], error: 'must name no consent and no declaration that is not asked' },
  ),
)
export type PetitionFile = z.infer<typeof PetitionFile>

/** Whether pages read all of a document. Its logos are longer once they are addresses: then it is asked again. */
export function fitsAnAnswer(file: { partners: readonly object[] }): boolean {
  return publicBytes(file) <= documentLimitBytes
}

function publicBytes(file: { partners: readonly object[] }): number {
  const partners = file.partners.map((partner) => ({ ...partner, origins: undefined }))
  return new TextEncoder().encode(JSON.stringify({ ...file, partners })).length
}

type FieldEntry = string | { name: string; purpose?: string | undefined }

function fieldName(field: FieldEntry): string {
  return parseField(typeof field === 'string' ? field : field.name)?.name ?? ''
}

function isRequired(field: FieldEntry): boolean {
  return parseField(typeof field === 'string' ? field : field.name)?.required ?? false
}

function hasUniqueIds(entries: readonly { id: string }[]): boolean {
  return new Set(entries.map(({ id }) => id)).size === entries.length
}

function hasOnly(said: object = {}, asked: readonly { id: string }[]): boolean {
  return Object.keys(said).every((id) => asked.some((one) => one.id === id))
}

/** `https:`; on this machine also `http:`, for trying things out. */
function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname } = new URL(value)
  return (
    protocol === 'https:' ||
    (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  )
}

function isOrigin(value: string): boolean {
  return isSafeUrl(value) && new URL(value).origin === value
}

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}

/** Also the day: engines differ on what the 31st of February is. */
function isOfCalendar(at: string): boolean {
  const [year = 0, month = 0, day = 1] = at.slice(0, 10).split('-').map(Number)
  return !Number.isNaN(startOf(at)) && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day
}

/** As it is looked for: `pt-br` would never be found, and no name is known for one with an extension. */
function isLanguage(value: string): boolean {
  try {
    return new Intl.Locale(value).baseName === value
  } catch {
    return false
  }
}
