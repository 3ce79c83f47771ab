import { expect } from '@open-wc/testing'
import { memory, yes, type Adapter } from '../../src/adapters/index.ts'
import { pauseTallies } from '../../src/element/tally-source.ts'
import type { Tally } from '../../src/schema/index.ts'
import { fill, inside, petition, press, show, type, until, words, type Shown } from './fixtures.ts'
import { holdTimers } from './hold-timers.ts'

const shown = '[part~="tally-count"]'

/** A petition whose tally is followed; the test tells it what it likes. */
async function followed(
  tally: Partial<Tally> = {},
  options: Parameters<typeof show>[0] = {},
): Promise<Shown & { tell: (change: Partial<Tally>) => void; isFollowed: () => boolean }> {
  const document = petition()
  const backend = memory({ petition: { ...document, tally: { ...document.tally!, ...tally } } }) // the fixture has one
  let isFollowed = false
  const { follow } = backend
  backend.follow = (id, tell, { signal }) => {
    isFollowed = true
    signal.addEventListener('abort', () => (isFollowed = false))
    follow(id, tell, { signal })
  }
  const it = await show({ ...options, set: { backend, ...options.set } })
  it.element.scrollIntoView()
  await until(() => isFollowed)
  return { ...it, tell: (change) => backend.count(change), isFollowed: () => isFollowed }
}

/** Everything that changes in the shadow root until the end of the test's work. */
async function changesIn(
  element: HTMLElement,
  within: string,
  work: () => Promise<void>,
): Promise<MutationRecord[]> {
  const changes: MutationRecord[] = []
  const observer = new MutationObserver((records) => changes.push(...records))
  const all = { subtree: true, childList: true, characterData: true, attributes: true }
  for (const part of element.shadowRoot!.querySelectorAll(within)) observer.observe(part, all) // open
  await work()
  changes.push(...observer.takeRecords())
  observer.disconnect()
  return changes
}

/** The visitor wants no motion, or does. */
function wantMotion(wants: boolean): () => void {
  const { matchMedia } = window
  window.matchMedia = (query) =>
    query.includes('reduced-motion')
      ? ({ matches: !wants } as MediaQueryList) // as much as is asked of it
      : matchMedia.call(window, query)
  return () => (window.matchMedia = matchMedia)
}

const own = { matchMedia: window.matchMedia, now: performance.now }

afterEach(() => {
  const { matchMedia, now } = own
  Object.assign(window, { matchMedia })
  Object.assign(performance, { now })
  pauseTallies(false)
})

