import { expect } from '@open-wc/testing'
import type { UndersignedPetition } from '../../src/index.ts'
import '../../src/define.ts'
import {
  document as documentOf,
  fill,
  inside,
  listed,
  listen,
  petition as petitionOf,
  press,
  until,
} from './fixtures.ts'

// A signature goes to the backend the page's author named, under the words and for the people it was given to, or
// it does not go (trust.md, E6). Each case turns one of them into another.

const endpoint = 'https://sign.example.org'
const elsewhere = 'https://other.example'
const path = '/v1/petitions/keep-the-unit/signatures'
const ours = endpoint + path

const controller = {
  name: 'Office of Mary Honeyball',
  privacyUrl: 'https://mep.example/privacy',
  contact: 'privacy@mep.example',
}
const other = { ...controller, name: 'Somebody Else Ltd' }
const consent = {
  id: 'processing',
  controller: 'Office',
  text: 'The office may keep my signature',
  mode: 'checkbox',
  purpose: 'processing',
}
const declaration = { id: 'adult', text: 'I am 16 or older', required: true }
const told = (changes: Record<string, unknown> = {}) =>
  documentOf({
    fields: ['name', 'email'],
    consents: [consent],
    declarations: [declaration],
    ...changes,
  })

const own = { fetch: window.fetch, error: console.error, warn: console.warn }
const place = document.createElement('div')
/** Where signatures were sent. */
const posted: string[] = []
/** What the backend says next: to a request for the document, and to a signature. */
let shown: () => Response | Promise<Response> = () => Response.json(told())
let answer: () => Response | Promise<Response> = receipt

function receipt(): Response {
  return Response.json(
    { outcome: 'pending', receipt: { id: 'a', at: '2026-01-01T00:00:00Z' } },
    { status: 202 },
  )
}

function stale(petition: unknown): Response {
  return Response.json(
    { type: 'about:blank', title: 'stale', status: 409, code: 'stale', petition },
    { status: 409, headers: { 'content-type': 'application/problem+json' } },
  )
}

before(() => {
  document.body.append(place)
  console.error = console.warn = () => {}
  window.fetch = async (input, init) => {
    const url = input as string // ours are texts
    if (![endpoint, elsewhere, location.origin].some((at) => url.startsWith(`${at}/v1/`)))
      return own.fetch.call(window, input, init)
    if (init?.method === 'POST') {
      posted.push(url)
      return answer()
    }
    return url.endsWith('/tally') ? Response.json(told()['tally']) : shown()
  }
})
afterEach(() => {
  posted.length = 0
  shown = () => Response.json(told())
  answer = receipt
  place.replaceChildren()
})
after(() => Object.assign(window, { fetch: own.fetch }) && Object.assign(console, own))

/** Puts one on the page, and waits until it shows something. */
async function open(set: Record<string, unknown> = {}): Promise<UndersignedPetition> {
  const element = document.createElement('undersigned-petition')
  element.innerHTML = `<a href="${endpoint}/p/keep-the-unit">Sign the petition</a>`
  Object.assign(element, { petition: 'keep-the-unit', endpoint, live: 'off', lang: 'en' }, set)
  const heard = listen(element)
  place.append(element)
  await until(() => heard.some(({ type }) => /ready|error/.test(type)))
  await element.updateComplete
  await listed(element)
  return element
}

/** Resolves when settings that were changed are read, and the form is there. */
async function shows(element: UndersignedPetition): Promise<void> {
  await element.updateComplete
  await until(() => element.state === 'editing')
  await element.updateComplete
}

const box = (element: UndersignedPetition, id: string) => inside(element, `[name="${id}"]`)
const ticks = ['consents.processing', 'declarations.adult']

/** Fills in all that is asked, as a person does. */
async function complete(element: UndersignedPetition): Promise<void> {
  fill(element)
  for (const id of ticks) box(element, id).click()
  await element.updateComplete
}

/** Presses, and waits until something came of it. */
async function sign(element: UndersignedPetition): Promise<void> {
  press(element)
  await until(
    () => element.state !== 'sending' && element.shadowRoot?.querySelector('#panel, #result'),
  )
  await element.updateComplete
}

/** Presses where it must lead to a list of what is missing, and to nothing else. */
async function fails(element: UndersignedPetition): Promise<void> {
  const before = posted.length
  press(element)
  await until(() => element.shadowRoot?.querySelector('#panel a'))
  await element.updateComplete
  expect(posted.length).to.equal(before)
}

