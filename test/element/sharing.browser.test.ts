import { expect } from '@open-wc/testing'
import { yes } from '../../src/adapters/index.ts'
import {
  fill,
  focused,
  inside,
  petition,
  press,
  show,
  until,
  words,
  type Shown,
} from './fixtures.ts'
import { holdTimers } from './hold-timers.ts'

const list = '[part~="share-list"]'
const firstWay = `${list} [part~="share-button"]`

/** Somebody has signed, and is asked to ask others. */
async function thanked(
  share?: { networks?: readonly string[]; text?: string },
  set: Record<string, unknown> = {},
): Promise<Shown> {
  const shown = await show({
    petition: petition(share && { share }),
    answer: () => yes('counted', 0),
    set,
  })
  fill(shown.element)
  press(shown.element)
  await until(() => shown.element.state === 'signed')
  await shown.element.updateComplete
  return shown
}

function ways(element: HTMLElement): string[] {
  return [...inside(element, list).children].map(
    (way) => way.textContent?.replace(/\s+/g, ' ').trim() ?? '',
  )
}

/** Gives the browser a way, or a clipboard, of the test's own. */
function lend(name: 'share' | 'canShare' | 'clipboard', value: unknown): void {
  Object.defineProperty(navigator, name, { configurable: true, value })
}

afterEach(() => {
  for (const name of ['share', 'canShare', 'clipboard'])
    delete (navigator as unknown as Record<string, unknown>)[name] // what `lend` has put over it
})

describe('sharing', () => {
  it('offers the device’s own way first, then the link, then the networks', async () => {
    lend('share', () => Promise.resolve())
    lend('canShare', () => true)
    const { element } = await thanked()
    expect(ways(element)).to.deep.equal([
      'Share',
      'Copy link',
      'Share on WhatsApp (opens in a new tab)',
      'Share by email',
      'Share on Facebook (opens in a new tab)',
      'Share on X (opens in a new tab)',
      'Share on Bluesky (opens in a new tab)',
      'Share on Mastodon (opens in a new tab)',
      'Share on LinkedIn (opens in a new tab)',
      'Share on Telegram (opens in a new tab)',
    ])
  })

  it('offers the device’s own way only where it can take the link', async () => {
    lend('share', () => Promise.resolve())
    lend('canShare', () => false)
    const { element } = await thanked()
    expect(ways(element)[0]).to.equal('Copy link')
  })

  it('offers the ways the petition wants, in its order', async () => {
    const { element } = await thanked({ networks: ['telegram', 'copy', 'email'] })
    expect(ways(element)).to.deep.equal([
      'Share on Telegram (opens in a new tab)',
      'Copy link',
      'Share by email',
    ])
  })

  it('offers the links where the petition wants nothing but what is not here', async () => {
    lend('share', undefined)
    const { element } = await thanked({ networks: ['native'] })
    expect(ways(element).length).to.equal(9)
  })

  it('is made of plain links that carry nothing of the person', async () => {
    history.replaceState(null, '', `${location.pathname}${location.search}#ana@example.org`)
    const { element } = await thanked(undefined, { partner: 'poppy-project', source: 'mail' })
    const links = [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>(`${list} a`)] // open
    expect(links.length).to.equal(8)
    for (const { href, target, rel } of links) {
      expect(decodeURIComponent(href)).not.to.match(/ana|pereira|poppy|source|wtr-session/i)
      expect(decodeURIComponent(href)).to.contain(location.origin + location.pathname)
      expect(rel).to.equal('noopener noreferrer')
      expect(target).to.equal(href.startsWith('mailto:') ? '' : '_blank')
    }
    history.replaceState(null, '', location.pathname + location.search)
  })

  it('says what the petition says, else asks with its title', async () => {
    const asking = await thanked({ networks: ['telegram'] })
    expect(
      decodeURIComponent(inside<HTMLAnchorElement>(asking.element, `${list} a`).href),
    ).to.contain('“Keep the unit”: will you sign too?')
    const own = await thanked({ networks: ['telegram'], text: 'Sign & share' })
    expect(inside<HTMLAnchorElement>(own.element, `${list} a`).href).to.contain(
      'text=Sign%20%26%20share',
    )
  })

  it('tells the page of each way, and takes the address of that moment', async () => {
    const { element, heard } = await thanked()
    const canonical = document.createElement('link')
    Object.assign(canonical, { rel: 'canonical', href: '/two' })
    document.head.append(canonical)
    const links = [...element.shadowRoot!.querySelectorAll<HTMLAnchorElement>(`${list} a`)] // open
    const followed: string[] = []
    const stop = (event: Event) => {
      const [link] = event.composedPath()
      if (link instanceof HTMLAnchorElement) followed.push(link.href)
      event.preventDefault()
    }
    addEventListener('click', stop)
    for (const link of links) link.click()
    removeEventListener('click', stop)
    canonical.remove()
    const shared = heard.filter(({ type }) => type === 'undersigned-shared')
    expect(shared.map(({ detail }) => detail['network'])).to.deep.equal([
      'whatsapp',
      'email',
      'facebook',
      'x',
      'bluesky',
      'mastodon',
      'linkedin',
      'telegram',
    ])
    expect(shared[0]?.detail).to.deep.equal({ petition: 'keep-the-unit', network: 'whatsapp' })
    for (const href of followed)
      expect(decodeURIComponent(href)).to.contain(`${location.origin}/two`)
    expect(followed.length).to.equal(8)
  })

  it('has targets of 44 px, also in a narrow place', async () => {
    const { element } = await thanked()
    element.style.inlineSize = '256px'
    for (const way of inside(element, list).querySelectorAll('[part~="share-button"]')) {
      const { width, height } = way.getBoundingClientRect()
      expect(Math.min(width, height), way.textContent ?? '').to.be.at.least(44)
      expect(way.scrollWidth).to.be.at.most(way.clientWidth)
    }
  })
})

