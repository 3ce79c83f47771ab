import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { no } from '../../src/adapters/index.ts'
import { fill, focused, inside, petition, press, show, until, words } from './fixtures.ts'

const isMarked = (element: HTMLElement, id: string) =>
  inside(element, `[id="${id}"]`).getAttribute('aria-invalid') === 'true'
const links = (element: HTMLElement) =>
  [...element.shadowRoot!.querySelectorAll('#panel li a')].map(({ textContent }) => textContent) // open

describe('an answer', () => {
  it('is not marked for being left empty before the first press', async () => {
    const { element } = await show({
      petition: petition({ fields: ['name', 'email', 'postcode'] }),
    })
    for (const id of ['name', 'email', 'postcode']) inside(element, `#${id}`).focus()
    await sendKeys({ press: 'Tab' })
    await element.updateComplete
    for (const id of ['name', 'email', 'postcode']) expect(isMarked(element, id)).to.equal(false)
  })

  it('is marked without being read out when an address is left that is none', async () => {
    const { element } = await show()
    inside(element, '#email').focus()
    await sendKeys({ type: 'ana@b' })
    expect(isMarked(element, 'email')).to.equal(false)
    await sendKeys({ press: 'Tab' })
    await until(() => isMarked(element, 'email'))
    expect(words(element, '[role="status"]')).to.equal('')
    expect(element.shadowRoot?.querySelector('#panel')).to.equal(null)
    expect(focused(element)).to.equal('country')
  })

  it('says what is wrong above its field, in the words of the list, after the hint', async () => {
    const { element } = await show()
    press(element)
    await element.updateComplete
    expect(links(element)).to.deep.equal(['Enter your full name', 'Enter your email address'])
    const email = inside(element, '#email')
    expect(email.getAttribute('aria-describedby')).to.equal('email-hint email-error')
    expect(words(element, '#email-error')).to.equal('Error: Enter your email address')
    const error = inside(element, '#email-error')
    expect(error.getBoundingClientRect().bottom).to.be.at.most(email.getBoundingClientRect().top)
    expect(error.compareDocumentPosition(email)).to.equal(Node.DOCUMENT_POSITION_FOLLOWING)
    const { borderInlineStartWidth, borderInlineStartStyle } = getComputedStyle(
      error.closest('.row')!,
    ) // stands in one
    expect([borderInlineStartWidth, borderInlineStartStyle]).to.deep.equal(['4px', 'solid'])
  })

  it('that is mended loses its mark when it is left, and the list stays until the next press', async () => {
    const { element } = await show()
    press(element)
    await element.updateComplete
    inside(element, '#name').focus()
    await sendKeys({ type: 'Ana' })
    expect(isMarked(element, 'name')).to.equal(true)
    await sendKeys({ press: 'Tab' })
    await until(() => !isMarked(element, 'name'))
    expect(focused(element)).to.equal('email')
    expect(element.shadowRoot?.querySelector('#name-error')).to.equal(null)
    expect(links(element)).to.have.length(2)
    expect(words(element, '[role="status"]')).to.equal('')
    press(element)
    await element.updateComplete
    expect(focused(element)).to.equal('panel')
    expect(links(element)).to.deep.equal(['Enter your email address'])
    inside(element, '#country').focus()
    press(element)
    await element.updateComplete
    expect(focused(element)).to.equal('panel', 'also when it is the same list')
  })

  it('that the backend does not take is marked in our words, never in its own', async () => {
    const issues = [
      { field: 'email', code: 'domain' as const, message: 'ERR_MX <b>' },
      { field: 'country', code: 'unknown' as const, message: 'ERR' },
    ]
    const { element } = await show({ answer: () => no('invalid', { issues }) })
    fill(element)
    press(element)
    await until(() => element.matches(':state(errors)'))
    await element.updateComplete
    expect(links(element)).to.deep.equal([
      'This address cannot receive email. Check the part after the @',
      'Country: check this answer',
    ])
    expect(words(element)).not.to.contain('ERR')
  })

  it('to what was never asked is a failure, and its name is not shown', async () => {
    const issues = [{ field: 'shoe-size', code: 'format' as const, message: 'ERR' }]
    const { element } = await show({ answer: () => no('invalid', { issues }) })
    fill(element)
    press(element)
    await until(() => element.state === 'failed')
    await element.updateComplete
    expect(focused(element)).to.equal('panel')
    expect(words(element, '#panel')).to.contain('One of your answers was not accepted')
    expect(words(element)).not.to.contain('shoe')
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
  })
})
