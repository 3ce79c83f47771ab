import { expect } from '@open-wc/testing'
import type * as Axe from 'axe-core'
// No ES module: it puts itself on the window.
import 'axe-core/axe.js'
import { Failure, no, yes } from '../../src/adapters/index.ts'
import { fill, petition, press, show, until, type Shown } from './fixtures.ts'

const { axe } = window as unknown as { axe: typeof Axe } // as its own types say of the script
const never = () => new Promise<never>(() => {})

/** How to bring an element into each state. */
const states: Record<string, () => Promise<Shown>> = {
  editing: () => show(),
  'every field': () =>
    show({
      petition: petition({
        fields: [
          'given',
          'family',
          'email',
          'country',
          'postcode',
          'city',
          'phone?',
          'organisation?',
          'comment?',
        ],
        declarations: [{ id: 'residence', text: 'I live in London' }],
        consents: [
          {
            id: 'a',
            controller: 'A',
            text: 'May A write to you?',
            mode: 'yes-no',
            purpose: 'partner',
            required: true,
          },
        ],
      }),
    }),
  errors: () => pressed(show(), 'editing', false),
  sending: () => pressed(show({ verbs: { sign: never } }), 'sending'),
  failed: () =>
    pressed(show({ verbs: { sign: () => Promise.reject(new Failure('timeout', '')) } }), 'failed'),
  refused: () =>
    pressed(show({ answer: () => no('slow-down', { retryAfterSeconds: 90 }) }), 'failed'),
  pending: () => pressed(show(), 'pending'),
  signed: () => pressed(show({ answer: () => yes('counted', 0) }), 'signed'),
  preview: () => show({ set: { preview: true } }),
  upcoming: () => show({ petition: petition({ opensAt: '2999-01-01T00:00:00Z' }) }),
  paused: () => show({ petition: petition({ status: 'paused' }) }),
  closed: () => show({ petition: petition({ closesAt: '2020-01-01T00:00:00Z' }) }),
  delivered: () =>
    show({
      petition: petition({
        delivery: { at: '2009-11', place: 'City Hall', count: 1804, url: 'https://a.example/' },
      }),
    }),
  answered: () =>
    show({ petition: petition({ outcome: { at: '2009-12-01', text: 'It stays.' } }) }),
  'load error': () =>
    show({ verbs: { petition: () => Promise.reject(new Failure('unreachable', '')) } }),
  'no tally': () =>
    show({
      petition: petition({ tally: undefined }),
      verbs: { tally: () => Promise.reject(new Failure('unreachable', '')) },
    }),
}

async function pressed(shown: Promise<Shown>, state: string, isFilled = true): Promise<Shown> {
  const it = await shown
  if (isFilled) fill(it.element)
  press(it.element)
  await until(() => it.element.state === state)
  await it.element.updateComplete
  return it
}

/** Each engine one of them: Chromium sees both, in every state, in the gallery. */
const themes = navigator.userAgent.includes('Chrome') ? (['light'] as const) : (['dark'] as const)

describe('axe finds nothing', () => {
  for (const theme of themes)
    for (const [name, bring] of Object.entries(states))
      it(`in "${name}", ${theme}`, async () => {
        const { element } = await bring()
        element.theme = theme
        await element.updateComplete
        const options = {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }
        const { violations, incomplete } = await axe.run(element, {
          ...options,
          // Rules about whole pages; the test's page is none.
          rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
        })
        const found = [...violations, ...incomplete].map(
          ({ id, nodes }) =>
            `${id}: ${nodes.map(({ html, any }) => html + any.map((a) => a.message).join()).join(' ')}`,
        )
        expect(found).to.deep.equal([])
      })

  it('and finds a fault that was put in', async () => {
    const { element } = await show()
    element.shadowRoot?.querySelector('label[for="name"]')?.remove()
    const { violations } = await axe.run(element, { runOnly: ['wcag2a'] })
    expect(violations.map(({ id }) => id)).to.deep.equal(['label'])
  })
})

describe('every target', () => {
  for (const name of ['every field', 'errors', 'failed', 'pending', 'signed', 'load error']) {
    it(`is large enough in "${name}"`, async () => {
      const { element } = await states[name]!() // the names above
      const small = [
        ...element.shadowRoot!.querySelectorAll<HTMLElement>(
          'button, input, select, textarea, summary, .tick',
        ),
      ] // open
        .filter((target) => target.id !== 'trap' && !target.matches('.tick input'))
        .filter((target) => target.getBoundingClientRect().height < 44)
        .map((target) => `${target.outerHTML} ${target.getBoundingClientRect().height}`)
      expect(small).to.deep.equal([])
    })
  }
})

describe('the announcer', () => {
  it('is there from the first render, and stays quiet while focus tells', async () => {
    const { element } = await show()
    const announcer = element.shadowRoot?.querySelector('[role="status"]')
    fill(element)
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect(element.shadowRoot?.querySelector('[role="status"]')).to.equal(announcer)
    expect(announcer?.textContent).to.equal('')
  })
})
