import { expect } from '@open-wc/testing'
import type { UndersignedPetition } from '../../src/index.ts'
import '../../src/define.ts'
import { document as documentOf, fill, inside, listen, press, until } from './fixtures.ts'
import { fine, harmless, stopping, type Wrong } from './wrong-configurations.ts'

const endpoint = 'https://sign.example.org'
const path = `${endpoint}/v1/petitions/keep-the-unit`

const own = {
  fetch: window.fetch,
  setTimeout: window.setTimeout,
  error: console.error,
  warn: console.warn,
}
const posted: Record<string, unknown>[] = []
const said: string[] = []
const uncaught: string[] = []
const hear = (event: ErrorEvent | PromiseRejectionEvent) =>
  uncaught.push(String('reason' in event ? event.reason : event.message))

before(() => {
  addEventListener('error', hear)
  addEventListener('unhandledrejection', hear)
  console.error = console.warn = (...all: unknown[]) => said.push(all.join(' '))
  // A setting or a backend may come two seconds late; here none does.
  Object.assign(window, {
    setTimeout: (work: () => void, ms?: number) =>
      own.setTimeout.call(window, work, ms === 2_000 || ms === 100 ? 0 : ms),
  })
  window.fetch = async (input, init) => {
    const url = input as string // ours are texts
    if (!url.startsWith(endpoint)) return own.fetch.call(window, input, init)
    if (url === `${path}/tally`) return Response.json(documentOf()['tally'])
    if (url === path) return Response.json(documentOf())
    if (url === `${path}/signatures` && init?.method === 'POST') {
      posted.push(JSON.parse(init.body as string) as Record<string, unknown>) // ours is JSON
      return Response.json(
        { outcome: 'pending', receipt: { id: 'a', at: '2026-01-01T00:00:00Z' } },
        { status: 202 },
      )
    }
    const problem = { type: 'about:blank', title: 'no', status: 404, code: 'no-petition' }
    return Response.json(problem, {
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    })
  }
})
after(() => {
  removeEventListener('error', hear)
  removeEventListener('unhandledrejection', hear)
  Object.assign(console, { error: own.error, warn: own.warn })
  Object.assign(window, { fetch: own.fetch, setTimeout: own.setTimeout })
})

interface Tried {
  wrong: Wrong
  what: string
  element: UndersignedPetition
  heard: ReturnType<typeof listen>
  /** What the console was told of it. */
  said: string[]
}

/** Puts one on the page, and waits until it shows something. */
async function attempt(wrong: Wrong): Promise<Tried> {
  const place = document.createElement('div')
  document.body.append(place)
  const attributes = { petition: 'keep-the-unit', endpoint, live: 'off', ...wrong.attributes }
  const element = document.createElement('undersigned-petition')
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.innerHTML = `<a href="${endpoint}/p/keep-the-unit">Sign the petition</a>${wrong.inside ?? ''}`
  Object.assign(element, wrong.properties)
  const heard = listen(element)
  const before = said.length
  place.append(element)
  const what = JSON.stringify(wrong, (_, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  )
  // One that waits to be seen, or for a setting that may come late, takes its time.
  await Promise.race([
    element.ready,
    new Promise((_, fail) => setTimeout(() => fail(new Error(what)), 8_000)),
  ])
  await element.updateComplete
  // What is likely meant comes with a part of the script.
  if (element.state === 'misconfigured') await until(() => heard.length > 0)
  else if (wrong.named) await until(() => said.length > before)
  return { wrong, what, element, heard, said: said.slice(before) }
}

/** All at once, as many as a page never has. */
async function attempts(all: readonly Wrong[]): Promise<Tried[]> {
  const tried: Tried[] = []
  for (const wrong of all) tried.push(await attempt(wrong))
  return tried
}

async function signs({ element, what }: Tried): Promise<void> {
  expect(element.state, what).to.equal('editing')
  const before = posted.length
  fill(element)
  press(element)
  await until(() => element.state !== 'editing' && element.state !== 'sending')
  expect(element.state, what).to.equal('pending')
  expect(posted.length, what).to.equal(before + 1)
  expect(posted.at(-1)?.['email'], what).to.equal('ana@example.org')
}

/** The reading is the same code in each engine: Chromium tries all, the others one of eight. */
const isChromium = navigator.userAgent.includes('Chrome')
const tried = (all: readonly Wrong[]) => all.filter((_, i) => isChromium || i % 8 === 1)

describe('of 300 wrong configurations', () => {
  afterEach(() => {
    for (const place of document.querySelectorAll('body > div:has(undersigned-petition)'))
      place.remove()
    expect(uncaught).to.deep.equal([])
  })

  it('there are as many', () => {
    expect(stopping.length + harmless.length).to.be.at.least(300)
  })

  for (let i = 0; i < stopping.length; i += 25)
    it(`${i} and on show the page’s own link and no form, and say why once`, async function () {
      this.timeout(60_000)
      for (const { wrong, what, element, heard, said: words } of await attempts(
        stopping.slice(i, i + 25),
      )) {
        expect(element.state, what).to.equal('misconfigured')
        expect(element.shadowRoot?.querySelector('form'), what).to.equal(null)
        const link = inside<HTMLSlotElement>(element, 'slot:not([name])').assignedElements()[0]
        expect(link?.textContent, what).to.equal('Sign the petition')
        const errors = heard.filter(({ type }) => type === 'undersigned-error')
        expect(errors.length, what).to.equal(1)
        expect(errors[0]?.detail['code'], what).to.equal('config')
        const mine = words.filter((line) => line.includes(wrong.named ?? ''))
        expect(mine.length, `${what}: ${words.join(' | ')}`).to.equal(1)
        if (wrong.meant) expect(mine[0], what).to.contain(`Did you mean "${wrong.meant}"?`)
        element.remove()
      }
    })

  for (let i = 0; i < harmless.length; i += 25)
    it(`${i} and on are told, and stop nobody from signing`, async function () {
      this.timeout(60_000)
      for (const one of await attempts(tried(harmless.slice(i, i + 25)))) {
        await signs(one)
        const mine = one.said.filter((line) => line.includes(one.wrong.named ?? ''))
        expect(mine.length, `${one.what}: ${one.said.join(' | ')}`).to.equal(1)
        if (one.wrong.meant)
          expect(mine[0], one.what).to.contain(`Did you mean "${one.wrong.meant}"?`)
        one.element.remove()
      }
    })

  it('what is no mistake is not told, and can be signed', async function () {
    this.timeout(60_000)
    for (const one of await attempts(fine)) {
      await signs(one)
      expect(one.said, one.what).to.deep.equal([])
    }
  })
})
