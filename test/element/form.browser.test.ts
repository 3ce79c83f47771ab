import { expect } from '@open-wc/testing'
import { sendKeys } from '@web/test-runner-commands'
import { no } from '../../src/adapters/index.ts'
import { fill, focused, inside, petition, press, show, type, until, words } from './fixtures.ts'

const never = () => new Promise<never>(() => {})

describe('focus', () => {
  it('goes to the summary after errors, and to the panel after a failure (row 7)', async () => {
    let calls = 0
    const { element } = await show({ answer: () => (calls++, no('unavailable')) })
    press(element)
    await element.updateComplete
    expect(focused(element)).to.equal('panel')
    expect(words(element, '#panel-title')).to.equal('There is a problem')
    fill(element)
    press(element)
    await until(() => element.state === 'failed')
    await element.updateComplete
    expect(calls).to.equal(1)
    expect(focused(element)).to.equal('panel')
    expect(words(element, '#panel-title')).to.contain('could not confirm')
  })

  it('goes to the heading of the result (row 7)', async () => {
    const { element } = await show()
    fill(element)
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect(focused(element)).to.equal('result')
  })

  it('goes from the list to the control, whose label can be seen, and leaves the address alone (row 8)', async () => {
    const { element } = await show()
    press(element)
    await element.updateComplete
    inside(element, '#panel li:nth-child(2) a').click()
    expect(focused(element)).to.equal('email')
    expect(location.hash).to.equal('')
    const { top } = inside(element, 'label[for="email"]').getBoundingClientRect()
    expect(top).to.be.at.least(0)
  })

  it('goes to the first answer of a question that was not answered', async () => {
    const ask = { id: 'news', text: 'May we write?', mode: 'yes-no', purpose: 'updates' }
    const consents = [{ ...ask, controller: 'O', required: true }]
    const { element } = await show({ petition: petition({ consents }) })
    fill(element)
    press(element)
    await element.updateComplete
    inside(element, '#panel li a').click()
    expect(focused(element)).to.equal('consents.news')
  })
})

describe('a press', () => {
  it('sends one request, however often it is repeated by mouse and keyboard (row 9)', async () => {
    let requests = 0
    const { element } = await show({ verbs: { sign: () => (requests++, never()) } })
    fill(element)
    for (let i = 0; i < 5; i++) press(element)
    inside(element, '#name').focus()
    for (let i = 0; i < 3; i++) await sendKeys({ press: 'Enter' })
    await element.updateComplete
    expect(element.state).to.equal('sending')
    expect(requests).to.equal(1)
    // Still in the order of the Tab key, and not lost to who stands on it.
    expect(inside(element, '#submit').getAttribute('aria-disabled')).to.equal('true')
    expect(inside(element, '#submit').disabled).to.equal(false)
  })

  it('on Enter is one of ours and none of the form around us (row 12)', async () => {
    const outer: string[] = []
    const { element, adapter } = await show({
      around: (inner) => {
        const form = document.createElement('form')
        form.addEventListener('submit', (event) => (event.preventDefault(), outer.push('submit')))
        form.append(inner)
        return form
      },
    })
    fill(element)
    inside(element, '#email').focus()
    await sendKeys({ press: 'Enter' })
    await until(() => element.state === 'pending')
    expect(adapter.signed.size).to.equal(1)
    expect(outer).to.deep.equal([])
  })
})

describe('a question with yes and no', () => {
  const ask = { id: 'news', controller: 'O', text: 'May we write?', mode: 'yes-no' }
  const asked = petition({ consents: [{ ...ask, purpose: 'updates', required: false }] })

  it('has nothing chosen, and looks the same for both answers (row 34)', async () => {
    const { element } = await show({ petition: asked })
    const [yes, no] = ['consents.news', 'consents.news-no'].map((id) =>
      inside(element, `[id="${id}"]`),
    )
    expect(yes?.checked || no?.checked).to.equal(false)
    const looks = (input: HTMLElement | undefined) => {
      const label = input!.closest('label')! // each stands in its label
      const own = getComputedStyle(label)
      const { height } = label.getBoundingClientRect()
      return [own.fontSize, own.fontWeight, own.color, own.fontFamily, own.cursor, height]
    }
    expect(looks(yes)).to.deep.equal(looks(no))
  })

  it('changes nothing else on the page when the answer is no (row 34)', async () => {
    const { element, adapter } = await show({ petition: asked })
    const changes: MutationRecord[] = []
    const observer = new MutationObserver((records) => changes.push(...records))
    observer.observe(element.shadowRoot!, { childList: true, subtree: true }) // open
    inside(element, '[id="consents.news-no"]').click()
    await element.updateComplete
    changes.push(...observer.takeRecords())
    observer.disconnect()
    // The parts that are loaded with the first answer bring no node either.
    expect(changes.filter(({ addedNodes }) => addedNodes.length > 0)).to.deep.equal([])
    fill(element)
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect([...adapter.signed.values()][0]?.consents).to.deep.equal({ news: false })
    expect(words(element, '.outcome')).not.to.contain('May we write?')
  })
})

describe('a comment', () => {
  const fields = ['name', 'email', 'comment?']

  it('says who reads it, and how long it may still be', async () => {
    const { element } = await show({ petition: petition({ fields }) })
    expect(words(element, '#comment-hint')).to.contain('only to: Sir Paul Stephenson')
    expect(words(element, '#comment-left')).to.contain('2,000')
    type(element, 'comment', 'x'.repeat(2001))
    await element.updateComplete
    expect(words(element, '#comment-left')).to.equal('You have 1 character too many')
    expect(inside(element, '#comment').getAttribute('maxlength')).to.equal(null)
    expect(inside(element, '#comment').getAttribute('aria-describedby')).to.equal(
      'comment-hint comment-left',
    )
  })

  it('is counted aloud once, when nothing has been typed for a while', async () => {
    const { element } = await show({ petition: petition({ fields }) })
    const said: string[] = []
    const status = inside(element, '[role="status"]')
    const observer = new MutationObserver(() => said.push(words(element, '[role="status"]')))
    observer.observe(status, { childList: true, characterData: true, subtree: true })
    for (const text of ['W', 'We', 'We need it']) type(element, 'comment', text)
    await element.updateComplete
    expect(said).to.deep.equal([])
    await until(() => said.length > 0)
    expect(said).to.deep.equal(['You have 1,990 characters left'])
    observer.disconnect()
  }).timeout(5000)
})

describe('what was typed', () => {
  it('survives a document that was changed, and being moved in the page', async () => {
    const { element } = await show()
    fill(element)
    inside(element, '[id="consents.updates"]').click()
    const aside = document.createElement('aside')
    element.parentElement?.append(aside)
    aside.append(element)
    await element.updateComplete
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
    expect(inside(element, '[id="consents.updates"]').checked).to.equal(true)
  })

  it('is never taken from the address of the page', async () => {
    const before = location.href
    // Beside what is there: the runner of the tests finds its page by it.
    const typed = new URLSearchParams(location.search)
    for (const [name, value] of [
      ['email', 'eve@example.org'],
      ['name', 'Eve'],
      ['consents.updates', 'on'],
    ])
      typed.set(String(name), String(value))
    history.replaceState(null, '', `?${typed}`)
    const { element } = await show()
    expect(inside(element, '#email').value).to.equal('')
    expect(inside(element, '#name').value).to.equal('')
    expect(inside(element, '[id="consents.updates"]').checked).to.equal(false)
    history.replaceState(null, '', before)
  })
})
