// @ts-check
import { broken, endpoint, json, refusal, say, tallyAnswer } from './backend.js'
import { passing, withNavigator, withoutPauses } from './clock.js'
import { delivery, everyField, petitionDocument, story, tallyOf } from './petition.js'

/** @typedef {import('../../src/index.ts').UndersignedPetition} Petition */

/**
 * How the widget comes into a state: what the backend says, what the page says, and what a person does. Nothing else
 * reaches into the widget.
 * @typedef {object} State
 * @property {string} what in a few words
 * @property {Record<string, unknown>} [document] what is other in the petition
 * @property {import('./backend.js').Says} [says] what the backend answers instead of the usual
 * @property {Record<string, string>} [attributes]
 * @property {(element: Petition, id: string, lang: string) => Promise<unknown>} [act] what the person does; resolves when the state is reached
 */

const receipt = { id: '0b0e7b3e-6d5f-4d0e-9c58-1f1d0a5f6a10', at: '2009-11-02T12:00:00Z' }
const counted = () => json({ outcome: 'counted', receipt }, 201)
const never = () => undefined
const unreachable = () => json({}, 500)

/** The 22 of the tests, in the order a person may meet them. @type {Record<string, State>} */
export const states = {
  loading: { what: 'the document is on its way', says: { document: never } },
  idle: { what: 'nothing typed yet' },
  filled: { what: 'everything typed', act: async (element) => fill(element) },
  'client-errors': {
    what: 'pressed with nothing filled in',
    act: (element) => pressed(element, () => element.matches(':state(errors)')),
  },
  'server-error': {
    what: 'the backend does not take one answer',
    says: {
      sign: () =>
        refusal('invalid', 422, { issues: [{ field: 'email', code: 'domain', message: '' }] }),
    },
    act: (element) => filledAndPressed(element, () => element.matches(':state(errors)')),
  },
  typo: {
    what: 'a likely slip in the address',
    act: async (element) => {
      fill(element, { email: 'ana@gmial.com' })
      control(element, 'email').dispatchEvent(
        new FocusEvent('focusout', { bubbles: true, composed: true }),
      )
      await until(() => find(element, '.suggestion'))
    },
  },
  sending: { what: 'just pressed', act: (element) => sending(element, 1_000) },
  slow: { what: 'no answer after five seconds', act: (element) => sending(element, 5_000) },
  'network-failure': {
    what: 'no answer at all',
    says: { sign: broken },
    act: (element) => withoutPauses(() => failed(element)),
  },
  'server-failure': {
    what: 'the backend answers 503',
    says: { sign: () => refusal('unavailable', 503) },
    act: (element) => withoutPauses(() => failed(element)),
  },
  'too-many': {
    what: 'the backend answers 429',
    says: { sign: () => refusal('slow-down', 429, { retryAfterSeconds: 90 }) },
    act: failed,
  },
  offline: {
    what: 'pressed without a network',
    act: (element) => withNavigator('onLine', false, () => failed(element)),
  },
  'back-online': {
    what: 'the network is back; nothing is sent by itself',
    act: async (element) => {
      await withNavigator('onLine', false, () => failed(element))
      dispatchEvent(new Event('online'))
      await until(() => find(element, '[role=status]')?.textContent)
    },
  },
  'check-email': {
    what: 'stored; a mail is coming',
    says: { sign: () => json({ outcome: 'pending', receipt }, 202) },
    act: (element) => filledAndPressed(element, () => element.state === 'pending'),
  },
  'thank-you': { what: 'counted at once', says: { sign: counted }, act: signed },
  copied: {
    what: 'the link is copied',
    says: { sign: counted },
    act: (element) => copied(element, async () => {}),
  },
  closed: {
    what: 'closed, and decided soon',
    document: { closesAt: '2009-11-01T17:00:00Z', status: 'closed' },
  },
  delivered: {
    what: 'handed in',
    document: { closesAt: '2009-11-01T17:00:00Z', status: 'delivered', delivery },
  },
  'not-open': {
    what: 'opens later',
    document: { opensAt: '2009-11-09T00:00:00Z', status: 'upcoming' },
  },
  paused: { what: 'signing is paused', document: { status: 'paused' } },
  'load-error': { what: 'the document did not come', says: { document: unreachable } },
  'tally-unavailable': {
    what: 'the number did not come',
    document: { tally: undefined },
    says: { tally: unreachable },
    act: (element) => element.refresh(),
  },
}

