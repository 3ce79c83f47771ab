import { expect, fixture, html } from '@open-wc/testing'
import { Failure, memory, no, type Adapter } from '../../src/adapters/index.ts'
import type { UndersignedTally } from '../../src/index.ts'
import { inside, listen, petition, show, until, words } from './fixtures.ts'

/** A tally with a backend in the page. */
async function tally(
  backend: Adapter,
  set: Record<string, unknown> = {},
): Promise<UndersignedTally> {
  const element = document.createElement('undersigned-tally')
  Object.assign(element, { backend, petition: 'keep-the-unit', lang: 'en' }, set)
  await fixture(html`${element}`)
  await element.ready
  await element.updateComplete
  return element
}

/** An adapter that counts who follows and who asks. */
function watched() {
  const backend = memory({ petition: petition() })
  const count = { following: 0, asked: 0 }
  const { follow, tally: ask } = backend
  backend.follow = (id, tell, options) => {
    count.following++
    options.signal.addEventListener('abort', () => count.following--)
    follow(id, tell, options)
  }
  backend.tally = (id, options) => (count.asked++, ask(id, options))
  return { backend, count }
}

describe('<undersigned-tally>', () => {
  it('shows a line, a bar or a number', async () => {
    const backend = memory({ petition: petition() })
    const line = await tally(backend)
    expect(words(line, '.tally')).to.equal(
      '1,363 people have signed 137 more signatures needed to reach 1,500',
    )
    expect(line.shadowRoot?.querySelector('[part~="bar"]')).to.equal(null)
    const bar = await tally(backend, { variant: 'bar' })
    expect(inside(bar, '[part~="bar"]').getAttribute('aria-hidden')).to.equal('true')
    const width = inside(bar, '[part~="bar-fill"]').style.inlineSize
    expect(parseFloat(width)).to.be.closeTo(90.87, 0.01)
    const number = await tally(backend, { variant: 'number' })
    expect(words(number, '.tally')).to.equal('1,363 people have signed')
  })

  it('has nothing to press, and comes by itself where a petition would wait for a press', async () => {
    const element = await tally(memory({ petition: petition() }), { load: 'click' })
    expect(words(element, '.tally')).to.contain('1,363 people have signed')
  })

  it('never fills the bar over its end, and can take a goal of the page', async () => {
    const bar = await tally(memory({ petition: petition() }), { variant: 'bar', goal: 1000 })
    expect(inside(bar, '[part~="bar-fill"]').style.inlineSize).to.equal('100%')
    expect(words(bar, '[part~="tally-goal"]')).to.equal('Goal of 1,000 reached')
    const auto = await tally(memory({ petition: petition() }), { goal: 'auto' })
    expect(words(auto, '[part~="tally-goal"]')).to.contain('2,000')
  })

  it('says so when there is no number, and never shows a nought', async () => {
    const down = {
      sign: () => Promise.reject(new Error()),
      tally: () => Promise.reject(new Error('down')),
    }
    const element = document.createElement('undersigned-tally')
    Object.assign(element, { backend: down, petition: 'keep-the-unit', lang: 'en' })
    await fixture(html`${element}`)
    await until(() => words(element, '.tally').includes('not available'))
  })

  it('tells the page once that it is ready', async () => {
    const { backend, count } = watched()
    const element = document.createElement('undersigned-tally')
    const heard = listen(element)
    Object.assign(element, { backend, petition: 'keep-the-unit', lang: 'en' })
    await fixture(html`${element}`)
    await until(() => heard.length > 0 && count.following === 1)
    backend.count({ count: 1400 })
    await until(() => heard.length > 1)
    expect(heard.map(({ type }) => type)).to.deep.equal([
      'undersigned-ready',
      'undersigned-tallied',
    ])
    expect(heard[0]?.detail).to.deep.include({ petition: 'keep-the-unit', status: 'open' })
  })

  it('tells the page once of a backend that cannot be reached, and goes on trying', async () => {
    const { backend } = watched()
    const ask = backend.tally
    backend.tally = () => Promise.reject(new Failure('unreachable', 'down'))
    delete (backend as Adapter).follow
    const element = document.createElement('undersigned-tally')
    const heard = listen(element)
    Object.assign(element, { backend, petition: 'keep-the-unit', lang: 'en' })
    await fixture(html`${element}`)
    await until(() => words(element, '.tally').includes('not available'))
    await element.ready
    expect(heard).to.deep.equal([
      {
        type: 'undersigned-error',
        detail: { petition: 'keep-the-unit', code: 'unreachable', message: 'down' },
      },
    ])
    backend.tally = ask
    await element.refresh()
    await until(() => words(element, '.tally').startsWith('1,363'))
    expect(heard.map(({ type }) => type)).to.deep.equal(['undersigned-error', 'undersigned-ready'])
  })

  it('names a petition that the backend does not know', async () => {
    const { backend } = watched()
    backend.tally = () =>
      Promise.reject(new Failure('unreachable', '', { refusal: no('no-petition') }))
    const element = document.createElement('undersigned-tally')
    const heard = listen(element)
    Object.assign(element, { backend, petition: 'keep-the-unti', lang: 'en' })
    await fixture(html`${element}`)
    await until(() => heard.length > 0)
    expect(heard.map(({ type, detail }) => [type, detail['code']])).to.deep.equal([
      ['undersigned-error', 'config'],
    ])
    expect(String(heard[0]?.detail['message'])).to.contain('keep-the-unti')
  })

  it('of which the page has made a mistake says that there is no number, and nothing of a form', async () => {
    const element = document.createElement('undersigned-tally')
    element.textContent = 'See the petition'
    Object.assign(element, { backend: memory({ petition: petition() }), lang: 'en', goal: 'many' })
    await fixture(html`${element}`)
    await until(() => words(element, '[part~="notice"]'))
    expect(words(element)).to.equal('The number of signatures is not available right now')
    expect(getComputedStyle(inside(element, 'slot')).display).to.equal('contents')
    const unknown = await tally({
      sign: () => Promise.reject(new Error()),
      tally: () => Promise.reject(new Failure('unreachable', '', { refusal: no('no-petition') })),
    })
    await until(() => words(unknown).includes('not available'))
    expect(words(unknown)).not.to.contain('form')
  })

  it('shares one source with every element of the page', async () => {
    const { backend, count } = watched()
    const { element } = await show({ set: { backend } })
    const first = await tally(backend)
    const second = await tally(backend, { variant: 'bar' })
    await until(() => count.following === 1)
    backend.count({ count: 1364 })
    await until(() =>
      [element, first, second].every((shown) =>
        words(shown, '[part~="tally-count"]').startsWith('1,364'),
      ),
    )
    expect(count.following).to.equal(1)
    first.remove()
    second.remove()
    element.remove()
    await until(() => count.following === 0)
  })

  it('follows only while it can be seen and is wanted', async () => {
    const { backend, count } = watched()
    const box = await fixture<HTMLElement>(html`<div style="display: none"></div>`)
    const element = await tally(backend)
    await until(() => count.following === 1)
    box.append(element)
    await until(() => count.following === 0)
    box.style.display = ''
    await until(() => count.following === 1)
    element.live = false
    await until(() => count.following === 0)
  })

  it('can be stopped and set going again by the visitor', async () => {
    const { backend, count } = watched()
    const element = await tally(backend)
    await until(() => count.following === 1)
    const button = inside(element, 'button')
    expect(button.getAttribute('aria-label')).to.equal('Stop updating the number')
    button.click()
    await until(() => count.following === 0)
    await element.updateComplete
    expect(button.getAttribute('aria-label')).to.equal('Go on updating the number')
    button.click()
    await until(() => count.following === 1)
  })

  it('moves at most every two seconds', async () => {
    const { backend, count } = watched()
    const element = await tally(backend)
    await until(() => count.following === 1)
    const heard = listen(element)
    for (let i = 1; i <= 20; i++) backend.count({ count: 1363 + i })
    await until(() => words(element, '[part~="tally-count"]').startsWith('1,383'))
    expect(heard.length).to.be.lessThan(3)
  })

  it('reads nothing out, unless the page wants large changes read', async () => {
    for (const announceTally of [false, true]) {
      const { backend, count } = watched()
      const { element } = await show({ set: { backend, announceTally } })
      await until(() => count.following > 0)
      backend.count({ count: 1364 })
      await until(() => words(element, '[part~="tally-count"]').startsWith('1,364'))
      expect(words(element, '[role="status"]')).to.equal('')
      backend.count({ count: 1500 })
      await until(() => words(element, '[part~="tally-count"]').startsWith('1,500'))
      await element.updateComplete
      expect(words(element, '[role="status"]')).to.equal(
        announceTally ? '1,500 people have signed' : '',
      )
      element.remove()
    }
  })

  it('tells the page of each change, with what is shown', async () => {
    const { backend, count } = watched()
    const element = await tally(backend)
    await until(() => count.following === 1)
    const heard = listen(element)
    backend.count({ count: 1400 })
    await until(() => heard.length > 0)
    expect(heard[0]).to.deep.equal({
      type: 'undersigned-tallied',
      detail: { petition: 'keep-the-unit', count: 1400, goal: 1500, status: 'open' },
    })
  })

  it('closes the form of its neighbour when the backend says that it is closed', async () => {
    const { backend, count } = watched()
    const { element } = await show({ set: { backend } })
    await until(() => count.following === 1)
    const closed = petition({ closesAt: '2020-01-01T00:00:00Z' })
    backend.petition = () => Promise.resolve(closed)
    const tell = backend.tally
    backend.tally = async (...args) => ({ ...(await tell(...args)), status: 'closed', version: 9 })
    await element.refresh()
    await until(() => element.state === 'unavailable')
    expect(words(element, '#result')).to.equal('This petition is closed')
  })
})