function hasNoForm({ state, shadowRoot }: UndersignedPetition): void {
  // Not the form itself: a failing test would try to print it.
  expect([state, shadowRoot?.querySelector('form')?.localName]).to.satisfy(
    ([state, form]: string[]) =>
      form === undefined && /misconfigured|unavailable/.test(state ?? ''),
  )
}

function areUnticked(element: UndersignedPetition): void {
  for (const id of ticks) expect(box(element, id).checked, id).to.equal(false)
}

/** The page holds a signature back, and something becomes another meanwhile. */
async function whileHeld(change: (element: UndersignedPetition) => void): Promise<void> {
  const element = await open()
  let go = () => {}
  const gate = new Promise<void>((resolve) => (go = resolve))
  element.addEventListener('undersigned-sign', ({ detail }) => detail.waitUntil(gate))
  await complete(element)
  press(element)
  await until(() => element.state === 'sending')
  change(element)
  await element.updateComplete
  go()
  await until(() => element.state !== 'sending' && element.state !== 'loading')
  await element.updateComplete
}

/** A document comes in place of the one that was read, and the ticks were not given for it. */
async function afterRefresh(changes: Record<string, unknown>): Promise<void> {
  const element = await open()
  await complete(element)
  shown = () => Response.json(told(changes))
  await element.refresh()
  await element.updateComplete
  areUnticked(element)
  await fails(element)
}

/** The same with the document that came in answer to a signature. */
async function afterStale(changes: Record<string, unknown>): Promise<void> {
  const element = await open()
  await complete(element)
  answer = () => stale(told({ revision: 'r2', ...changes }))
  await sign(element)
  areUnticked(element)
  answer = receipt
  await fails(element)
}

/** A document in answer to a signature that is not taken: what was shown stays, and may be signed. */
const afterUnusable = (changes: Record<string, unknown>) => async () => {
  const element = await open()
  await complete(element)
  answer = () => stale(told({ revision: 'r2', ...changes }))
  await sign(element)
  expect(element.state).to.equal('failed')
  answer = receipt
  await sign(element)
}

const neverShown = (changes: Record<string, unknown>) => async () => {
  shown = () => Response.json(told(changes))
  hasNoForm(await open())
}

/** What nobody has agreed to who has ticked the boxes. */
const otherTerms: Record<string, Record<string, unknown>> = {
  'another controller': { controller: other },
  'another consent': { consents: [{ ...consent, text: 'Somebody else may keep it' }] },
  'another who is agreed to': { consents: [{ ...consent, controller: 'Somebody Else Ltd' }] },
  'another declaration': { declarations: [{ ...declaration, text: 'I live in London' }] },
}

