import { expect, fixture, html } from '@open-wc/testing'
import type { UndersignedPetition } from '../../src/index.ts'
import { memory } from '../../src/adapters/index.ts'
import {
  document as petitionDocument,
  fill,
  focused,
  inside,
  petition,
  press,
  show,
  type,
  until,
  words,
} from './fixtures.ts'

const root = (element: HTMLElement) => inside<HTMLElement>(element, '.root')
const spoken = (element: HTMLElement) => `${root(element).lang} ${root(element).dir}`

/** What each language calls the button. */
async function source(
  tag: string,
): Promise<{ widget: Record<string, string>; informal?: Record<string, string> }> {
  const response = await fetch(new URL(`../../src/locales/${tag}.json`, import.meta.url))
  return (await response.json()) as { widget: Record<string, string> } // written by us
}

/** An element that is not on the page yet. */
function made(set: Record<string, unknown> = {}): UndersignedPetition {
  const element = document.createElement('undersigned-petition')
  element.innerHTML = '<a href="https://sign.example.org/">Sign</a>'
  return Object.assign(element, {
    backend: memory({ petition: petition() }),
    petition: 'keep-the-unit',
    ...set,
  })
}

/** Replaces `fetch` for locale files. */
function holdBack(answer: () => Promise<Response>): () => void {
  const real = window.fetch
  window.fetch = (input, init) =>
    String(input instanceof Request ? input.url : input).includes('/locales/')
      ? answer()
      : real(input, init)
  return () => (window.fetch = real)
}

