import { expect } from '@open-wc/testing'
import { Failure, no } from '../../src/adapters/index.ts'
import type { Tally } from '../../src/schema/index.ts'
import {
  fill,
  focused,
  inside,
  petition,
  press,
  show,
  type,
  until,
  words,
  type Shown,
} from './fixtures.ts'
import { holdTimers } from './hold-timers.ts'

const hour = 3_600_000
const notice = '.form [part~="notice"]'
const announcer = '[role="status"]'

/** What an element does after seconds and is no part of it that comes late. */
const isLong = (ms: number) => ms >= 3000 && ms !== 10_000

/** A petition half a minute before something happens, and that half minute. */
async function before(
  date: 'opensAt' | 'closesAt',
  options: Parameters<typeof show>[0] = {},
): Promise<Shown & { pass: () => void }> {
  const timers = holdTimers(isLong)
  const clock = { now: Date.parse('2026-03-13T16:59:30Z') }
  const shown = await show({
    petition: petition({ [date]: '2026-03-13T17:00:00Z' }),
    now: () => clock.now,
    ...options,
  })
  timers.restore()
  const pass = () => {
    clock.now += 30_000
    timers.fire()
  }
  return { ...shown, pass }
}

describe('a petition whose stage changes while the page is open', () => {
  it('opens by itself', async () => {
    const { element, pass } = await before('opensAt')
    expect(element.status).to.equal('upcoming')
    expect(words(element, '.status')).to.contain('You can sign from 13 March 2026.')
    pass()
    await until(() => element.state === 'editing')
    expect(element.shadowRoot?.querySelector('form')).not.to.equal(null)
  })

  it('closes by itself where nobody has begun, with count, date and target', async () => {
    const { element, pass } = await before('closesAt')
    pass()
    await until(() => element.state === 'unavailable')
    await element.updateComplete
    expect(Boolean(element.shadowRoot?.querySelector('form'))).to.equal(false)
    expect(words(element, '#result')).to.equal('This petition is closed')
    expect(words(element)).to.contain('1,363 people have signed')
    expect(words(element)).to.contain('It closed on 13 March 2026.')
    expect(words(element)).to.contain('To Sir Paul Stephenson, Commissioner, Metropolitan Police')
  })

  it('asks for the document once more where a cache had the old one, until it is told how it was handed in', async () => {
    const timers = holdTimers(isLong)
    const delivery = { at: '2026-03-14', place: 'City Hall', count: 1804 }
    const handedIn = petition({ status: 'delivered', delivery })
    let asked = 0
    let tell: ((tally: Tally) => void) | undefined
    const { element } = await show({
      now: () => Date.parse('2026-03-15T12:00:00Z'),
      verbs: {
        petition: async () => (++asked < 3 ? petition({ status: 'open' }) : handedIn),
        follow: (_id, hear) => void (tell = hear),
      },
    })
    element.scrollIntoView()
    await until(() => tell)
    tell!({ ...petition().tally!, status: 'delivered', version: 2 }) // the fixture has one
    await until(() => asked === 2)
    await element.updateComplete
    expect(words(element)).not.to.contain('City Hall')
    timers.fire()
    await until(() => words(element).includes('City Hall'))
    timers.fire()
    await element.updateComplete
    expect(asked).to.equal(3)
  })

  it('tells its number also where the hand-in is only planned', async () => {
    const closed = { closesAt: '2026-03-13T17:00:00Z', delivery: { at: '2026-04', place: 'Hall' } }
    const { element } = await show({
      petition: petition(closed),
      now: () => Date.parse('2026-03-14T12:00:00Z'),
    })
    expect(element.status).to.equal('closed')
    expect(words(element)).to.contain('1,363 people have signed')
    expect(words(element)).not.to.contain('Hall')
  })

  it('keeps what somebody types when it closes, says so politely, and tells why on a press', async () => {
    const { element, pass } = await before('closesAt')
    type(element, 'name', 'Ana Pereira')
    type(element, 'email', 'ana@example.org')
    inside(element, '#email').focus()
    pass()
    await until(() => words(element, notice).startsWith('This petition closed while'))
    await until(() => words(element, announcer) === words(element, notice))
    expect(words(element, notice)).to.contain('they can no longer be sent')
    expect(focused(element)).to.equal('email')
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
    expect(element.matches(':state(closed)')).to.equal(true)
    press(element)
    await until(() => element.state === 'unavailable')
    await element.updateComplete
    expect(focused(element)).to.equal('result')
    expect(words(element, '.status')).to.contain(
      'This petition had closed when your signature arrived, so it was not counted.',
    )
  })

  it('keeps what somebody types while it is paused, and after', async () => {
    let status: 'open' | 'paused' = 'open'
    const verbs = { petition: async () => petition({ status, tally: { ...tally(), status } }) }
    let version = 1
    const tally = () => ({ ...petition().tally!, version: version++, status }) // the fixture has one
    const { element } = await show({ verbs: { ...verbs, tally: async () => tally() } })
    type(element, 'name', 'Ana Pereira')
    status = 'paused'
    await element.refresh()
    await until(() => words(element, notice).startsWith('Signing was paused while'))
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
    status = 'open'
    await element.refresh()
    await until(() => !element.shadowRoot?.querySelector(notice))
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
    expect(element.state).to.equal('editing')
  })

  it('says it above what else went wrong', async () => {
    const { element, pass } = await before('closesAt', {
      verbs: { sign: () => Promise.reject(new Failure('unreachable', '')) },
    })
    type(element, 'name', 'Ana Pereira')
    type(element, 'email', 'ana@example.org')
    press(element)
    await until(() => element.state === 'failed')
    pass()
    await until(() => words(element, notice).startsWith('This petition closed while'))
    expect(Boolean(inside(element, '#panel'))).to.equal(true)
    expect(focused(element)).to.equal('panel')
  })

  it('is looked at each minute: neither a long wait nor a sleeping device is trusted', async () => {
    const timers = holdTimers(isLong)
    let now = Date.parse('2026-01-01T12:00:00Z')
    let asked = 0
    const closesAt = '2026-03-30T17:00:00Z'
    const tally = async () => (asked++, petition().tally!) // the fixture has one
    const { element } = await show({
      petition: petition({ closesAt }),
      now: () => now,
      verbs: { tally },
      set: { live: 'off' },
    })
    expect(words(element, '.numbers')).not.to.contain('days left')
    const waits = timers.held.map(({ ms }) => ms)
    expect(Math.max(...waits.filter((ms) => ms < 70_000))).to.equal(60_000)
    now = Date.parse('2026-03-20T12:00:00Z')
    timers.fire()
    await until(() => words(element, '.numbers').includes('11 days left to sign'))
    expect(asked).to.equal(0)
    // The device was asleep for two hours: its own clock has jumped.
    const { now: own } = Date
    Date.now = () => own() + 2 * hour
    timers.fire()
    Date.now = own
    expect(asked).to.equal(1)
    now = Date.parse('2026-03-30T17:00:00Z')
    timers.fire()
    await until(() => element.state === 'unavailable')
  })
})