describe('copying the link', () => {
  it('is said on the button for at least five seconds, and read out; focus stays (row 7)', async () => {
    let copied = ''
    lend('clipboard', { writeText: async (text: string) => void (copied = text) })
    const { element, heard } = await thanked({ networks: ['copy'] })
    const { held: late, restore } = holdTimers((ms) => ms >= 5000 && ms < 10_000)
    const button = inside(element, firstWay)
    button.focus()
    button.click()
    await until(() => words(element, firstWay) === 'Link copied')
    restore()
    expect(copied).to.equal(location.origin + location.pathname)
    expect(words(element, '[role="status"]')).to.equal('Link copied')
    expect(element.shadowRoot?.activeElement === button).to.equal(true)
    const shared = heard.filter(({ type }) => type === 'undersigned-shared')
    expect(shared.map(({ detail }) => detail)).to.deep.equal([
      { petition: 'keep-the-unit', network: 'copy' },
    ])
    // A drawing for another reason leaves it.
    element.requestUpdate()
    await element.updateComplete
    expect(words(element, firstWay)).to.equal('Link copied')
    for (const { work } of late) work()
    await until(() => words(element, firstWay) === 'Copy link')
    expect(late.map(({ ms }) => ms)).to.deep.equal([6000])
    expect(element.shadowRoot?.activeElement === button).to.equal(true)
  })

  it('shows the link to be copied by hand where the browser refuses', async () => {
    lend('clipboard', { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) })
    const { element, heard } = await thanked(
      { networks: ['copy'] },
      { shareUrl: 'https://mep.example/petition' },
    )
    press(element, firstWay)
    await until(() => focused(element) === 'shared')
    const field = inside(element, '#shared')
    expect(field.readOnly).to.equal(true)
    expect(field.value).to.equal('https://mep.example/petition')
    expect(field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0)).to.equal(
      'https://mep.example/petition',
    )
    expect(words(element, '[role="status"]')).to.contain('Could not copy')
    expect(heard.some(({ type }) => type === 'undersigned-shared')).to.equal(false)
  })
})

describe('the device’s own way', () => {
  const failing = (name: string) => {
    lend('share', () => Promise.reject(new DOMException('', name)))
    lend('canShare', () => true)
  }

  it('is called in the click itself, with what is shared', async () => {
    const data: ShareData[] = []
    lend('share', (given: ShareData) => (data.push(given), Promise.resolve()))
    lend('canShare', () => true)
    const { element, heard } = await thanked(undefined, { shareUrl: 'https://mep.example/p' })
    press(element, firstWay)
    expect(data).to.deep.equal([
      {
        title: 'Keep the unit',
        text: '“Keep the unit”: will you sign too?',
        url: 'https://mep.example/p',
      },
    ])
    await until(() => heard.some(({ detail }) => detail['network'] === 'native'))
  })

  it('is silent when the person thinks better of it', async () => {
    failing('AbortError')
    const { element, heard } = await thanked()
    press(element, firstWay)
    await new Promise(requestAnimationFrame)
    await element.updateComplete
    expect(ways(element)[0]).to.equal('Share')
    expect(words(element, '[role="status"]')).to.equal('')
    expect(heard.some(({ type }) => type === 'undersigned-shared')).to.equal(false)
  })

  it('gives way to the links where it may not be used', async () => {
    failing('NotAllowedError')
    const { element, heard } = await thanked({ networks: ['native'] })
    expect(ways(element)).to.deep.equal(['Share'])
    inside(element, firstWay).focus()
    press(element, firstWay)
    await until(() => ways(element)[0] === 'Copy link')
    expect(ways(element).length).to.equal(9)
    await until(() => element.shadowRoot?.activeElement === inside(element, firstWay))
    expect(heard.some(({ type }) => type === 'undersigned-shared')).to.equal(false)
  })
})
