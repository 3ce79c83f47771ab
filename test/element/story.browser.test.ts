import { expect } from '@open-wc/testing'
import { kinds } from '../../src/element/backers.ts'
import { backerKinds } from '../../src/schema/index.ts'
import { inside, petition, show, until, words, type Shown } from './fixtures.ts'
import { holdTimers } from './hold-timers.ts'

const day = 86_400_000
const noon = Date.parse('2009-11-12T12:00:00Z')

/** A petition with more to tell, once that is there. */
async function told(
  changes: Record<string, unknown>,
  { now = noon, set = {} }: { now?: number; set?: Record<string, unknown> } = {},
): Promise<Shown> {
  const shown = await show({ petition: petition(changes), now: () => now, set })
  await until(() => shown.element.shadowRoot?.querySelector('.further'))
  return shown
}

function texts(element: HTMLElement, selector: string): string[] {
  return [...(element.shadowRoot?.querySelectorAll(selector) ?? [])].map(
    ({ textContent }) => textContent?.replace(/\s+/g, ' ').trim() ?? '',
  )
}

const backers = [
  { name: 'Individual One', kind: 'person', role: 'Teacher', quote: 'It must *stay*.' },
  { name: 'Union One', kind: 'union' },
  { name: 'Charity One', kind: 'charity', url: 'https://one.example/' },
  { name: 'Charity Two', kind: 'charity', url: 'http://two.example/' },
  { name: 'Club', kind: 'club', url: 'javascript:alert(1)' },
]

describe('who stands behind a petition', () => {
  it('is grouped by kind, in the order of the contract', async () => {
    expect(kinds).to.deep.equal([...backerKinds, 'other'])
    const { element } = await told({ backers })
    expect(texts(element, '[part~="backers"] :is(h3, h4)')).to.deep.equal([
      'Who stands behind this petition',
      'Charities',
      'Trade unions',
      'Individuals',
      'Others',
    ])
    expect(texts(element, '[part~="backer"]')).to.deep.equal([
      'Charity One',
      'Charity Two',
      'Union One',
      'It must stay. Individual OneTeacher',
      'Club',
    ])
  })

  it('quotes with who said it, in the petition’s language', async () => {
    const { element } = await told({ backers, lang: 'en-GB' })
    expect(words(element, 'figure > blockquote')).to.equal('It must stay.')
    expect(words(element, 'figure > figcaption .name')).to.equal('Individual One')
    expect(words(element, 'figure > figcaption .quiet')).to.equal('Teacher')
    expect(inside(element, 'blockquote').lang).to.equal('en-GB')
  })

  it('and the petition itself, run as they are written in a page that runs the other way', async () => {
    const text = `${'We ask to keep it. '.repeat(40)}\n\n- One\n- Two`
    const updates = [{ at: '2009-11-02', title: 'News', text: '- One' }]
    const { element } = await told({ backers, text, updates }, { set: { lang: 'he' } })
    await until(() => inside(element, '.root').dir === 'rtl')
    await until(() => element.shadowRoot?.querySelector('figure'))
    const direction = (part: string) => getComputedStyle(inside(element, part)).direction
    for (const own of ['#title span', '.lead', '.story .text', 'figure', '.updates .text ul'])
      expect(direction(own), own).to.equal('ltr')
    for (const around of ['.story summary', '#title', '.updates summary'])
      expect(direction(around), around).to.equal('rtl')
  })

  it('links to pages with TLS only', async () => {
    const { element } = await told({ backers: [backers[2], ...backers] })
    const links = [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>('.further a')] // open
    expect(links.map(({ href }) => href)).to.deep.equal([
      'https://one.example/',
      'https://one.example/',
    ])
    expect(links.every(({ rel }) => rel.includes('noopener'))).to.equal(true)
  })

  it('folds a long group, whose heading opens it', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({ name: `Person ${i}`, kind: 'person' }))
    const { element } = await told({ backers: [...many, ...backers] })
    const folded = inside<HTMLDetailsElement>(element, '[part~="backers"] details')
    expect(folded.open).to.equal(false)
    expect(words(element, '[part~="backers"] summary')).to.equal('Individuals')
    expect(inside(element, 'summary h4').id).to.equal('backers-person')
    expect(folded.querySelectorAll('[part~="backer"]').length).to.equal(41)
  })
})

