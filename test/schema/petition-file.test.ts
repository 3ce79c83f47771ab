import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { $ZodType, $ZodTypes } from 'zod/v4/core'
import { limits, Petition, PetitionFile, readPetition } from '../../src/schema/index.ts'
import { changedAt, pathsOf } from './changed.ts'
import { fullPetition } from './examples.ts'

const { revision, status, tally, ...written } = fullPetition

/** A file with everything in it. */
const file = {
  ...written,
  tallyDelay: 'none',
  showPending: true,
  showPartners: true,
  paper: 120,
  partners: [
    { ...written.partners[0]!, origins: ['https://charity.example', 'http://localhost:8788'] },
  ],
}

const problems = (changes: object) => {
  const read = PetitionFile.safeParse({ ...file, translations: {}, ...changes })
  return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
}

describe('a petition file', () => {
  it('with everything is taken as it is', () => {
    assert.deepEqual(PetitionFile.parse(file), file)
  })

  it('has no day that the calendar has not', () => {
    const at = (day: string) => problems({ milestones: [{ at: day, count: 5 }] })
    for (const day of ['2026-02-29', '2026-11-31', '2026-02-30T10:00:00Z', '2026-13', '2026-01-00'])
      assert.deepEqual(at(day), ['milestones.0.at'], day)
    for (const day of ['2028-02-29', '2026-11-30', '2026-02-28T10:00:00+02:00', '2026-12'])
      assert.deepEqual(at(day), [], day)
  })

  it('is decided in days that follow each other', () => {
    const on = (from: string, until: string) => problems({ decision: { from, until } })
    assert.deepEqual(on('2026-11-18', '2026-11-16'), ['decision.until'])
    assert.deepEqual(on('2026-11-18', '2026-11-18'), [])
    assert.deepEqual(on('2026-11-18', '2027-01-02'), [])
  })

  it('names languages as they are looked for', () => {
    for (const lang of ['pt-br', 'PT', 'de-u-nu-thai', 'de-x-y', 'iw', 'x-klingon', 'en_GB'])
      assert.deepEqual(problems({ lang }), ['lang'], lang)
    for (const lang of ['pt-BR', 'sr-Latn', 'de-1996', 'he', 'eo'])
      assert.deepEqual(problems({ lang }), [], lang)
    const { cy } = file.translations
    assert.ok(problems({ translations: { CY: cy } })[0]?.startsWith('translations'))
  })

  it('needs little, and says the rest itself', () => {
    const { id, lang, title, text } = file
    const needed = {
      id,
      lang,
      title,
      text,
      target: { name: 'T' },
      owner: { name: 'O' },
      controller: file.controller,
    }
    const read = PetitionFile.parse(needed)
    assert.deepEqual(read.fields, ['name', 'email', 'country', 'postcode?'])
    assert.deepEqual(
      [
        read.timeZone,
        read.confirmation,
        read.tallyDelay,
        read.showPending,
        read.showPartners,
        read.paper,
      ],
      ['UTC', 'email', 'small', false, false, 0],
    )
    assert.equal(read.goal, undefined)
    for (const key of Object.keys(needed)) {
      assert(!PetitionFile.safeParse({ ...needed, [key]: undefined }).success, key)
    }
  })

  it('with a key nobody knows is refused, at every level', () => {
    let levels = 0
    for (const path of pathsOf(file)) {
      const odd = changedAt(file, path, (value) =>
        typeof value === 'object' && !Array.isArray(value) ? { ...value, titel: 'x' } : value,
      )
      if (JSON.stringify(odd) === JSON.stringify(file)) continue
      levels++
      assert(!PetitionFile.safeParse(odd).success, path.join('.'))
    }
    assert(levels > 15)
  })

  it('with something else in any place is refused', () => {
    for (const path of pathsOf(file)) {
      const odd = changedAt(file, path, () => ({ later: [1] }))
      assert(!PetitionFile.safeParse(odd).success, path.join('.'))
    }
  })

  for (const [what, changes, at] of [
    ['an id that is no slug', { id: 'Keep it' }, 'id'],
    ['a title of 301 characters', { title: 'a'.repeat(301) }, 'title'],
    ['no text', { text: '' }, 'text'],
    ['a text of 20,001 characters', { text: 'a'.repeat(20_001) }, 'text'],
    [
      'a translation without its text',
      { translations: { cy: { title: 'C' } } },
      'translations.cy.text',
    ],
    [
      'a translation that lacks a consent',
      { translations: { cy: { ...file.translations.cy, consents: { terms: 'Cytunaf' } } } },
      'translations',
    ],
    [
      'a translation of what is not asked',
      {
        translations: {
          cy: { ...file.translations.cy, declarations: { residence: 'R', age: 'O' } },
        },
      },
      'translations',
    ],
    ['no language', { lang: 'english please' }, 'lang'],
    [
      'a privacy page without https',
      { controller: { ...file.controller, privacyUrl: 'http://x.example' } },
      'controller.privacyUrl',
    ],
    ['a script for a URL', { owner: { ...file.owner, url: 'javascript:alert(1)' } }, 'owner.url'],
    ['an end before its beginning', { closesAt: '2009-10-12T00:00:00Z' }, 'closesAt'],
    ['an end that is a day', { closesAt: '2009-11-13' }, 'closesAt'],
    ['a day that is none', { delivery: { ...file.delivery, at: '2009-13' } }, 'delivery.at'],
    ['a time zone that is none', { timeZone: 'London' }, 'timeZone'],
    ['steps that do not rise', { goal: { steps: [500, 500] } }, 'goal.steps'],
    ['no step', { goal: { steps: [] } }, 'goal.steps'],
    ['a field nobody knows', { fields: ['name', 'email', 'shoe'] }, 'fields.2'],
    ['a field twice', { fields: ['name', 'email', 'email?'] }, 'fields'],
    ['no email', { fields: ['name'] }, 'fields'],
    ['an email that is optional', { fields: ['name', 'email?'] }, 'fields'],
    ['no name', { fields: ['email'] }, 'fields'],
    ['a phone number for nothing', { fields: ['name', 'email', 'phone'] }, 'fields'],
    ['two consents of one id', { consents: [file.consents[1], file.consents[1]] }, 'consents'],
    [
      'a yes to mails that is required',
      { consents: [{ ...file.consents[1], mode: 'checkbox' }] },
      'consents.0',
    ],
    [
      'a declaration without a purpose',
      { declarations: [{ id: 'a', text: 'b' }] },
      'declarations.0.purpose',
    ],
    ['confirmation by pigeon', { confirmation: 'pigeon' }, 'confirmation'],
    ['a backer of another kind', { backers: [{ name: 'A', kind: 'guild' }] }, 'backers.0.kind'],
    [
      'an origin with a path',
      { partners: [{ ...file.partners[0], origins: ['https://x.example/a'] }] },
      'partners.0.origins.0',
    ],
    [
      'an origin without https',
      { partners: [{ ...file.partners[0], origins: ['http://x.example'] }] },
      'partners.0.origins.0',
    ],
    ['a negative number on paper', { paper: -1 }, 'paper'],
    [
      'more than pages read',
      {
        updates: Array.from({ length: 20 }, () => ({
          at: '2009-11',
          title: 'T',
          text: 'a'.repeat(4000),
        })),
      },
      '',
    ],
  ] as const) {
    it(`with ${what} is refused where it says so`, () => assert.deepEqual(problems(changes), [at]))
  }

  it('may have its limits reached', () => {
    assert.deepEqual(
      problems({ title: 'a'.repeat(300), text: 'a'.repeat(20_000), summary: 'a'.repeat(500) }),
      [],
    )
    assert(limits.bodyBytes > 0)
  })
})