describe('the tally', () => {
  it('is a sentence that is no live region, with its numbers apart', async () => {
    const { element } = await followed({ count: 12_345, goal: 20_000 })
    expect(words(element, shown)).to.equal('12,345 people have signed')
    expect(words(element, '[part~="tally-goal"]')).to.equal(
      '7,655 more signatures needed to reach 20,000',
    )
    expect(Boolean(inside(element, '.tally').closest('[aria-live], [role="status"]'))).to.equal(
      false,
    )
    const numbers = [...element.shadowRoot!.querySelectorAll('.tally bdi')] // open
    expect(numbers.map(({ textContent }) => textContent)).to.deep.equal([
      '12,345',
      '7,655',
      '20,000',
    ])
    for (const number of numbers)
      expect(getComputedStyle(number).fontVariantNumeric).to.equal('tabular-nums')
    // Some fonts have spaces as wide as a figure then.
    const name = inside(element, '[part~="target"] bdi')
    expect(getComputedStyle(name).fontVariantNumeric).to.equal('normal')
  })

  it('keeps its big number whole at 256 pixels, and with text twice as large', async () => {
    for (const [lang, count, size] of [
      ['en', 1_234_567, '32px'],
      ['el', 12_345_678, '16px'],
      ['en', 1_234_567, '16px'],
    ] as const) {
      const { element } = await followed({ count, goal: 20_000_000 }, { set: { lang } })
      element.style.cssText = `inline-size: 256px; --undersigned-font-size: ${size}`
      const number = inside(element, '.number')
      await until(() => /\d/.test(words(element, '.number')))
      // WebKit counts the empty line that could follow.
      const lines = [...number.getClientRects()].filter(({ width }) => width > 0)
      expect(lines.length, `${lang} ${size}`).to.equal(1)
      const { right } = inside(element, '.root').getBoundingClientRect()
      expect(number.getBoundingClientRect().right).to.be.at.most(right)
      expect(inside(element, '.root').scrollWidth).to.be.at.most(256)
      expect(parseFloat(getComputedStyle(number).fontSize)).to.be.at.least(parseFloat(size))
      element.remove()
    }
  })

  it('has a bar that is never read out, never over its end and never more than there is', async () => {
    for (const [count, width] of [
      [0, 0],
      [5, 0.5],
      [500, 50],
      [1000, 100],
      [2500, 100],
    ] as const) {
      const { element } = await followed({ count, goal: 1000 })
      expect(inside(element, '[part~="bar"]').getAttribute('aria-hidden')).to.equal('true')
      const { inlineSize } = inside(element, '[part~="bar-fill"]').style
      expect(parseFloat(inlineSize)).to.equal(width)
      element.remove()
    }
  })

  it('tells confirmed, awaiting and on paper apart where the backend does', async () => {
    const { element, tell } = await followed({ count: 1363, paper: 40, pending: 20 })
    expect(words(element, '.tally')).to.contain('1,363 people have signed')
    expect(words(element, '.tally')).to.contain('40 of them on paper')
    expect(words(element, '.tally')).to.contain('and 20 more waiting to be confirmed')
    tell({ paper: 0, pending: 0, count: 1364 })
    await until(() => words(element, shown).startsWith('1,364'))
    expect(words(element, '.tally')).not.to.match(/paper|waiting/)
  })

  it('shows the next step of a goal that stretches, and that the last is reached', async () => {
    const { element, tell } = await followed({ count: 890, goal: 1000 })
    const goal = () => words(element, '[part~="tally-goal"]')
    expect(goal()).to.equal('110 more signatures needed to reach 1,000')
    tell({ count: 905, goal: 1500 })
    await until(() => goal() === '595 more signatures needed to reach 1,500')
    tell({ count: 2003, goal: 2000 })
    await until(() => goal() === 'Goal of 2,000 reached')
  })

  it('takes the steps of the petition where the backend tells no goal', async () => {
    const goal = { steps: [1000, 1500, 2000], stretchAt: 0.9 }
    const counted = { ...petition().tally, count: 1363, goal: null }
    const { element } = await show({ petition: petition({ goal, tally: counted }) })
    expect(words(element, '[part~="tally-goal"]')).to.contain('to reach 2,000')
  })

  it('asks nobody to be the first where nobody can sign', async () => {
    const none = { ...petition().tally, count: 0 }
    const first = await show({ petition: petition({ tally: none }) })
    expect(words(first.element, shown)).to.equal('Be the first to sign')
    for (const changes of [
      { opensAt: '2999-01-01T00:00:00Z' },
      { closesAt: '2020-01-01T00:00:00Z' },
      { status: 'paused' },
    ]) {
      const { element } = await show({ petition: petition({ ...changes, tally: none }) })
      expect(words(element)).not.to.contain('first')
    }
  })

  it('is never moved by somebody’s own signature, only by the backend', async () => {
    const backend: Adapter = {
      petition: async () => petition(),
      sign: async () => yes('counted', 0),
      tally: async () => petition().tally!, // the fixture has one
    }
    const { element } = await show({ set: { backend } })
    const changes = await changesIn(element, '.tally', async () => {
      fill(element)
      press(element)
      await until(() => element.state === 'signed')
      await element.updateComplete
      await element.refresh()
    })
    expect(words(element, shown)).to.equal('1,363 people have signed')
    expect(changes.length).to.equal(0)
  })

  it('is not waited for where the backend has none', async () => {
    const backend: Adapter = {
      petition: async () => petition({ tally: undefined }),
      sign: async () => yes('accepted', 0),
    }
    const { element } = await show({ set: { backend } })
    expect(Boolean(element.shadowRoot?.querySelector('.tally'))).to.equal(false)
  })

  it('is asked for once where it is not live and the document does not bring it', async () => {
    let asked = 0
    const backend: Adapter = {
      petition: async () => petition({ tally: undefined }),
      sign: async () => yes('accepted', 0),
      tally: async () => (asked++, petition().tally!), // the fixture has one
    }
    const { element } = await show({ set: { backend, live: 'off' } })
    await until(() => words(element, shown).startsWith('1,363'))
    expect(asked).to.equal(1)
  })

  it('can be stopped by the visitor, for every tally of the page', async () => {
    const one = await followed()
    const two = await followed()
    const label = (it: Shown) => inside(it.element, '.pause').getAttribute('aria-label')
    expect([label(one), label(two)]).to.deep.equal(Array(2).fill('Stop updating the number'))
    press(one.element, '.pause')
    await until(() => label(two) === 'Go on updating the number')
    const later = await show()
    expect(label(later)).to.equal('Go on updating the number')
    press(two.element, '.pause')
    await until(() => label(one) === 'Stop updating the number')
    const off = await show({ set: { live: 'off' } })
    expect(Boolean(off.element.shadowRoot?.querySelector('.pause'))).to.equal(false)
  })

  it('says after ten minutes without news that it may be out of date, also after a pause', async () => {
    const { held: late } = holdTimers((ms) => ms >= 14_000 && ms !== 60_000)
    const { element } = await followed()
    const age = late.find(({ ms }) => ms > 590_000 && ms <= 600_000)
    expect(words(element)).not.to.contain('out of date')
    age?.work()
    await until(() => words(element, '.tally').includes('may be out of date'))
    await element.refresh()
    await until(() => !words(element, '.tally').includes('may be out of date'))
    // Out of sight for an hour, and no answer since: a quarter of a minute after it is seen again.
    const { now } = performance
    element.style.display = 'none'
    // The element's own observer is older, and told before this one.
    await new Promise<void>((resolve) => {
      const observer = new IntersectionObserver((entries) => {
        if (entries.at(-1)?.isIntersecting) return
        observer.disconnect()
        resolve()
      })
      observer.observe(element)
    })
    late.length = 0
    performance.now = () => now.call(performance) + 3_600_000
    element.style.display = ''
    await until(() => late.some(({ ms }) => ms === 15_000)).finally(() =>
      Object.assign(performance, { now }),
    )
  })
})