/** What is tried, and how many signatures may go to our backend; none may go anywhere else. */
const cases: Record<string, [posts: number, () => Promise<void>]> = {
  'a document of another petition': [0, neverShown({ id: 'another' })],
  'a document whose name differs by a letter': [0, neverShown({ id: 'keep-the-unlt' })],
  'a document without a controller': [0, neverShown({ controller: undefined })],
  'a controller without a name': [0, neverShown({ controller: { ...controller, name: '' } })],
  'a controller without a privacy notice': [
    0,
    neverShown({ controller: { ...controller, privacyUrl: undefined } }),
  ],
  'a document without an owner': [0, neverShown({ owner: undefined })],
  'a document from where a redirect leads': [
    0,
    async () => {
      const { fetch } = window
      window.fetch = (input, init) =>
        init?.redirect === 'error' ? Promise.reject(new TypeError('redirected')) : fetch(input)
      try {
        hasNoForm(await open())
      } finally {
        window.fetch = fetch
      }
    },
  ],
  'an adapter that brings another petition': [
    0,
    async () => {
      const petition = () => Promise.resolve(petitionOf({ id: 'another' }))
      const sign = () => Promise.reject(new Error('signed'))
      hasNoForm(await open({ backend: { petition, sign } }))
    },
  ],
  'a path, and a <base> that leads elsewhere': [
    0,
    async () => {
      const base = document.createElement('base')
      base.href = `${elsewhere}/`
      document.head.append(base)
      try {
        hasNoForm(await open({ endpoint: '/' }))
      } finally {
        base.remove()
      }
    },
  ],
  'a path that is a host': [0, async () => hasNoForm(await open({ endpoint: '//other.example' }))],
  'a backend that every object of the page has': [
    0,
    async () => {
      const everywhere = Object.prototype as { endpoint?: string }
      everywhere.endpoint = elsewhere
      try {
        const element = document.createElement('undersigned-petition')
        element.setAttribute('petition', 'keep-the-unit')
        const heard = listen(element)
        place.append(element)
        await until(() => heard.some(({ type }) => type === 'undersigned-error'))
        hasNoForm(element)
      } finally {
        delete everywhere.endpoint
      }
    },
  ],
  'an address that a document brings along': [
    1,
    async () => {
      const keys = { endpoint: elsewhere, action: elsewhere, url: elsewhere }
      shown = () => Response.json(told({ ...keys, links: keys }))
      const element = await open()
      await complete(element)
      await sign(element)
    },
  ],
  'a signature that is redirected': [
    3,
    async () => {
      answer = () => Promise.reject(new TypeError('redirected'))
      const element = await open()
      await complete(element)
      await sign(element)
      expect(element.state).to.equal('failed')
    },
  ],
  'another petition in answer to a signature': [2, afterUnusable({ id: 'another' })],
  'a controller without a name in answer to a signature': [
    2,
    afterUnusable({ controller: { ...controller, name: '' } }),
  ],
  ...Object.fromEntries(
    Object.entries(otherTerms).flatMap(([name, changes]) => [
      [`${name} in answer to a signature`, [1, () => afterStale(changes)]],
      [`${name} in a newer document`, [0, () => afterRefresh(changes)]],
    ]),
  ),
  'another controller in the page’s own document': [
    0,
    async () => {
      const signed: unknown[] = []
      const backend = { sign: (body: unknown) => signed.push(body) && Promise.reject(new Error()) }
      const inPage = (changes?: object) => ({ petition: { ...told(), ...changes } })
      const element = await open({ backend, config: inPage() })
      await complete(element)
      element.config = inPage({ controller: other })
      await shows(element)
      areUnticked(element)
      await fails(element)
      expect(signed).to.deep.equal([])
    },
  ],
  'another backend while somebody fills in the form': [
    0,
    async () => {
      const element = await open()
      await complete(element)
      element.endpoint = elsewhere
      await shows(element)
      areUnticked(element)
      await fails(element)
    },
  ],
  'another backend while the page holds the signature back': [
    0,
    () => whileHeld((element) => (element.endpoint = elsewhere)),
  ],
  'another adapter while the page holds the signature back': [
    0,
    () =>
      whileHeld((element) => {
        const petition = () => Promise.resolve(petitionOf())
        const sign = () => fetch(elsewhere + path, { method: 'POST' })
        Object.assign(element, { backend: { petition, sign } })
      }),
  ],
  'another petition while the page holds the signature back': [
    0,
    () => {
      return whileHeld((element) => {
        shown = () => Response.json(told({ id: 'another' }))
        element.petition = 'another'
      })
    },
  ],
  'another backend while a signature is on its way': [
    1,
    async () => {
      let go = () => {}
      const gate = new Promise<void>((resolve) => (go = resolve))
      answer = () => gate.then(receipt)
      const element = await open()
      const heard = listen(element)
      await complete(element)
      press(element)
      await until(() => posted.length > 0)
      element.endpoint = elsewhere
      await shows(element)
      go()
      await element.updateComplete
      expect(element.state).to.equal('editing')
      expect(heard.map(({ type }) => type)).not.to.include('undersigned-signed')
    },
  ],
}

describe('a signature goes to nobody else (E6)', () => {
  it('and has twenty ways to', () => expect(Object.keys(cases).length).to.be.at.least(20))

  for (const [name, [posts, act]] of Object.entries(cases))
    it(name, async () => {
      await act()
      expect(posted).to.deep.equal(Array<string>(posts).fill(ours))
    })

  it('but goes when nothing has changed', async () => {
    const element = await open()
    await complete(element)
    await sign(element)
    expect(element.state).to.equal('pending')
    expect(posted).to.deep.equal([ours])
  })

  it('and ticks stay where the document says the same of them', async () => {
    const element = await open()
    await complete(element)
    answer = () => stale(told({ revision: 'r2', title: 'Keep the whole unit' }))
    await sign(element)
    for (const id of ticks) expect(box(element, id).checked, id).to.equal(true)
    answer = receipt
    await sign(element)
    expect(element.state).to.equal('pending')
    expect(posted).to.deep.equal([ours, ours])
  })
})
