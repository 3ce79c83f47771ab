import { expect } from '@open-wc/testing'
import { memory, registerBackend } from '../../src/adapters/index.ts'
import { UndersignedPetition, UndersignedTally } from '../../src/index.ts'
import { watchDivs } from '../../src/element/index.ts'
import { document as petitionDocument, petition, type, until } from './fixtures.ts'

registerBackend('here', async () => () => memory({ petition: petition() }))
registerBackend('bare', async () => () => {
  const { sign } = memory({ petition: petition() })
  return { sign }
})
// Two scripts of a page watch both.
watchDivs()
watchDivs()

const place = (attributes: string, content = '') =>
  `<div data-undersigned="keep-the-unit" data-backend="here" data-endpoint="/api" data-lang="en" ${attributes}>${content}</div>`

/** Puts HTML into the page as scripts of pages do, and waits until each place has its element. */
async function put(html: string): Promise<HTMLElement[]> {
  const room = window.document.createElement('div')
  room.innerHTML = html
  window.document.body.append(room)
  const places = [
    ...room.querySelectorAll<HTMLElement>('[data-undersigned], [data-undersigned-tally]'),
  ]
  await until(() =>
    places.every(({ children }) => children[0]?.localName.startsWith('undersigned')),
  )
  return places
}

const elementOf = ({ children }: HTMLElement): UndersignedPetition => {
  const [element, ...more] = children
  expect(more).to.deep.equal([])
  if (!(element instanceof UndersignedPetition)) throw new Error('there is no petition')
  return element
}

