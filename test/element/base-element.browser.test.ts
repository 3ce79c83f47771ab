import { expect, fixture, html } from '@open-wc/testing'
import { html as template, type TemplateResult } from 'lit/html.js'
import { BaseElement, css, type Properties } from '../../src/element/base-element.ts'

/** Shows its settings, and notes what is done to it. */
class Shown extends BaseElement {
  static override properties: Properties = { bigWord: {}, secret: { attribute: false } }
  static override styles = [
    css`
      p {
        color: rgb(1, 2, 3);
      }
    `,
  ]
  declare bigWord: unknown
  declare secret: unknown
  drawn = 0
  changed(): void {
    this.requestUpdate()
  }
  protected willUpdate(): void {
    this.drawn++
  }
  protected render(): TemplateResult {
    return template`<p>${String(this.bigWord)}</p>`
  }
}

function text(element: Element): string {
  return element.shadowRoot?.textContent ?? ''
}

describe('an element of ours', () => {
  it('takes values set before the upgrade, over its attributes, and nothing of them hides later ones', async () => {
    const element = await fixture<Shown>(html`<a-shown big-word="attribute"></a-shown>`)
    Object.assign(element, { bigWord: 'early' })
    customElements.define('a-shown', Shown)
    await element.updateComplete
    expect(text(element)).to.equal('early')
    element.bigWord = 'late'
    await element.updateComplete
    expect(text(element)).to.equal('late')
  })

  it('takes the last that was set, be it attribute or property, and reflects none', async () => {
    const element = await fixture<Shown>(html`<a-shown big-word="attribute"></a-shown>`)
    expect(text(element)).to.equal('attribute')
    element.bigWord = 'property'
    expect(element.getAttribute('big-word')).to.equal('attribute')
    element.setAttribute('big-word', 'attribute')
    await element.updateComplete
    expect(text(element)).to.equal('attribute')
    element.removeAttribute('big-word')
    expect(element.bigWord).to.equal(null)
    expect(Shown.observedAttributes).to.deep.equal(['big-word'])
  })

  it('is drawn once for many changes, and not outside the page', async () => {
    const element = await fixture<Shown>(html`<a-shown></a-shown>`)
    const { drawn } = element
    for (const word of ['a', 'b', 'c']) element.bigWord = word
    await element.updateComplete
    expect([text(element), element.drawn]).to.deep.equal(['c', drawn + 1])
    const parent = element.parentElement
    element.remove()
    element.bigWord = 'd'
    await element.updateComplete
    expect([text(element), element.drawn]).to.deep.equal(['c', drawn + 1])
    parent?.append(element)
    await element.updateComplete
    expect(text(element)).to.equal('d')
  })

  it('tells its controllers when it comes and goes, and shares its style sheet', async () => {
    const element = await fixture<Shown>(html`<a-shown></a-shown>`)
    const told: string[] = []
    element.addController({
      hostConnected: () => told.push('came'),
      hostDisconnected: () => told.push('went'),
    })
    const parent = element.parentElement
    element.remove()
    parent?.append(element)
    expect(told).to.deep.equal(['went', 'came'])
    const other = await fixture<Shown>(html`<a-shown></a-shown>`)
    expect(other.shadowRoot?.adoptedStyleSheets[0]).to.equal(
      element.shadowRoot?.adoptedStyleSheets[0],
    )
    expect(getComputedStyle(other.shadowRoot!.querySelector('p')!).color).to.equal('rgb(1, 2, 3)') // drawn above
  })
})
