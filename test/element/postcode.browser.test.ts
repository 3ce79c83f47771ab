import { expect } from '@open-wc/testing'
import { fill, inside, petition, press, show, type, until, words } from './fixtures.ts'

const asking = (postcode: string) =>
  petition({ fields: ['name', 'email', { name: 'country', preset: 'GB' }, postcode] })

/** A form that somebody has begun to fill in, so that the part about postcodes has come. */
async function begun(postcode = 'postcode?') {
  const shown = await show({ petition: asking(postcode) })
  inside(shown.element, '#name').focus()
  fill(shown.element)
  await until(() => words(shown.element, '#postcode-hint'))
  return shown
}

describe('a postcode', () => {
  it('has an example of the country that is chosen', async () => {
    const { element } = await begun()
    expect(words(element, '#postcode-hint')).to.equal('For example, W1T 7NF')
    expect(inside(element, '#postcode').getAttribute('aria-describedby')).to.equal('postcode-hint')
    type(element, 'country', 'NL')
    await until(() => words(element, '#postcode-hint') === 'For example, 1012 AB')
    type(element, 'country', 'AR')
    await until(() => words(element, '#postcode-hint') === '')
  })

  it('that cannot be one of the country is marked once it is left, with what to do (row 38)', async () => {
    const { element } = await begun()
    inside(element, '#postcode').focus()
    type(element, 'postcode', 'W1T')
    inside(element, '#email').focus()
    await until(() => words(element, '#postcode-error'))
    expect(words(element, '#postcode-error')).to.equal(
      'Error: Enter a complete postcode, like W1T 7NF',
    )
    inside(element, '#postcode').focus()
    type(element, 'postcode', 'w1t7nf')
    inside(element, '#email').focus()
    await until(() => !words(element, '#postcode-error'))
  })

  it('that is right in another country loses its mark when that country is chosen', async () => {
    const { element } = await begun()
    inside(element, '#postcode').focus()
    type(element, 'postcode', '10115')
    inside(element, '#email').focus()
    await until(() => words(element, '#postcode-error'))
    inside(element, '#country').focus()
    type(element, 'country', 'DE')
    inside(element, '#name').focus()
    await until(() => !words(element, '#postcode-error'))
  })

  it('may be typed in any case, with or without spaces, and is sent as it was typed (row 38)', async () => {
    const { element, adapter } = await begun()
    type(element, 'postcode', ' w1t7nf ')
    press(element)
    await until(() => element.state === 'pending')
    expect([...adapter.signed.values()][0]).to.have.property('postcode', 'w1t7nf')
  })

  it('is not insisted on in a country where many do not know theirs, nor asked where there is none', async () => {
    const { element } = await begun('postcode')
    expect(inside(element, '#postcode').required).to.equal(true)
    type(element, 'country', 'IE')
    await until(() => !inside(element, '#postcode').required)
    expect(words(element, '.row.postcode label')).to.equal('Postcode (optional)')
    type(element, 'country', 'HK')
    await until(() => !element.shadowRoot?.querySelector('#postcode'))
  })

  it('is not led to from what is wrong once it is not asked any more', async () => {
    const { element } = await begun('postcode')
    press(element)
    await until(() => words(element, '#panel li'))
    expect(words(element, '#panel li')).to.equal('Enter your postcode')
    type(element, 'country', 'HK')
    await until(() => !element.shadowRoot?.querySelector('#postcode'))
    expect(element.shadowRoot?.querySelector('#panel')).to.equal(null)
    type(element, 'country', 'GB')
    await until(() => words(element, '#panel li'))
  })
})