describe('logos', () => {
  const endpoint = location.origin
  const logo = `${endpoint}/demo/pictures/widget.png`
  const [person, union, one, two] = backers
  const pictures = (element: HTMLElement) => [
    ...element.shadowRoot!.querySelectorAll<HTMLImageElement>('.further img'), // open
  ]

  it('stand beside the name in a place that is as large before they come as after', async () => {
    const { element } = await told(
      { backers: [{ ...one, logo }, { ...person, logo }, two, union] },
      { set: { endpoint } },
    )
    const [first, quoted, ...more] = pictures(element)
    if (!first) throw new Error('there is no picture')
    expect(more.length).to.equal(0)
    expect(Boolean(quoted?.closest('figcaption'))).to.equal(true)
    for (const [name, value] of [
      ['src', logo],
      ['alt', ''],
      ['loading', 'lazy'],
      // No cookie of the endpoint goes along.
      ['crossorigin', 'anonymous'],
      ['style', null],
    ] as const)
      expect(first.getAttribute(name)).to.equal(value)
    const before = first.getBoundingClientRect()
    expect([before.width, before.height]).to.deep.equal([64, 40])
    first.scrollIntoView()
    await until(() => first.complete && first.naturalWidth > 0)
    await until(() => first.className === 'load')
    const after = first.getBoundingClientRect()
    expect([after.width, after.height]).to.deep.equal([64, 40])
    expect(getComputedStyle(first).visibility).to.equal('visible')
    // Names stand below each other, with a logo or without; a group without logos has no place for them.
    expect(element.shadowRoot?.querySelectorAll('.logo').length).to.equal(3)
    const names = [...element.shadowRoot!.querySelectorAll('ul:has(img) .name')].slice(0, 2) // open
    expect(new Set(names.map((name) => name.getBoundingClientRect().left)).size).to.equal(1)
  })

  it('that do not come leave no mark, and nothing moves', async () => {
    const missing = `${endpoint}/none.png`
    const { element } = await told(
      { backers: [{ ...one, logo: missing }, two] },
      { set: { endpoint, theme: 'dark' } },
    )
    const [picture] = pictures(element)
    if (!picture) throw new Error('there is no picture')
    const height = inside(element, '.further').offsetHeight
    picture.scrollIntoView()
    await until(() => picture.className === 'error')
    expect(getComputedStyle(picture).visibility).to.equal('hidden')
    expect(inside(element, '.further').offsetHeight).to.equal(height)
  })

  it('that are elsewhere are not loaded, and take no place', async () => {
    const foreign = ['https://elsewhere.example/logo.png', logo.replace(/:\d+/, ':1')]
    for (const address of foreign) {
      const { element } = await told(
        { backers: [{ ...one, logo: address }] },
        { set: { endpoint } },
      )
      expect(texts(element, '[part~="backer"]')).to.deep.equal(['Charity One'])
      expect(pictures(element).length).to.equal(0)
      expect(Boolean(inside(element, '.further').querySelector('.logo'))).to.equal(false)
    }
  })
})

describe('what has been reached', () => {
  it('is told in words with its date, the first first', async () => {
    const milestones = [
      { at: '2009-11-09', count: 1388 },
      { at: '2009-11', count: 1312 },
      { at: '2009-10-20T12:00:00Z', count: 500 },
      { at: '2009-10-21', count: 763 },
      { at: '2009-11-10', count: 1400, text: 'Over 1,300 have signed, almost 1,400.' },
      { at: '2009-12-01', count: 5000, text: 'Not yet.' },
    ]
    const { element } = await told({ milestones })
    expect(texts(element, '[part~="milestones"] li')).to.deep.equal([
      '20 October 2009 500 signatures',
      '21 October 2009 763 signatures',
      'November 2009 Over 1,300 signatures',
      '9 November 2009 Almost 1,400 signatures',
      '10 November 2009 Over 1,300 have signed, almost 1,400.',
    ])
    expect(inside<HTMLTimeElement>(element, '[part~="milestones"] time').dateTime).to.equal(
      '2009-10-20T12:00:00Z',
    )
  })
})