describe('a petition that the backend refuses as paused, or closed, while its document says open', () => {
  it('has no days left, nothing ahead and no answers on the page', async () => {
    for (const code of ['paused', 'closed'] as const) {
      const { element } = await show({
        petition: petition({ closesAt: '2026-03-30T17:00:00Z' }),
        now: () => Date.parse('2026-03-20T12:00:00Z'),
        answer: () => no(code),
      })
      expect(words(element, '.numbers')).to.contain('11 days left to sign')
      fill(element)
      press(element)
      await until(() => element.state === 'unavailable')
      await element.updateComplete
      expect(words(element, '.numbers')).to.equal('1,363 people have signed')
      expect(words(element, '.status')).not.to.contain('answers')
      expect(words(element, '.status')).to.contain('when your signature arrived')
    }
  })
})

describe('a petition that closes soon', () => {
  const closesAt = '2026-03-13T17:00:00Z'
  const at = (instant: string) => () => Date.parse(instant)

  it('tells the days, and on the last day the hour with the zone of the petition', async () => {
    for (const [instant, zone, said] of [
      ['2026-02-13T12:00:00Z', 'Europe/London', '29 days left to sign'],
      ['2026-03-12T12:00:00Z', 'Europe/London', '2 days left to sign'],
      ['2026-03-12T23:30:00Z', 'Europe/London', '1 day left to sign'],
      ['2026-03-13T00:30:00Z', 'Europe/London', 'Last day to sign: closes at 17:00 GMT'],
      ['2026-03-12T23:30:00Z', 'Europe/Athens', 'Last day to sign: closes at 19:00'],
    ] as const) {
      const { element } = await show({
        petition: petition({ closesAt, timeZone: zone }),
        now: at(instant),
      })
      expect(words(element, '.numbers'), `${instant} ${zone}`).to.contain(said)
      expect(words(element, '.numbers')).to.match(/left to sign|GMT|EET/)
    }
  })
})