describe('a div with data-undersigned', () => {
  afterEach(() => {
    window.document.body.replaceChildren()
  })

  it('gets one element, and what stood in it stands in that', async () => {
    const link = '<a href="https://sign.example.org/p/keep-the-unit">Sign</a>'
    const [first] = await put(place('', `Soon: ${link}`))
    const element = elementOf(first!)
    await until(() => element.state === 'editing')
    expect(element.innerHTML).to.equal(`Soon: ${link}`)
  })

  it('gets no second one from another copy of the script, or when it is moved', async () => {
    const [first, second] = await put(place('') + place(''))
    window.document.body.append(second!, first!)
    const other = window.document.createElement('div')
    other.dataset['undersigned'] = 'keep-the-unit'
    window.document.body.append(other)
    await until(() => other.children.length > 0)
    expect([first, second, other].map((one) => one!.children.length)).to.deep.equal([1, 1, 1])
  })

  it('that is copied is looked after like the first, with its texts', async () => {
    const texts = JSON.stringify({ submit: 'Me too' })
    const [first] = await put(place(`data-messages='${texts}'`))
    await until(() => elementOf(first!).state === 'editing')
    const copy = first!.cloneNode(true) as HTMLElement // as that
    window.document.body.append(copy)
    const element = elementOf(copy)
    const button = () => element.shadowRoot?.querySelector('[part~="button"]')?.textContent?.trim()
    await until(() => button() === 'Me too')
    expect(element.state).to.equal('editing')
    copy.dataset['theme'] = 'dark'
    await until(() => element.getAttribute('theme') === 'dark')
    // Those of frameworks that keep a page put a copy of all of it back.
    window.document.body.replaceWith(window.document.body.cloneNode(true))
    const [again] = window.document.querySelectorAll<HTMLElement>('[data-undersigned]')
    await until(() => elementOf(again!).shadowRoot?.textContent?.includes('Me too') === true)
  })

  it('hands every setting on, and nothing else', async () => {
    const words = `data-partner="a-site" data-source="mail" data-fields="name email" data-goal="7" data-heading-level="3"
      data-live="off" data-load="click" data-announce-tally data-preview data-share-url="https://a.example/"
      data-theme="dark" data-tone="formal" data-variant="bar" data-dir="rtl"`
    const [first] = await put(
      place(
        `${words} data-onclick="alert(1)" data-style="color: red" data-id="x" data-slot="legal"`,
      ),
    )
    const element = elementOf(first!)
    const given = new Set(element.getAttributeNames())
    const taken = [UndersignedPetition, UndersignedTally].flatMap((one) => one.observedAttributes)
    expect([...given].sort()).to.deep.equal([...new Set(taken)].sort())
    expect(element.getAttribute('heading-level')).to.equal('3')
    expect(element.getAttribute('dir')).to.equal('rtl')
  })

  it('takes configuration and texts as JSON', async () => {
    const config = JSON.stringify({ petition: petitionDocument({ title: 'Ours' }) })
    const messages = JSON.stringify({ submit: 'Sign now' })
    const [first] = await put(place(`data-config='${config}' data-messages='${messages}'`))
    first!.dataset['backend'] = 'bare'
    const { shadowRoot } = elementOf(first!)
    await until(() => shadowRoot?.querySelector('#title')?.textContent.includes('Ours'))
    await until(() => shadowRoot?.querySelector('#submit')?.textContent.includes('Sign now'))
  })

  it('explains what is no JSON', async () => {
    const said: unknown[] = []
    const { error } = console
    console.error = (text: unknown) => said.push(text)
    try {
      const [first] = await put(place(`data-config='{"petition": oops}'`))
      const element = elementOf(first!)
      await until(() => element.state === 'misconfigured' && said.length > 0)
    } finally {
      console.error = error
    }
    expect(said.join()).to.match(/config is "{"petition": oops}"; it accepts .*no JSON/)
  })

  it('says what a mistyped setting was likely meant to be, and nothing of the builder’s own', async () => {
    const said: unknown[] = []
    const { warn } = console
    console.warn = (text: unknown) => said.push(text)
    try {
      await put(place('data-partnr="a-site" data-id="4f" data-element_type="widget" data-type="x"'))
      await until(() => said.length > 0)
    } finally {
      console.warn = warn
    }
    expect(said).to.deep.equal([
      '<div data-undersigned> has data-partnr. Did you mean "data-partner"?',
    ])
  })

  it('lets the element follow its attributes', async () => {
    const [first] = await put(place('data-heading-level="3"'))
    const element = elementOf(first!)
    await until(() => element.shadowRoot?.querySelector('h3#title'))
    first!.dataset['headingLevel'] = '4'
    await until(() => element.shadowRoot?.querySelector('h4#title'))
    delete first!.dataset['headingLevel']
    await until(() => element.shadowRoot?.querySelector('h2#title'))
    first!.dataset['undersigned'] = 'another'
    await until(() => element.getAttribute('petition') === 'another')
    // What the page has set on the element itself is not taken back.
    element.setAttribute('theme', 'dark')
    first!.dataset['goal'] = '9'
    await until(() => element.getAttribute('goal') === '9')
    expect(element.getAttribute('theme')).to.equal('dark')
  })

  it('is found when the attribute comes later', async () => {
    const late = window.document.createElement('section')
    window.document.body.append(late)
    late.dataset['backend'] = 'here'
    late.dataset['undersigned'] = 'keep-the-unit'
    await until(() => late.children.length === 1)
    expect(elementOf(late).getAttribute('backend')).to.equal('here')
  })

  it('shows the tally alone where that is meant', async () => {
    const [first] = await put(
      '<div data-undersigned-tally="keep-the-unit" data-backend="here" data-endpoint="/api" data-variant="number"></div>',
    )
    const [tally] = first!.children
    expect(tally).to.be.instanceOf(UndersignedTally)
    await until(() => tally?.shadowRoot?.textContent?.includes('1,363'))
  })

  it('keeps what was typed, the focus and the caret in what moves', async () => {
    const room = window.document.createElement('div')
    room.innerHTML = '<div><input value=""></div>'
    window.document.body.append(room)
    const [div, input] = [room.firstElementChild as HTMLElement, room.querySelector('input')!]
    input.focus()
    input.value = 'Ana Pereira'
    input.setSelectionRange(3, 5)
    Object.assign(div.dataset, { undersigned: 'keep-the-unit', backend: 'here', load: 'click' })
    await until(() => div.children[0]?.localName === 'undersigned-petition')
    expect(div.contains(input)).to.equal(true)
    await elementOf(div).updateComplete
    expect(window.document.activeElement).to.equal(input)
    expect([input.value, input.selectionStart, input.selectionEnd]).to.deep.equal([
      'Ana Pereira',
      3,
      5,
    ])
  })

  it('signs', async () => {
    const [first] = await put(place(''))
    const element = elementOf(first!)
    await until(() => element.state === 'editing')
    type(element, 'name', 'Ana Pereira')
    type(element, 'email', 'ana@example.org')
    element.shadowRoot?.querySelector<HTMLElement>('#submit')?.click()
    await until(() => element.state === 'pending')
  })
})
