import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readPetitionFile } from '../../src/command/petition-file-problems.ts'
import { petition } from './process.ts'

function problems(changes: object): string[] {
  const read = readPetitionFile({ ...petition, ...changes })
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path} ${message}`) : []
}

test('the smallest petition is enough', () => {
  assert.deepEqual(problems({}), [])
})

for (const [what, changes, says] of [
  ['a key with a slip', { titel: 'x' }, 'titel is not known here; did you mean "title"?'],
  [
    'a key inside',
    { owner: { name: 'A', ulr: 'x' } },
    'owner.ulr is not known here; did you mean "url"?',
  ],
  [
    'a key in a list',
    { partners: [{ id: 'a', name: 'A', origin: [] }] },
    'partners[0].origin is not known here; did you mean "origins"?',
  ],
  [
    'a key that only the server adds',
    { revision: 'x' },
    'revision is added by the server; leave it out',
  ],
  [
    'a key far from all',
    { target: { name: 'A', xyz: 1 } },
    'target.xyz is not known here; known are name, role, organisation',
  ],
  ['something missing', { title: undefined }, 'title is required and is missing'],
  [
    'something missing inside',
    { controller: { name: 'A', contact: 'b' } },
    'controller.privacyUrl is required and is missing',
  ],
  ['the wrong type', { title: 5 }, 'title must be text in quotes'],
  ['a number in quotes', { paper: '5' }, 'paper must be a number'],
  ['half a number', { paper: 1.5 }, 'paper must be a whole number'],
  ['a negative number', { paper: -1 }, 'paper must be at least 0'],
  ['a word outside a list', { tallyDelay: 'big' }, 'tallyDelay must be "none" or "small"'],
  ['an empty text', { title: '' }, 'title must not be empty'],
  ['a long text', { title: 'x'.repeat(301) }, 'title must have at most 300 characters'],
  [
    'an id with capitals',
    { id: 'Keep' },
    'id must be a slug: a to z, 0 to 9 and hyphens, at most 64 characters, no hyphen at the ends',
  ],
  [
    'a URL without TLS',
    { controller: { ...petition.controller, privacyUrl: 'http://x.example' } },
    'controller.privacyUrl must be a URL that begins with https://; http:// only on this machine',
  ],
  [
    'an origin with a path',
    { partners: [{ id: 'a', name: 'A', origins: ['https://x.example/'] }] },
    'partners[0].origins[0] must be an origin such as https://charity.example, with no path; http:// only on this machine',
  ],
  [
    'a date that is none',
    { closesAt: 'soon' },
    'closesAt must be an instant such as 2026-11-30T17:00:00Z',
  ],
  [
    'dates the wrong way round',
    { opensAt: '2026-02-01T00:00:00Z', closesAt: '2026-01-01T00:00:00Z' },
    'closesAt must be later than opensAt',
  ],
  ['a list that is none', { partners: {} }, 'partners must be a list in [ ]'],
  ['an object that is none', { target: 'the council' }, 'target must be an object in { }'],
  [
    'a time zone that is none',
    { timeZone: 'Mars/Olympus' },
    'timeZone must be a time zone such as Europe/London',
  ],
] as const) {
  test(`names ${what}, and what is accepted`, () => {
    assert.deepEqual(problems(changes), [says])
  })
}

test('a field that does not exist is named with its place', () => {
  const [problem = '', ...more] = problems({ fields: ['name', 'email', 'emial'] })
  assert.deepEqual(more, [])
  assert.match(problem, /^fields\[2\] .*emial/)
})

test('all problems come at once', () => {
  assert.equal(problems({ title: 1, lang: undefined, paper: -1, xx: 1 }).length, 4)
})

test('what is no petition at all is said so', () => {
  for (const value of [null, [], 'x', 5]) {
    const read = readPetitionFile(value)
    assert.deepEqual('problems' in read && read.problems, [
      { path: '', message: 'must be an object in { }' },
    ])
  }
})

test('the whole example passes', () => {
  const file = new URL('../../demo/trafficking-unit-2009.json', import.meta.url)
  const read = readPetitionFile(JSON.parse(readFileSync(file, 'utf8')))
  assert.ok('file' in read)
})