describe('a petition that closes at midnight', () => {
  const berlin = (closesAt: string) => petition({ closesAt, timeZone: 'Europe/Berlin' })

  it('has its last day before, and not one day more', async () => {
    for (const [lang, instant, said] of [
      ['en', '2026-03-14T22:30:00Z', '2 days left to sign'],
      ['en', '2026-03-15T12:00:00Z', 'Last day to sign: closes at 23:59 CET'],
      ['de', '2026-03-15T12:00:00Z', 'Letzter Tag zum Unterschreiben: Ende um 23:59 MEZ'],
    ] as const) {
      const { element } = await show({
        petition: berlin('2026-03-15T23:00:00Z'),
        now: () => Date.parse(instant),
        set: { lang },
      })
      await until(() => words(element, '.numbers').includes(said))
    }
  })

  it('has closed on the day that was its last', async () => {
    for (const [lang, closesAt, said] of [
      ['en', '2026-03-15T23:00:00Z', 'It closed on 15 March 2026.'],
      ['en', '2026-03-15T23:00:01Z', 'It closed on 16 March 2026.'],
      ['de', '2026-03-15T23:00:00Z', '15. März 2026'],
    ] as const) {
      const { element } = await show({
        petition: berlin(closesAt),
        now: () => Date.parse('2026-03-20T12:00:00Z'),
        set: { lang },
      })
      await until(() => words(element, '.status').includes(said))
    }
  })
})

describe('dates', () => {
  it('of a hand-in keep each name and the text in its own direction in a page that runs from right to left', async () => {
    const delivery = { at: '2009-11', attendees: ['Ana', 'Eva'], text: 'Handed in.' }
    const { element } = await show({
      petition: petition({ closesAt: '2009-11-13T17:00:00Z', delivery }),
      set: { lang: 'ar' },
    })
    await until(() => inside(element, '.delivery'))
    expect(words(element, '.delivery dl')).to.contain('\u2068Ana\u2069')
    const text = inside(element, '.delivery .text')
    expect(text.lang).to.equal('en')
    expect(getComputedStyle(text).unicodeBidi).to.equal('plaintext')
  })

  it('are never more exact than they are given', async () => {
    for (const [at, said] of [
      ['2009-11', 'November 2009'],
      ['2009-11-12', '12 November 2009'],
      ['2009-11-12T23:30:00Z', '13 November 2009'],
    ] as const) {
      const athens = { timeZone: 'Europe/Athens', delivery: { at, place: 'City Hall' } }
      const handed = await show({ petition: petition(athens) })
      expect(words(handed.element, '.delivery')).to.match(new RegExp(`When ${said}$`))
      const answered = await show({
        petition: petition({ timeZone: 'Europe/Athens', outcome: { at, text: 'It stays.' } }),
      })
      expect(words(answered.element, '.answer')).to.match(new RegExp(`Answered: ${said}$`))
    }
  })
})
