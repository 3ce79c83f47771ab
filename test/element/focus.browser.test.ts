import { expect, fixture, html } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { Failure, memory, no, yes } from '../../src/adapters/index.ts'
import {
  fill,
  focused,
  inside,
  petition,
  press,
  show,
  showWaiting,
  type,
  until,
  words,
} from './fixtures.ts'

const label = (text: string) => (button: HTMLElement) => button.textContent?.trim() === text
const buttons = (element: HTMLElement) => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>('button'), // open
]

describe('Tab', () => {
  it('leads from the name through every field to the button and out, and back (row 5)', async () => {
    const after = document.createElement('button')
    const { element } = await show({
      around: (inner) => {
        const around = document.createElement('div')
        around.append(inner, after)
        return around
      },
    })
    inside(element, '#name').focus()
    const order: string[] = []
    while (document.activeElement === element) {
      const { activeElement } = element.shadowRoot! // open
      order.push(activeElement?.id || activeElement?.localName || '')
      await sendKeys({ press: 'Tab' })
    }
    expect(order).to.deep.equal([
      'name',
      'email',
      'country',
      'postcode',
      'consents.updates',
      'a',
      'submit',
    ])
    expect(document.activeElement).to.equal(after)
    await sendKeys({ down: 'Shift' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ up: 'Shift' })
    expect(focused(element)).to.equal('submit')
  })

  it('and typing, Space and Enter sign, without a pointer (row 5)', async () => {
    let pointed = 0
    const { element, adapter } = await show()
    element.addEventListener('pointerdown', () => pointed++)
    inside(element, '#name').focus()
    await sendKeys({ type: 'Ana Pereira' })
    await sendKeys({ press: 'Tab' })
    await sendKeys({ type: 'ana@example.org' })
    for (let i = 0; i < 3; i++) await sendKeys({ press: 'Tab' })
    await sendKeys({ press: ' ' })
    for (let i = 0; i < 2; i++) await sendKeys({ press: 'Tab' })
    expect(focused(element)).to.equal('submit')
    await sendKeys({ press: 'Enter' })
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect([...adapter.signed.values()][0]).to.include({ name: 'Ana Pereira', country: 'GB' })
    expect([...adapter.signed.values()][0]?.consents).to.deep.equal({ updates: true })
    expect(focused(element)).to.equal('result')
    expect(pointed).to.equal(0)
  })

  it('leads nowhere by Escape, which undoes nothing', async () => {
    const { element } = await show()
    fill(element)
    inside(element, '#name').focus()
    await sendKeys({ press: 'Escape' })
    expect(focused(element)).to.equal('name')
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
  })
})