/** What else there is to look at. @type {Record<string, State>} */
export const more = {
  answered: {
    what: 'answered',
    document: {
      closesAt: '2009-11-01T17:00:00Z',
      status: 'answered',
      delivery,
      outcome: {
        at: '2009-11-18',
        text: 'An example of an answer (invented): the unit is kept for another year.',
        url: 'https://mep.example/answer',
      },
    },
  },
  story: {
    what: 'who stands behind it, and what has happened',
    document: {
      ...story,
      tally: tallyOf('story', {
        partners: [
          { id: 'poppy-project', count: 640 },
          { id: 'honeyball', count: 415 },
        ],
      }),
    },
    act: (element) => until(() => find(element, '.shares, [part~=milestones]')),
  },
  preview: { what: 'nothing is sent', attributes: { preview: '' } },
  previewed: {
    what: 'pressed in the preview',
    attributes: { preview: '' },
    act: (element) => filledAndPressed(element, () => find(element, '#panel')),
  },
  misconfigured: { what: 'a mistake of the page', attributes: { partner: 'No Slug' } },
  'load-on-click': { what: 'nothing is asked before a press', attributes: { load: 'click' } },
  'every-field': { what: 'all fields, declaration, consents', document: everyField },
  'every-error': {
    what: 'the same, pressed with nothing filled in',
    document: everyField,
    act: (element) => pressed(element, () => element.matches(':state(errors)')),
  },
  stoppable: {
    what: 'no answer after ten seconds',
    act: (element) => sending(element, 10_000),
  },
  stopped: {
    what: 'stopped by the person',
    act: async (element) => {
      await sending(element, 10_000)
      part(element, 'secondary-button', '.actions ').click()
      await until(() => element.state === 'failed')
    },
  },
  changed: {
    what: 'the petition was changed meanwhile',
    act: (element, id, lang) => {
      const petition = petitionDocument(id, lang, { revision: 'second' })
      say(id, { sign: () => refusal('stale', 409, { petition }) })
      return filledAndPressed(element, () => find(element, '#panel'))
    },
  },
  'closed-meanwhile': {
    what: 'closed while somebody fills in the form',
    act: async (element, id, lang) => {
      fill(element)
      const closed = { closesAt: '2009-11-02T11:00:00Z', status: 'closed' }
      const tally = tallyOf(id, { status: 'closed', version: 2 })
      const petition = petitionDocument(id, lang, { ...closed, tally })
      say(id, { document: () => json(petition), tally: () => json(tally) })
      await element.refresh()
      await until(() => element.status === 'closed' && find(element, '.panel'))
    },
  },
  'too-late': {
    what: 'the signature arrived too late',
    says: { sign: () => refusal('closed', 410) },
    act: (element) => filledAndPressed(element, () => element.state === 'unavailable'),
  },
  'copy-failed': {
    what: 'the link could not be copied',
    says: { sign: counted },
    act: (element) => copied(element, () => Promise.reject(new Error('not allowed'))),
  },
  'first-signature': {
    what: 'nobody has signed yet',
    document: { tally: tallyOf('first-signature', { count: 0, goal: 100 }) },
  },
}

let made = 0

/**
 * What the backend says of the petition when it is first asked.
 * @param {string} name of the state
 * @param {string} lang
 * @param {string} id
 */
export function documentOf(name, lang, id = name) {
  const changes = (states[name] ?? more[name])?.document ?? {}
  const tally =
    'tally' in changes
      ? changes['tally'] && { .../** @type {object} */ (changes['tally']), petition: id }
      : tallyOf(id, { status: changes['status'] ?? 'open' })
  return petitionDocument(id, lang, { ...changes, tally })
}