/** The keys of a schema at every level, `a.b`, whatever the schemas around them. */
function keysOf(schema: $ZodType, at = ''): string[] {
  const { def } = (schema as $ZodTypes)._zod
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, value]) => [
        at + key,
        ...keysOf(value, `${at}${key}.`),
      ])
    case 'optional':
    case 'nullable':
    case 'default':
    case 'catch':
      return keysOf(def.innerType, at)
    case 'array':
      return keysOf(def.element, at)
    case 'pipe':
      return keysOf(def.in, at)
    case 'union':
      return def.options.flatMap((option) => keysOf(option, at))
    default:
      return []
  }
}

describe('what a campaigner writes', () => {
  const ofFile = new Set(keysOf(PetitionFile))
  const ofPetition = new Set(keysOf(Petition))

  it('is known to the widget, but for what is the server’s own', () => {
    const serverOnly = ['tallyDelay', 'showPending', 'showPartners', 'paper', 'partners.origins']
    assert.deepEqual(
      [...ofFile].filter((key) => !ofPetition.has(key)).toSorted(),
      serverOnly.toSorted(),
    )
  })

  it('is all the widget knows, but for what the server adds', () => {
    const added = [...ofPetition].filter((key) => !ofFile.has(key) && !key.startsWith('tally.'))
    assert.deepEqual(added.toSorted(), ['revision', 'status', 'tally'])
    assert(ofPetition.size > 70)
  })

  it('arrives whole', () => {
    const arrived = readPetition({ ...PetitionFile.parse(file), revision, status, tally })
    assert.deepEqual(arrived, readPetition(fullPetition))
    for (const path of pathsOf(written)) {
      // Fields are read into one spelling.
      if (path[0] === 'fields') continue
      let value: unknown = arrived
      for (const key of path) value = (value as Record<string | number, unknown>)[key] // what was written is there
      assert.notEqual(value, undefined, path.join('.'))
    }
  })
})