describe('focus is never lost', () => {
  it('when the document does not come, is asked for again, does not come, and comes (row 7)', async () => {
    const answers: (() => Promise<never>)[] = []
    const failing = () =>
      new Promise<never>((_, fail) =>
        answers.push(() => {
          fail(new Failure('unreachable', ''))
          return new Promise<never>(() => {})
        }),
      )
    const good = memory({ petition: petition() })
    let calls = 0
    const { element } = await (async () => {
      const shown = show({
        verbs: {
          petition: (id, options) => (++calls > 2 ? good.petition!(id, options) : failing()), // the memory has one
        },
      })
      await until(() => answers.length === 1)
      void answers[0]!() // just waited for
      return shown
    })()
    expect(element.state).to.equal('unavailable')
    const retry = () => buttons(element).find(label('Try again'))
    retry()?.focus()
    await sendKeys({ press: 'Enter' })
    await element.updateComplete
    expect(focused(element)).to.equal('lobby')
    expect(words(element, '#lobby')).to.equal('Loading the petition form')
    void answers[1]!() // asked for by the press
    await until(() => element.state === 'unavailable')
    await element.updateComplete
    expect(focused(element)).to.equal('lobby')
    expect(words(element, '#lobby')).to.equal('The petition form could not be loaded.')
    await until(() => words(element, '[role="status"]'))
    expect(words(element, '[role="status"]')).to.equal('The petition form could not be loaded.')
    await sendKeys({ press: 'Tab' })
    await sendKeys({ press: 'Tab' })
    expect(element.shadowRoot?.activeElement).to.equal(retry())
    await sendKeys({ press: 'Enter' })
    await until(() => element.state === 'editing')
    await element.updateComplete
    expect(focused(element)).to.equal('name')
    expect(words(element, '[role="status"]')).to.equal('')
  })

  it('when the form is opened by a press (row 7)', async () => {
    const element = document.createElement('undersigned-petition')
    const backend = memory({ petition: petition() })
    Object.assign(element, { backend, petition: 'keep-the-unit', load: 'click', lang: 'en' })
    await fixture(html`${element}`)
    await until(() => buttons(element)[0])
    buttons(element)[0]?.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => element.state === 'editing')
    await element.updateComplete
    expect(focused(element)).to.equal('name')
  })

  for (const [choice, value] of [
    ['Use ana@gmail.com', 'ana@gmail.com'],
    ['Keep what I typed', 'ana@gmial.com'],
  ])
    it(`when somebody answers "${choice}" (row 7)`, async () => {
      const { element } = await show()
      type(element, 'name', 'Ana')
      inside(element, '#email').focus()
      await sendKeys({ type: 'ana@gmial.com' })
      await sendKeys({ press: 'Tab' })
      await until(() => element.shadowRoot?.querySelector('.suggestion'))
      expect(inside(element, '#email').getAttribute('aria-invalid')).to.equal(null)
      const button = buttons(element).find(label(choice!)) // named above
      expect(button?.querySelector('bdi') === null).to.equal(choice!.startsWith('Keep'))
      button?.focus()
      await sendKeys({ press: 'Enter' })
      await until(() => !element.shadowRoot?.querySelector('.suggestion'))
      expect(focused(element)).to.equal('email')
      expect(inside(element, '#email').value).to.equal(value)
      expect(words(element, '[role="status"]')).to.equal('')
    })

  it('when a press on Try again sends once more (row 7)', async () => {
    let calls = 0
    const { element } = await show({
      verbs: {
        sign: () =>
          ++calls === 1 ? Promise.reject(new Failure('unreachable', '')) : new Promise(() => {}),
      },
    })
    fill(element)
    press(element)
    await until(() => element.state === 'failed')
    await element.updateComplete
    buttons(element).find(label('Try again'))?.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => element.state === 'sending')
    await element.updateComplete
    expect(focused(element)).to.equal('submit')
    expect(inside(element, '#submit').getAttribute('aria-disabled')).to.equal('true')
    expect(element.shadowRoot?.querySelector('[disabled]')).to.equal(null)
  })

  it('when another mail is asked for: it stays on the button (row 7)', async () => {
    const { element, again } = await showWaiting()
    const button = again()
    button?.focus()
    await sendKeys({ press: 'Enter' })
    await until(() => words(element, '[role="status"]').startsWith('A new email is on its way'))
    expect(element.shadowRoot?.activeElement).to.equal(button)
    expect(again()).to.equal(button)
  })

  it('when the signature was too late: the heading comes first, then why (row 7)', async () => {
    const { element } = await show({
      petition: petition({ closesAt: '2999-11-13T17:00:00Z' }),
      answer: () => no('closed'),
    })
    fill(element)
    press(element)
    await until(() => element.state === 'unavailable')
    await element.updateComplete
    expect(focused(element)).to.equal('result')
    expect(inside(element, '#result').nextElementSibling?.textContent).to.contain('not counted')
    expect(words(element, '.status')).not.to.contain('2999')
  })

  it('and what needs no list of faults has a role and a name too', async () => {
    const { element } = await show({ set: { preview: true } })
    fill(element)
    press(element)
    await element.updateComplete
    expect(focused(element)).to.equal('panel')
    expect(inside(element, '#panel').getAttribute('role')).to.equal('group')
    expect(words(element, '#panel-title')).to.contain('This is a preview')
  })
})

describe('what was read out', () => {
  it('is not read out again with what comes of a press (row 13)', async () => {
    const { element } = await show({ answer: () => yes('pending', 0) })
    fill(element)
    type(element, 'email', 'ana@gmial.com')
    inside(element, '#email').focus()
    inside(element, '#name').focus()
    await until(() => words(element, '[role="status"]'))
    expect(words(element, '[role="status"]')).to.equal('Did you mean ana@gmail.com?')
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect(words(element, '[role="status"]')).to.equal('')
  })
})