describe('the language of an element', () => {
  it('is its own, else that of the nearest element, through shadow roots (row 29)', async () => {
    const host = document.createElement('div')
    host.attachShadow({ mode: 'open' })
    const own = made({ lang: 'de' })
    const near = made()
    const around = document.createElement('div')
    around.lang = 'fr'
    around.append(near)
    const far = made()
    host.shadowRoot?.append(own, around, far)
    const outer = await fixture<HTMLElement>(html`<div lang="sv-FI">${host}</div>`)
    for (const element of [own, near, far]) {
      await element.ready
      await element.updateComplete
    }
    expect([own, near, far].map(spoken)).to.deep.equal(['de ltr', 'fr ltr', 'sv-FI ltr'])
    expect(inside(own, '#submit').textContent?.trim()).to.equal(
      (await source('de')).widget['submit'],
    )
    expect(inside(near, '#submit').textContent?.trim()).to.equal(
      (await source('fr')).widget['submit'],
    )
    expect(far.language).to.equal('sv-FI')
    outer.lang = 'nl'
    await until(() => root(far).lang === 'nl')
    expect(root(near).lang).to.equal('fr')
    around.removeAttribute('lang')
    await until(() => root(near).lang === 'nl')
    own.lang = 'en'
    await until(() => root(own).lang === 'en')
  })

  it('changes at run time and keeps what was typed, and focus (row 29)', async () => {
    const { element } = await show({ set: { lang: 'fi' } })
    fill(element)
    const email = inside(element, '#email')
    email.focus()
    element.lang = 'pl'
    await until(() => root(element).lang === 'pl')
    expect(inside(element, '#email')).to.equal(email)
    expect(email.value).to.equal('ana@example.org')
    expect(focused(element)).to.equal('email')
    expect(words(element, 'form')).to.contain((await source('pl')).widget['submit'])
    // Loaded before: drawn with the next frame.
    element.lang = 'fi'
    await new Promise(requestAnimationFrame)
    await element.updateComplete
    expect(root(element).lang).to.equal('fi')
  })

  it('brings its direction along, unless the page says one (row 29)', async () => {
    const { element } = await show({ set: { lang: 'ar' } })
    expect(spoken(element)).to.equal('ar rtl')
    const around = element.parentElement
    around?.setAttribute('dir', 'ltr')
    await until(() => root(element).dir === 'ltr')
    around?.setAttribute('dir', 'rtl')
    await until(() => root(element).dir === 'rtl')
    element.lang = 'de'
    await until(() => root(element).lang === 'de')
    expect(root(element).dir).to.equal('rtl')
    around?.removeAttribute('dir')
    await until(() => root(element).dir === 'ltr')
    // English for want of Persian runs as English does.
    around?.setAttribute('dir', 'rtl')
    element.lang = 'fa'
    await until(() => root(element).lang === 'en')
    expect(root(element).dir).to.equal('ltr')
  })

  it('is English without a word about it where there are no other words', async () => {
    const { element } = await show({ set: { lang: 'zh-Hant' } })
    expect(spoken(element)).to.equal('en ltr')
    expect(element.shadowRoot?.querySelector('.banner')).to.equal(null)
  })

  it('is not shown as English before its words have come (row 41)', async () => {
    let asked = 0
    let come!: (response: Response) => void // set by the promise's own function
    const answer = new Promise<Response>((resolve) => (come = resolve))
    const release = holdBack(() => {
      asked++
      return answer
    })
    const [one, other] = [made({ lang: 'ro' }), made({ lang: 'ro-MD' })]
    const place = await fixture(html`<div></div>`)
    place.append(one, other)
    await until(() => asked > 0 && one.shadowRoot?.querySelector('[role=status]'))
    release()
    for (const element of [one, other]) {
      expect(words(element)).to.equal('')
      expect(element.querySelector('a')?.checkVisibility()).to.equal(true)
      expect(element.state).to.equal('loading')
    }
    const status = inside(one, '[role=status]')
    come(new Response(JSON.stringify(await source('ro'))))
    await Promise.all([one.ready, other.ready])
    expect(spoken(one)).to.equal('ro ltr')
    expect(words(other)).to.contain((await source('ro')).widget['submit'])
    expect(asked).to.equal(1)
    expect(inside(one, '[role=status]')).to.equal(status)
  })

  it('is English, and says why, when its words could not be loaded', async () => {
    const release = holdBack(() => Promise.reject(new TypeError('no way')))
    const { element } = await show({ set: { lang: 'hu' } })
    release()
    expect(spoken(element)).to.equal('en ltr')
    expect(words(element, '.banner')).to.equal(
      'This form could not be loaded in Hungarian, so it is in English.',
    )
  })

  it('is English, and says why, whatever else the tag asks for', async () => {
    const release = holdBack(() => Promise.reject(new TypeError('no way')))
    const { element } = await show({ set: { lang: 'lv-u-nu-arab' } })
    release()
    expect(words(element, '.banner')).to.contain('could not be loaded in Latvian')
  })

  it('tells the story in English, when the words for it could not be loaded', async () => {
    const real = window.fetch
    const whole = await source('bg')
    window.fetch = (input, init) => {
      const isStory = String(input instanceof Request ? input.url : input).includes('bg.json')
      if (!isStory) return real(input, init)
      // The first time it is asked for the language, then for the words apart.
      window.fetch = (again, how) =>
        String(again instanceof Request ? again.url : again).includes('bg.json')
          ? Promise.reject(new TypeError('no way'))
          : real(again, how)
      return Promise.resolve(new Response(JSON.stringify(whole)))
    }
    const backers = [{ name: 'Ann Example', kind: 'MEP' as const }]
    const { element } = await show({ set: { lang: 'bg' }, petition: petition({ backers }) })
    await until(() => words(element).includes('Ann Example'))
    window.fetch = real
    expect(spoken(element)).to.equal('bg ltr')
    expect(words(element, '.further')).to.contain('Who stands behind this petition')
  })

  it('is English when its words take longer than three seconds', async () => {
    const release = holdBack(() => new Promise(() => {}))
    const began = performance.now()
    const { element } = await show({ set: { lang: 'et' } })
    release()
    expect(performance.now() - began).to.be.within(2900, 4500)
    expect(words(element, '.banner')).to.contain('Estonian')
  })

  it('goes with the signature, and to the backend with the request for the document', async () => {
    const asked: string[] = []
    const { element, adapter } = await show({
      set: { lang: 'de-AT' },
      verbs: {
        petition: (_id, { lang }) => {
          asked.push(lang)
          return Promise.resolve(petition())
        },
      },
    })
    expect(asked).to.deep.equal(['de-AT'])
    fill(element)
    press(element)
    await until(() => element.state === 'pending' || element.state === 'signed')
    expect([...adapter.signed.values()].at(-1)?.locale).to.equal('de-AT')
  })

  it('addresses visitors as the page wants', async () => {
    const { widget, informal } = await source('de')
    const [key, text = ''] =
      Object.entries(informal ?? {}).find(([key]) => key === 'email.hint') ?? []
    expect(key).to.equal('email.hint')
    const { element } = await show({ set: { lang: 'de', tone: 'informal' } })
    expect(words(element, '#email-hint')).to.equal(text)
    element.tone = 'formal'
    await element.updateComplete
    expect(words(element, '#email-hint')).to.equal(widget['email.hint'])
  })

  it('addresses visitors formally where the language by itself does not', async () => {
    const { widget } = await source('pl')
    const { element } = await show({ set: { lang: 'pl', tone: 'formal' } })
    expect(words(element, '#form-title')).to.equal('Podpis pod tą petycją')
    element.tone = undefined
    await element.updateComplete
    expect(words(element, '#form-title')).to.equal(widget['form.title'])
  })

  it('is the same in a tone that the language does not have, and nothing is said of it', async () => {
    const said: unknown[] = []
    const { warn, error } = console
    console.warn = console.error = (text: unknown) => said.push(text)
    try {
      const { widget } = await source('sv')
      const { element } = await show({ set: { lang: 'sv', tone: 'formal' } })
      expect(words(element, '#email-hint')).to.equal(widget['email.hint'])
      expect(said).to.deep.equal([])
    } finally {
      Object.assign(console, { warn, error })
    }
  })
})