describe('when it is decided', () => {
  const decision = { from: '2009-11-16', until: '2009-11-18', text: 'The authority decides.' }
  const at = (instant: string) => ({ now: Date.parse(instant) })

  it('is a range with the days that are left', async () => {
    const { element } = await told({ decision })
    expect(words(element, '.when')).to.match(/^16\s?–\s?18 November 2009$/)
    expect(words(element, '.further')).to.contain('The authority decides. 4 days left until then')
  })

  it('counts the days of the petition’s own place', async () => {
    const late = at('2009-11-14T23:30:00Z')
    const london = await told({ decision }, late)
    expect(words(london.element, '.further')).to.contain('2 days left')
    const athens = await told({ decision, timeZone: 'Europe/Athens' }, late)
    expect(words(athens.element, '.further')).to.contain('1 day left')
  })

  it('is now from the first day to the last, then past', async () => {
    for (const [instant, said] of [
      ['2009-11-16T00:00:00Z', 'It is being decided now'],
      ['2009-11-18T23:59:00Z', 'It is being decided now'],
      ['2009-11-19T00:00:00Z', 'This date has passed'],
    ] as const) {
      const { element } = await told({ decision }, at(instant))
      expect(words(element, '.further'), instant).to.contain(said)
    }
  })

  it('claims nothing where a date is none', async () => {
    for (const odd of [{ from: 'soon' }, { from: '2009-11-12', until: 'later' }]) {
      const { element } = await told({ decision: odd })
      expect(words(element, '.further')).to.contain('When it is decided')
      expect(words(element, '.further')).not.to.match(/now|passed|left/)
    }
  })

  it('may be one day, and says nothing of the past once there is an answer', async () => {
    const outcome = { at: '2009-11-17', text: 'It stays.' }
    const one = { decision: { from: '2009-11-16' }, outcome }
    const { element } = await told(one, at('2009-12-01T00:00:00Z'))
    expect(words(element, '.when')).to.equal('16 November 2009')
    expect(words(element, '.further')).not.to.contain('passed')
  })

  it('goes on with the days while the page is open', async () => {
    const minutes = holdTimers((ms) => ms === 60_000)
    let now = Date.parse('2009-11-14T23:30:00Z')
    const { element } = await show({ petition: petition({ decision }), now: () => now })
    await until(() => words(element, '.further').includes('2 days left'))
    now += day / 24
    minutes.fire()
    await until(() => words(element, '.further').includes('1 day left'))
  })
})

describe('updates', () => {
  const updates = [
    { at: '2009-11-01', title: 'First', text: 'One.' },
    { at: '2009-11-02', title: 'Second', text: 'Two.', url: 'https://mep.example/two' },
    { at: '2009-11-05', title: 'Fifth', text: 'Five.' },
    { at: '2009-11-03', title: 'Third' },
    { at: '2009-11-04', title: 'Fourth', text: 'Four, *really*.' },
    { at: '2009-11-30', title: 'Planned', text: 'Not yet.' },
  ]

  it('are the newest first, the last three open', async () => {
    const { element } = await told({ updates })
    expect(texts(element, '.updates strong')).to.deep.equal([
      'Fifth',
      'Fourth',
      'Third',
      'Second',
      'First',
    ])
    const folded = [...element.shadowRoot!.querySelectorAll<HTMLDetailsElement>('.updates details')] // open
    expect(folded.map(({ open }) => open)).to.deep.equal([true, true, false, false])
    expect(words(element, '.updates summary')).to.equal('5 November 2009 Fifth')
    expect(words(element, '.updates em')).to.equal('really')
  })

  it('say where there is more to read, each in words of its own', async () => {
    const { element } = await told({ updates })
    expect(words(element, '.updates a')).to.equal('Read more: Second')
    expect(inside<HTMLAnchorElement>(element, '.updates a').href).to.equal(
      'https://mep.example/two',
    )
  })
})

