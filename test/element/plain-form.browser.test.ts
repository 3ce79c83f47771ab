import { expect } from '@open-wc/testing'
import { memory } from '../../src/adapters/index.ts'
import { plainForm } from '../../src/element/chunk.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import { focused, inside, listed, petition, press, until } from './fixtures.ts'

const asked = {
  fields: ['name', 'email', { name: 'country', preset: 'GB', common: ['GB', 'IE'] }, 'comment?'],
  consents: [
    { id: 'updates', controller: 'Office', text: 'Email me', mode: 'checkbox', purpose: 'updates' },
    { id: 'news', controller: 'Office', text: 'News', mode: 'yes-no', purpose: 'updates' },
    {
      id: 'partner',
      controller: 'Office',
      text: 'Tell them',
      mode: 'checkbox',
      purpose: 'partner',
    },
  ],
}
const plain = `<form method="post" action="https://sign.example.org/p/keep-the-unit">
  <input name="name"><input name="email" type="email">
  <select name="country"><option value="">Choose</option><option value="GB" selected>UK</option><option value="IE">Ireland</option></select>
  <textarea name="comment"></textarea>
  <input type="checkbox" name="consents.updates" value="on">
  <input type="radio" name="consents.news" value="yes"><input type="radio" name="consents.news" value="no">
  <input type="checkbox" name="consents.partner" value="on" checked>
  <input name="trap"><input type="hidden" name="locale" value="en"><button>Sign</button></form>`

/** An element with a plain form inside, whose document is kept back until it is let go. */
async function held(changes: Record<string, unknown> = {}, content = plain) {
  const adapter = memory({ petition: petition({ ...asked, ...changes }) })
  let letGo = () => {}
  const gate = new Promise<void>((resolve) => (letGo = resolve))
  const element = window.document.createElement('undersigned-petition')
  element.innerHTML = content
  const known = adapter.petition!
  const backend = {
    ...adapter,
    petition: async (...given: Parameters<typeof known>) => (await gate, known(...given)),
  }
  Object.assign(element, { backend, petition: 'keep-the-unit', lang: 'en' })
  window.document.body.append(element)
  await element.updateComplete
  const control = <T extends HTMLElement = HTMLInputElement>(selector: string) =>
    element.querySelector<T>(`form ${selector}`)! // in the text above
  return { element, adapter, letGo, control }
}

async function shown(element: UndersignedPetition): Promise<void> {
  await until(() => element.state === 'editing')
  await element.updateComplete
  await listed(element)
}
const value = (element: UndersignedPetition, id: string) => inside(element, `[id="${id}"]`).value
const ticked = (element: UndersignedPetition, id: string) => inside(element, `[id="${id}"]`).checked

describe('a plain form inside the element', () => {
  afterEach(() => window.document.body.replaceChildren())

  it('is all there is to see until ours is ready', async () => {
    const { element, letGo, control } = await held()
    expect(element.state).to.equal('loading')
    expect(element.shadowRoot?.textContent?.trim()).to.equal('')
    expect(control('button').getBoundingClientRect().height).to.be.greaterThan(0)
    letGo()
    await shown(element)
    expect(control('button').getBoundingClientRect().height).to.equal(0)
  })

  it('hands over what was typed and ticked, to the signature', async () => {
    const { element, adapter, letGo, control } = await held()
    control('[name=name]').value = 'Ana Pereira'
    control('[name=email]').value = 'ana@example.org'
    control('[name=country]').value = 'IE'
    control('[name=comment]').value = 'My sister\nlives there'
    control('[name="consents.updates"]').checked = true
    control('[value=no]').checked = true
    letGo()
    await shown(element)
    await until(() => value(element, 'name'))
    expect(value(element, 'country')).to.equal('IE')
    expect([ticked(element, 'consents.news'), ticked(element, 'consents.news-no')]).to.deep.equal([
      false,
      true,
    ])
    press(element)
    await until(() => element.state === 'pending')
    const [signature] = [...adapter.signed.values()]
    expect(signature).to.deep.include({
      name: 'Ana Pereira',
      email: 'ana@example.org',
      country: 'IE',
      comment: 'My sister\nlives there',
      consents: { updates: true, news: false },
    })
  })

  it('never hands over what the page ticked beforehand', async () => {
    const { element, letGo } = await held()
    letGo()
    await shown(element)
    expect(ticked(element, 'consents.partner')).to.equal(false)
    expect(value(element, 'country')).to.equal('GB')
  })

  it('keeps what the list of countries does not have out of ours', async () => {
    const strange = plain.replace('value="IE"', 'value="Atlantis"')
    const { element, letGo, control } = await held({}, strange)
    control('[name=country]').value = 'Atlantis'
    letGo()
    await shown(element)
    expect(value(element, 'country')).to.equal('GB')
  })

  for (const name of ['name', 'comment']) {
    it(`keeps focus and selection in ${name}`, async () => {
      const { element, letGo, control } = await held()
      const theirs = control(`[name=${name}]`)
      theirs.focus()
      theirs.value = 'Ana Maria Pereira'
      theirs.setSelectionRange(4, 9, 'backward')
      letGo()
      await shown(element)
      await until(() => focused(element) === name)
      const { selectionStart, selectionEnd, selectionDirection } = inside(element, `#${name}`)
      expect([selectionStart, selectionEnd, selectionDirection]).to.deep.equal([4, 9, 'backward'])
    })
  }

  it('keeps focus in a field for addresses, a box and on the button', async () => {
    for (const [selector, id] of [
      ['[name=email]', 'email'],
      ['[name="consents.updates"]', 'consents.updates'],
      ['[value=no]', 'consents.news-no'],
      ['button', 'submit'],
    ] as const) {
      const { element, letGo, control } = await held()
      control(selector).focus()
      letGo()
      await shown(element)
      await until(() => focused(element) === id)
      element.remove()
    }
  })

  it('stays where it is on the screen', async () => {
    window.document.body.style.paddingBlock = '1500px'
    const { element, letGo, control } = await held()
    const theirs = control('[name=comment]')
    theirs.focus({ preventScroll: true })
    scrollTo(0, 1400)
    const { top } = theirs.getBoundingClientRect()
    letGo()
    await shown(element)
    await until(() => focused(element) === 'comment')
    expect(inside(element, '#comment').getBoundingClientRect().top).to.be.closeTo(top, 2)
    window.document.body.style.paddingBlock = ''
  })

  it('waits for a word that an input method is writing', async () => {
    const { element, letGo, control } = await held()
    const theirs = control('[name=name]')
    await plainForm.load()
    await element.updateComplete
    theirs.focus()
    const compose = (type: string) =>
      theirs.dispatchEvent(new CompositionEvent(type, { bubbles: true }))
    compose('compositionupdate')
    letGo()
    await element.ready
    await element.updateComplete
    expect(element.state).to.equal('loading')
    expect(theirs.getBoundingClientRect().height).to.be.greaterThan(0)
    theirs.value = 'あな'
    compose('compositionend')
    await shown(element)
    await until(() => focused(element) === 'name')
    expect(value(element, 'name')).to.equal('あな')
  })

  it('is left alone where the petition is over', async () => {
    const { element, letGo, control } = await held({ closesAt: '2020-01-01T00:00:00Z' })
    control('[name=name]').value = 'Ana'
    letGo()
    await until(() => element.state === 'unavailable')
  })

  it('that stands in a slot with a name is no plain form', async () => {
    const { element, letGo } = await held(
      {},
      '<div slot="legal"><form><input name="name" value="x"></form></div>',
    )
    letGo()
    await shown(element)
    expect(value(element, 'name')).to.equal('')
  })
})
