import { expect } from '@open-wc/testing'
import { anotherTask } from '../../src/element/another-task.ts'
import { slips } from '../../src/element/chunk.ts'
import { inside, petition, show, until } from './fixtures.ts'

// A file of its own: once the part is there, every form has its hint from the start.
describe('a press', () => {
  it('is not led past the button by a hint that comes while it lasts', async () => {
    const fields = ['name', 'email', { name: 'country', preset: 'GB' }, 'postcode']
    const { element } = await show({ petition: petition({ fields }) })
    const hint = () => element.shadowRoot?.querySelector('#postcode-hint') ?? null
    const fire = (event: Event, at: EventTarget) => at.dispatchEvent(event)
    expect(slips.part === undefined).to.equal(true)

    fire(new PointerEvent('pointerdown', { bubbles: true }), inside(element, '#submit'))
    // Somebody has begun: what is needed for the hint is loaded.
    fire(new FocusEvent('focusin', { bubbles: true }), inside(element, '#name'))
    await slips.load()
    await anotherTask()
    await element.updateComplete
    expect(hint() === null).to.equal(true)
    fire(new PointerEvent('pointerup'), window)
    await until(hint)
  })

  it('leaves nothing behind on the page', async () => {
    const { element } = await show()
    const { addEventListener } = window
    const signals: AbortSignal[] = []
    const watched = (...[type, hear, how]: Parameters<typeof addEventListener>) => {
      if (type.startsWith('pointer')) signals.push((how as AddEventListenerOptions).signal!) // what listens has to end
      addEventListener.call(window, type, hear, how)
    }
    Object.assign(window, { addEventListener: watched })
    try {
      for (let i = 0; i < 3; i++) {
        const button = inside(element, '#submit')
        button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
        window.dispatchEvent(new PointerEvent('pointerup'))
      }
    } finally {
      Object.assign(window, { addEventListener })
    }
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal(Array(6).fill(true))
  })
})