describe('the share of each partner', () => {
  const partners = [
    { id: 'a', name: 'Charity A', url: 'https://a.example/' },
    { id: 'b', name: 'Union B' },
  ]
  const tally = petition().tally
  const shares = [
    { id: 'b', count: 40 },
    { id: 'a', count: 1245 },
    { id: 'gone', count: 20 },
  ]

  it('is shown when the petition shows it, the largest first', async () => {
    const { element } = await told({ partners, tally: { ...tally, partners: shares } })
    expect(texts(element, '.shares li')).to.deep.equal([
      'Charity A 1,245 signatures',
      'Union B 40 signatures',
    ])
    expect(words(element, '.further')).to.contain('Rounded; counted once an hour')
    const bars = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.shares .bar-fill')] // open
    expect(bars.map(({ style }) => Math.round(parseFloat(style.inlineSize)))).to.deep.equal([91, 3])
    expect(inside(element, '.shares .bar').getAttribute('aria-hidden')).to.equal('true')
  })

  it('is not shown otherwise', async () => {
    const { element } = await told({ partners, backers })
    expect(Boolean(element.shadowRoot?.querySelector('.shares'))).to.equal(false)
  })
})

describe('the story', () => {
  const all = {
    backers,
    milestones: [{ at: '2009-11', count: 1312 }],
    decision: { from: '2009-11-16' },
    updates: [{ at: '2009-11-01', title: 'First', text: 'One.' }],
  }

  it('is nothing where there is nothing to tell, and costs nothing then', async () => {
    const { element } = await show()
    await element.updateComplete
    expect(Boolean(element.shadowRoot?.querySelector('.further'))).to.equal(false)
  })

  it('asks for its dates once a minute, not whenever the form is drawn', async () => {
    let now = noon
    const { DateTimeFormat } = Intl
    const decision = { from: '2009-11-16', until: '2009-11-18' }
    const shown = await show({ petition: petition({ decision }), now: () => now })
    const { element } = shown
    await until(() => element.shadowRoot?.querySelector('.further'))
    let asked = 0
    const redraw = async () => {
      asked = 0
      element.requestUpdate()
      await element.updateComplete
      return asked
    }
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct(target, given) {
        asked++
        return Reflect.construct(target, given) as object
      },
    })
    try {
      await redraw()
      expect(await redraw()).to.equal(0)
      expect(words(element, '.when')).to.contain('November 2009')
      now += 60_000
      expect(await redraw()).to.be.above(0)
    } finally {
      Intl.DateTimeFormat = DateTimeFormat
    }
  })

  it('comes last, whatever the stage, and stays when somebody has signed', async () => {
    for (const stage of [
      {},
      { closesAt: '2009-11-01T00:00:00Z' },
      { delivery: { at: '2009-11' } },
    ]) {
      const { element } = await told({ ...all, ...stage })
      const last = element.shadowRoot?.querySelector('.layout')?.lastElementChild
      expect(last?.className).to.equal('further')
      expect(texts(element, '.further h3').length).to.equal(4)
    }
  })

  it('moves nothing that was there before it came', async () => {
    for (const width of ['320px', '960px']) {
      const { element } = await told(all)
      element.style.inlineSize = width
      const story = inside(element, '.further')
      const tops = () =>
        [...element.shadowRoot!.querySelectorAll('.layout > :not(.further), .row, .legal')].map(
          (part) => part.getBoundingClientRect().top,
        ) // open
      const height = element.offsetHeight
      const after = tops()
      story.style.display = 'none'
      expect(tops(), width).to.deep.equal(after)
      expect(after.length).to.be.greaterThan(5)
      expect(element.offsetHeight).to.be.at.most(height)
    }
  })

  it('has headings in their levels, and fits a narrow place in both directions', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const { element } = await told(
        {
          ...all,
          partners: [{ id: 'a', name: 'A'.repeat(60) }],
          tally: { ...petition().tally, partners: [{ id: 'a', count: 100 }] },
        },
        { set: { headingLevel: 3, dir } },
      )
      element.style.inlineSize = '256px'
      expect(texts(element, '.further h4').length).to.equal(5)
      const box = element.getBoundingClientRect()
      for (const part of element.shadowRoot!.querySelectorAll<HTMLElement>('.further *')) {
        if (part.closest('.unseen') || part.closest('details:not([open]) > :not(summary)')) continue
        const { left, right } = part.getBoundingClientRect()
        expect(left, part.outerHTML).to.be.at.least(box.left - 0.5)
        expect(right, part.outerHTML).to.be.at.most(box.right + 0.5)
      }
    }
  })
})