describe('a tally that moves', () => {
  it('changes the count, the sentence to the goal and the bar, once each, and no node (W9)', async () => {
    const restore = wantMotion(false)
    const { element, tell } = await followed({ count: 1363, goal: 1500 })
    const changes = await changesIn(element, '.root', async () => {
      tell({ count: 1370 })
      await until(() => words(element, shown).startsWith('1,370'))
      await element.updateComplete
    })
    restore()
    expect(
      changes.map(({ type, target, attributeName }) => {
        const place = target instanceof Element ? target : target.parentElement
        return `${type} ${attributeName ?? ''} ${place?.closest('[part]')?.getAttribute('part')}`
      }),
    ).to.deep.equal([
      'characterData  tally-count',
      'attributes style bar-fill',
      'characterData  tally-goal',
    ])
  })

  it('moves a copy besides, for less than a second, and adds and removes no node (W9)', async () => {
    const restore = wantMotion(true)
    const { element, tell } = await followed({ count: 1363, goal: 1500 })
    let startAt = 0
    const changes = await changesIn(element, '.root', async () => {
      tell({ count: 1370 })
      await until(() => inside(element, '.number').hasAttribute('data-run'))
      startAt = performance.now()
      expect(words(element, shown)).to.equal('1,370 people have signed')
      await until(() => !inside(element, '.number').hasAttribute('data-run'))
    })
    restore()
    expect(performance.now() - startAt).to.be.lessThan(1500)
    const moving = changes.filter(({ attributeName }) => attributeName === 'data-run')
    expect(moving.length).to.be.greaterThan(1)
    expect(changes.length - moving.length).to.equal(3)
    expect(changes.some(({ type }) => type === 'childList')).to.equal(false)
  })

  it('moves no copy for people who want no motion, nor out of sight', async () => {
    for (const isSeen of [true, false]) {
      const restore = wantMotion(!isSeen)
      const { element, tell, isFollowed } = await followed({ count: 1363 })
      if (!isSeen) element.style.cssText = 'position: absolute; inset-block-start: 20000px'
      await until(() => isFollowed() === isSeen)
      const changes = await changesIn(element, '.root', async () => {
        tell({ count: 1370 })
        if (!isSeen) await element.refresh()
        await until(() => words(element, shown).startsWith('1,370'))
        for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame)
      })
      expect(changes.some(({ attributeName }) => attributeName === 'data-run')).to.equal(false)
      element.remove()
      restore()
    }
  })

  it('touches no live region while the copy moves (row 14)', async () => {
    const restore = wantMotion(true)
    const { element, tell } = await followed({ count: 1363 })
    const changes = await changesIn(element, '[role="status"], [aria-live]', async () => {
      tell({ count: 1370 })
      await until(() => inside(element, '.number').hasAttribute('data-run'))
      await until(() => !inside(element, '.number').hasAttribute('data-run'))
    })
    restore()
    expect(changes.length).to.equal(0)
    expect(Boolean(inside(element, shown).closest('[role], [aria-live]'))).to.equal(false)
  })
})