/**
 * Puts an element into a place and brings it into a state. Resolves when the state is reached.
 * @param {string} name
 * @param {Element} place
 * @param {{ lang?: string | undefined, attributes?: Record<string, string> }} [wishes]
 * @returns {Promise<Petition>}
 */
export async function bring(name, place, { lang = 'en', attributes = {} } = {}) {
  const state = states[name] ?? more[name]
  if (!state) throw new Error(`there is no state "${name}"`)
  // Each has a petition of its own: elements of one petition share their tally.
  const id = `gallery-${++made}`
  const petition = documentOf(name, lang, id)
  const { tally } = petition
  say(id, {
    document: () => json(petition),
    tally: () => (tally ? json(/** @type {object} */ (tally)) : tallyAnswer(id)),
    ...state.says,
  })

  const element = document.createElement('undersigned-petition')
  const link = document.createElement('a')
  link.href = `${endpoint}/p/${id}`
  link.textContent = 'Sign the petition'
  element.append(link)
  const all = { petition: id, endpoint, lang, ...attributes, ...state.attributes }
  for (const [attribute, value] of Object.entries(all)) element.setAttribute(attribute, value)
  // Somebody who is busy elsewhere is not dragged to what changes; here each is looked at by itself.
  const { activeElement } = document
  if (activeElement instanceof HTMLElement) activeElement.blur()
  place.append(element)

  await customElements.whenDefined('undersigned-petition')
  customElements.upgrade(element)
  if (name === 'loading' || name === 'load-on-click') await until(() => find(element, '.lobby'))
  else await element.ready
  await element.updateComplete
  await state.act?.(element, id, lang)
  await element.updateComplete
  return element
}

/** @param {Petition} element @param {Record<string, string>} [answers] */
function fill(element, answers) {
  const all = { name: 'Ana Pereira', email: 'ana@example.org', postcode: 'E1 6AN', ...answers }
  for (const [id, value] of Object.entries(all)) {
    const field = control(element, id)
    field.value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  }
}

/** @param {Petition} element @param {() => unknown} reached */
async function pressed(element, reached) {
  part(element, 'button').click()
  await until(reached)
}

/** @param {Petition} element @param {() => unknown} reached */
function filledAndPressed(element, reached) {
  fill(element)
  return pressed(element, reached)
}

/** @param {Petition} element */
function failed(element) {
  return filledAndPressed(element, () => element.state === 'failed' && find(element, '#panel'))
}

/** @param {Petition} element */
function signed(element) {
  return filledAndPressed(element, () => element.state === 'signed' && find(element, '.share'))
}

/** Pressed some time ago. @param {Petition} element @param {number} ms */
async function sending(element, ms) {
  fill(element)
  passing(ms, () => part(element, 'button').click())
  await until(() => element.state === 'sending')
}

/** @param {Petition} element @param {() => Promise<void>} writeText */
async function copied(element, writeText) {
  await signed(element)
  await withNavigator('share', undefined, () =>
    withNavigator('clipboard', { writeText }, async () => {
      const button = part(element, 'share-button')
      const before = button.textContent
      button.click()
      await until(() => button.textContent !== before || find(element, '.share input'))
    }),
  )
}

/** @param {Petition} element @param {string} selector @returns {HTMLElement | null | undefined} */
function find(element, selector) {
  return element.shadowRoot?.querySelector(selector)
}

/** @param {Petition} element @param {string} name @param {string} [inside] */
function part(element, name, inside = '') {
  const found = find(element, `${inside}[part~='${name}']`)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

/** @param {Petition} element @param {string} id */
function control(element, id) {
  const found = element.shadowRoot?.getElementById(id)
  if (!(found instanceof HTMLInputElement)) throw new Error(`there is no field ${id}`)
  return found
}

/** @param {() => unknown} holds */
async function until(holds) {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}
