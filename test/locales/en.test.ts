import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dateOf } from '../../src/element/date.ts'
import { issueText } from '../../src/element/issue-text.ts'
import { Locale } from '../../src/element/locale.ts'
import { overridesFrom } from '../../src/element/own-words.ts'
import { enOutcome } from '../../src/locales/en-outcome.ts'
import { english, laterKey, learn, type Words } from '../../src/locales/index.ts'
import { pagesEn } from '../../src/locales/pages-en.ts'
import { parts } from '../../src/locales/parts.ts'
import {
  backerKinds,
  fieldNames,
  issueCodes,
  refusalCodes,
  statuses,
} from '../../src/schema/index.ts'

const locale = new Locale('en', '')
const every = Object.assign({}, ...parts) as Record<string, Words> // what each part holds
const keys = Object.keys(every)
const elements = sourceIn('src/element')
const pages = sourceIn('src/server') + sourceIn('src/server/pages')

function sourceIn(folder: string): string {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('\n')
}

/** Keys that are put together at run time, from the closed lists. */
const made = [
  ...refusalCodes.map((code) => `refused.${code}`),
  ...['offline', 'timeout', 'unreachable', 'unreadable', 'stopped'].map((code) => `fail.${code}`),
  ...['stale', 'preview', 'vetoed', 'waited'].map((why) => `notice.${why}`),
  ...statuses.filter((status) => status !== 'open').map((status) => `status.${status}.title`),
  ...fieldNames.flatMap((name) => [
    `${name}.label`,
    ...issueCodes.map((code) => `error.${name}.${code}`),
  ]),
  ...issueCodes.map((code) => `error.${code}`),
  'consent.yes',
  'consent.no',
  ...[...backerKinds, 'other'].map((kind) => `backers.${kind}`),
  ...['exact', 'over', 'almost'].map((how) => `milestone.${how}`),
  ...['left', 'now', 'past'].map((how) => `decision.${how}`),
  'email.hint',
  'phone.hint',
  'status.closed.meanwhile',
  'status.paused.meanwhile',
  'pending.title',
  'signed.title',
  'signed.counted',
  'signed.accepted',
]

test('every refusal, failure, notice, status and outcome has words', () => {
  const missing = made.filter((key) => !keys.includes(key) && !/^error\.[a-z]+\.[a-z]+$/.test(key))
  assert.deepEqual(missing, [])
  for (const outcome of [
    'pending.title',
    'signed.counted',
    'signed.accepted',
    'offline.title',
    'sending',
    'load.error',
    'load.config',
  ])
    assert.ok(keys.includes(outcome), outcome)
})

test('every code has words for every field, declaration and consent', () => {
  const asked = {
    fields: [],
    consents: [
      {
        id: 'a',
        controller: 'A',
        text: 'May A?',
        mode: 'yes-no' as const,
        purpose: 'partner' as const,
        required: true,
      },
    ],
    declarations: [{ id: 'b', text: 'I am', required: true }],
  }
  for (const field of [
    ...fieldNames,
    'consents.a',
    'declarations.b',
    'consents.gone',
    'unheard-of',
  ])
    for (const code of issueCodes) {
      const text = issueText({ field, code }, asked, locale)
      assert.ok(text.length > 10, `${field} ${code}: ${text}`)
      assert.doesNotMatch(text, /[{}]|undefined|\b0\b/, `${field} ${code}`)
    }
})

test('the petition’s own text is apart from the sentence around it, whichever way either runs', () => {
  const own = { required: true, text: 'Do you live here?' }
  const consent = { ...own, id: 'a', controller: 'A', mode: 'yes-no', purpose: 'partner' } as const
  const asked = { fields: [], consents: [consent], declarations: [{ ...own, id: 'b' }] }
  for (const field of ['consents.a', 'declarations.b'])
    for (const code of issueCodes)
      assert.ok(issueText({ field, code }, asked, locale).includes('\u2068Do you live here?\u2069'))
})

test('no words are kept that nothing shows', () => {
  const unused = (own: readonly string[], source: string) =>
    own.filter((key) => !made.includes(key) && !source.includes(`'${key}'`))
  assert.deepEqual(unused(keys, elements), [])
  const ofPages = Object.keys(pagesEn).filter((key) => !keys.includes(key))
  assert.deepEqual(unused(ofPages, pages), [])
})

test('what is not known to be lost is never called "not sent", and no mail is claimed before it went out', () => {
  const text = (words: Words) =>
    typeof words === 'string' ? words : Object.values(words).join(' ')
  for (const [key, words] of Object.entries(every)) {
    if (/^(fail\.(?!offline)|refused\.unavailable)/.test(key))
      assert.doesNotMatch(text(words), /not (been )?(sent|accepted|counted)/i, key)
    assert.doesNotMatch(text(words), /we (have )?(sent|emailed)/i, key)
  }
})

test('a count of nothing has words of its own, and one is one', () => {
  assert.equal(locale.say('tally.count', { count: 0 }), 'Be the first to sign')
  assert.equal(locale.say('tally.count', { count: 1 }), '1 person has signed')
  assert.equal(locale.say('tally.count', { count: 1234567 }), '1,234,567 people have signed')
})

test('a value is text, whatever is in it', () => {
  assert.equal(
    locale.say('signed.accepted', { owner: '{link} <b>' }),
    'Your signature has been passed on to {link} <b>.',
  )
  assert.deepEqual(locale.split('privacy.text', { controller: 'C', link: 7 }), [
    '',
    'C',
    ' uses your details to count and deliver your signature. Read the ',
    '7',
    '.',
  ])
})

test('dates are no more exact than they were given', () => {
  assert.equal(dateOf('2009-11', 'Europe/London', locale), 'November 2009')
  assert.equal(dateOf('2009-11-16', 'America/New_York', locale), '16 November 2009')
  assert.equal(dateOf('2009-11-13T23:30:00Z', 'Europe/Berlin', locale), '14 November 2009')
  assert.equal(dateOf('soon', 'UTC', locale), 'soon')
})

test('the page may word what is not the person’s to agree to, and must keep what is filled in', () => {
  const refused: string[] = []
  const own = overridesFrom(
    [{ submit: 'Go', 'privacy.text': 'x', 'tally.togo': 'more', nope: 'x', loading: 7 }],
    { english, laterKey, tag: 'en', refuse: (setting) => refused.push(setting) },
  )
  assert.deepEqual(own, { submit: 'Go' })
  assert.deepEqual(refused, [
    'messages.privacy.text',
    'messages.tally.togo',
    'messages.nope',
    'messages.loading',
  ])
})

test('words of a part are not known before it has come, and the page’s own for them wait until then', () => {
  const messages = { 'share.copy': 'Copy', 'share.native': 7 }
  const warned: string[] = []
  const refuse = (setting: string) => void warned.push(setting)
  const own = () => overridesFrom([messages], { english, laterKey, tag: 'en', refuse })
  assert.deepEqual(own(), {})
  assert.deepEqual(warned, [])
  for (const part of parts.slice(1))
    for (const key of Object.keys(part)) assert.match(key, laterKey)
  learn(enOutcome, 1)
  assert.equal(locale.say('share.copy'), 'Copy link')
  assert.deepEqual(own(), { 'share.copy': 'Copy' })
  assert.equal(warned.length, 1)
  assert.equal(english['status.paused.text'], undefined)
})

test('no key is in two parts', () => {
  const sizes = parts.map((part) => Object.keys(part).length)
  assert.equal(
    sizes.reduce((a, b) => a + b),
    keys.length,
  )
})