describe('what stands below the form', () => {
  it('is told in the language of the form, which changes', async () => {
    const told = async (tag: string) => {
      const { story } = (await source(tag)) as unknown as { story: Record<string, string> } // written by us
      return story['backers.title'] ?? 'nothing'
    }
    const backed = petition({ backers: [{ name: 'NSPCC', kind: 'charity' }] })
    const { element } = await show({ petition: backed, set: { lang: 'de' } })
    await until(() => element.shadowRoot?.querySelector('.further'))
    expect(words(element, '.further')).to.contain(await told('de'))
    element.lang = 'fr'
    await until(() => root(element).lang === 'fr' && element.shadowRoot?.querySelector('.further'))
    expect(words(element, '.further')).to.contain(await told('fr'))
    element.lang = 'en'
    await until(() => words(element, '.further').includes('Who stands behind this petition'))
  })
})

describe('texts of the page', () => {
  it('replace those of any language, each in its own', async () => {
    const { element } = await show({
      set: {
        lang: 'pl',
        messages: [
          {
            submit: 'Podpisz teraz',
            'tally.count': {
              '=1': 'Jedna osoba',
              one: 'x',
              few: '{count} osoby',
              other: '{count} osób',
            },
          },
          { lang: 'de', submit: 'Jetzt' },
        ],
      },
    })
    expect(words(element, '#submit')).to.equal('Podpisz teraz')
    expect(words(element)).to.match(/1.?363 osoby/)
    element.lang = 'de-CH'
    await until(() => root(element).lang === 'de-CH')
    expect(words(element, '#submit')).to.equal('Jetzt')
  })

  it('are chosen by the language of their script', async () => {
    const element = made({ lang: 'fr' })
    element.innerHTML = `<script type="application/json" slot="messages" lang="de">{"submit": "Los"}</script>
      <script type="application/json" slot="messages" lang="fr">{"submit": "Allez"}</script>`
    await fixture(html`${element}`)
    await element.ready
    expect(words(element, '#submit')).to.equal('Allez')
  })
})

describe('a petition in several languages', () => {
  const translated = petition({
    translations: {
      de: {
        title: 'Die Stelle erhalten',
        summary: 'Kurz.',
        text: 'Wir bitten darum.',
        consents: { updates: 'Schreibt mir' },
      },
      fr: { title: 'Seul le titre' },
    },
  })

  it('is shown in that of the form, else in its own and marked so', async () => {
    const { element } = await show({ petition: translated, set: { lang: 'de-AT' } })
    expect(words(element, '#title')).to.equal('Die Stelle erhalten')
    expect(inside(element, '.text').lang).to.equal('de')
    expect(words(element, 'form')).to.contain('Schreibt mir')
    element.lang = 'fr'
    await until(() => root(element).lang === 'fr')
    expect(words(element, '#title')).to.equal('Keep the unit')
    const marked = [...(element.shadowRoot?.querySelectorAll('form [lang]') ?? [])]
    expect(marked.map((one) => `${one.getAttribute('lang')} ${one.textContent}`)).to.deep.equal([
      'en Email me about it',
    ])
  })

  it('is never a third one that the form does not speak', async () => {
    const whole = { title: 'In English', summary: 'S', text: 'T', consents: { updates: 'U' } }
    const german = petition({ lang: 'de', title: 'Auf Deutsch', translations: { en: whole } })
    for (const [lang, title] of [
      ['de', 'Auf Deutsch'],
      ['fr', 'Auf Deutsch'],
      ['en-GB', 'In English'],
    ]) {
      const { element } = await show({ petition: german, set: { lang } })
      expect(words(element, '#title')).to.equal(title)
    }
  })
})

describe('the languages made up for tests', () => {
  const shown = async (lang: string) => {
    const { element } = await show({
      petition: petition({
        ...petitionDocument(),
        fields: [
          'name',
          'email',
          'country',
          'postcode',
          'city',
          'phone',
          'organisation',
          'comment',
        ],
      }),
      set: { lang },
    })
    type(element, 'name', '')
    press(element)
    await element.updateComplete
    return element
  }

  it('leave no text on the screen that is in no catalogue (row 24)', async () => {
    const element = await shown('qps-ploc')
    expect(root(element).dir).to.equal('ltr')
    // What the petition and the browser say themselves.
    const theirs = '.head [lang], .text, form [lang], option[value]:not([value=""])'
    const names =
      /Sir Paul Stephenson|Commissioner|Metropolitan Police|Mary Honeyball|Office of|privacy@mep\.example/g
    const copy = root(element).cloneNode(true) as HTMLElement // of an element
    for (const one of copy.querySelectorAll(theirs)) one.remove()
    const plain: string[] = []
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
    while (walk.nextNode()) {
      const text = (walk.currentNode.textContent ?? '').replaceAll(names, '')
      if (/[A-Za-z]{2,}/.test(text)) plain.push(text)
    }
    expect(plain).to.deep.equal([])
    const label = words(element, 'label[for=email]')
    expect(label).to.match(/^⟦.*\S{24}⟧/)
    expect(label.length).to.be.at.least('Email address'.length * 2.1)
  })

  it('run from right to left for one of them (row 24)', async () => {
    const element = await shown('qps-plocm')
    expect(root(element).dir).to.equal('rtl')
    expect(words(element, '#submit')).to.match(/^\u202E⟦.*⟧\u202C$/)
  })
})