describe('the announcer', () => {
  const announcer = '[role="status"]'

  it('is the same from the first drawing, and silent for errors, success and other people’s signatures (row 13)', async () => {
    const first = document.createElement('undersigned-petition')
    document.body.append(first)
    await first.updateComplete
    const early = inside(first, announcer)
    Object.assign(first, { backend: memory({ petition: petition() }), petition: 'keep-the-unit' })
    await until(() => first.state === 'editing')
    expect(inside(first, announcer) === early).to.equal(true)
    // Above the other it would push it out of sight, where no tally is followed.
    first.remove()

    const { element, tell } = await followed()
    const node = inside(element, announcer)
    const changes = await changesIn(element, announcer, async () => {
      press(element)
      await until(() => element.matches(':state(errors)'))
      await element.updateComplete
      for (let i = 1; i <= 100; i++) tell({ count: 1363 + 10 * i })
      await until(() => words(element, shown).startsWith('2,363'))
      fill(element)
      press(element)
      await until(() => element.state === 'pending')
      await element.updateComplete
    })
    expect(changes.length).to.equal(0)
    expect(inside(element, announcer) === node).to.equal(true)
  })

  it('tells of 100 changes at most one where the page wants it (row 13)', async () => {
    const { element, tell } = await followed({}, { set: { announceTally: true } })
    const said = new Set<string>()
    const observer = new MutationObserver(() => said.add(words(element, announcer)))
    const all = { subtree: true, childList: true, characterData: true }
    observer.observe(inside(element, announcer), all)
    for (let i = 1; i <= 100; i++) tell({ count: 1363 + 10 * i })
    await until(() => words(element, shown).startsWith('2,363'))
    await element.updateComplete
    observer.disconnect()
    expect([...said]).to.deep.equal(['2,363 people have signed'])
  })

  it('waits while a field has focus and while an error summary is open', async () => {
    const { element, tell } = await followed({}, { set: { announceTally: true } })
    inside(element, '#name').focus()
    tell({ count: 1600 })
    await until(() => words(element, shown).startsWith('1,600'))
    await element.updateComplete
    expect(words(element, announcer)).to.equal('')
    type(element, 'name', 'Ana')
    press(element)
    await until(() => element.matches(':state(errors)'))
    await element.updateComplete
    inside(element, '#panel').blur()
    tell({ count: 1800 })
    await until(() => words(element, shown).startsWith('1,800'))
    await element.updateComplete
    expect(words(element, announcer)).to.equal('')
  })
})
