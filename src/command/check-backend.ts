import { fieldNames, isFieldName, slugPattern } from '../schema/index.ts'
import { isLoopback } from '../server/index.ts'
import { examine } from './check-backend/examine.ts'
import { report } from './check-backend/report.ts'
import type { Wanted } from './check-backend/subject.ts'
import { createAsk } from './check-backend/wire.ts'
import { nearest } from './did-you-mean.ts'
import { CallError, type Call, type Verb } from './verb.ts'

export const checkBackend: Verb = {
  name: 'check-backend',
  summary: 'Tells whether a backend keeps the contract that the widget relies on',
  positionals: ['URL'],
  options: [
    {
      name: 'petition',
      value: 'ID',
      help: 'A petition there that is open; also read from a URL …/v1/petitions/ID',
    },
    {
      name: 'sign-as',
      value: 'ADDRESS',
      help: 'Sign with this address too, twice; without it nothing is signed',
    },
    {
      name: 'fields',
      value: 'WORDS',
      help: 'What the petition asks: "name email country postcode?"; else as its document says',
    },
    {
      name: 'origin',
      value: 'ORIGIN',
      help: 'The page that the requests claim to come from, https://page.example unless said otherwise',
    },
    {
      name: 'shown',
      value: 'REVISION',
      help: 'The revision to send; else the one of its document',
    },
  ],
  about: `URL is the endpoint as a page names it: what stands before /v1/. Looked at are the tally, the browser's question
before signing, refusals and, with --sign-as, signatures. For each rule the report says whether it is kept; where it is
not, what was sent, what was expected, what came, and how to put it right.
Without --sign-as every signature that is sent lacks an answer that is required; a backend that takes the first of
them all the same is sent no other. With it, a backend that works stores two by that address, and one that breaks the
rules of keys up to eight: use a petition made for tests. The address is left out of the report. The exit code is 0 when
nothing that is required failed, else 1.`,
  examples: [
    'undersigned check-backend https://sign.example.org --petition keep-the-library',
    'undersigned check-backend https://sign.example.org --petition test --sign-as me@example.org --json',
  ],
  async run(call) {
    const wanted = readCall(call)
    return report(wanted, await examine(wanted, createAsk(wanted.signAs)))
  },
}

function readCall(call: Call): Wanted {
  const { endpoint, petition: named } = readUrl(call.positionals[0] ?? '')
  const petition = call.option('petition') ?? named
  if (!petition)
    throw new CallError(
      'Which petition? A backend is checked by one that is open there.',
      `Write: undersigned check-backend ${endpoint} --petition ID`,
    )
  if (!slugPattern.test(petition))
    throw new CallError(
      `"${petition}" can be the id of no petition.`,
      'An id is a to z, 0 to 9 and hyphens, at most 64 characters.',
    )
  return {
    endpoint,
    petition,
    origin: readOrigin(call.option('origin') ?? 'https://page.example'),
    fields: readWords(call.option('fields')),
    shown: call.option('shown'),
    signAs: readAddress(call.option('sign-as')),
  }
}

/** The endpoint, and the petition where the whole address of one was given. */
function readUrl(typed: string): { endpoint: string; petition?: string | undefined } {
  const url = URL.canParse(typed) ? new URL(typed) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    throw new CallError(
      `"${typed}" is no address of a backend.`,
      URL.canParse(`https://${typed}`)
        ? `Did you mean https://${typed}?`
        : 'Write one such as https://sign.example.org',
    )
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new CallError(
      `${typed} is not encrypted, and pages send nothing there.`,
      `Did you mean https${typed.slice(4)}? http:// is for this machine only.`,
    )
  if (url.username || url.search || url.hash)
    throw new CallError(
      'An endpoint has no user name, no query and no fragment.',
      `Did you mean ${url.origin}${url.pathname}?`,
    )
  const [, base = '', petition] =
    /^(.*?)(?:\/v1(?:\/petitions(?:\/([^/]*).*)?)?)?\/?$/.exec(url.pathname) ?? []
  return { endpoint: url.origin + base.replace(/\/+$/, ''), petition: petition || undefined }
}

function readOrigin(typed: string): string {
  const url = URL.canParse(typed) ? new URL(typed) : undefined
  if (!url || url.origin === 'null' || typed.replace(/\/$/, '') !== url.origin)
    throw new CallError(
      `--origin "${typed}" is no origin.`,
      url && url.origin !== 'null'
        ? `Did you mean ${url.origin}?`
        : 'Write one such as https://charity.example',
    )
  return url.origin
}

function readWords(typed: string | undefined): string[] | undefined {
  if (typed === undefined) return undefined
  const words = typed.split(/[\s,]+/).filter(Boolean)
  for (const word of words) {
    const name = word.replace(/\?$/, '')
    if (isFieldName(name)) continue
    const near = nearest(name, fieldNames)
    throw new CallError(
      `--fields: "${name}" is no field.`,
      near ? `Did you mean "${near}"?` : `Fields are ${fieldNames.join(', ')}.`,
    )
  }
  return words
}

function readAddress(typed: string | undefined): string | undefined {
  if (typed === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed)) return typed
  throw new CallError(
    '--sign-as needs an address that mail reaches.',
    'Write one such as me@example.org',
  )
}
