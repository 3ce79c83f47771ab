import { expect, fixture, html } from '@open-wc/testing'
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands'
import { Failure, no, OptionError, yes } from '../../src/adapters/index.ts'
import { refusalCodes, type Receipt, type Refusal, type Signature } from '../../src/schema/index.ts'
import {
  fill,
  focused,
  inside,
  listen,
  petition,
  press,
  show,
  showWaiting,
  type,
  until,
  words,
} from './fixtures.ts'

const never = () => new Promise<never>(() => {})

describe('signing', () => {
  it('goes from the form to "check your email" and tells the page in order', async () => {
    const { element, adapter, heard } = await show({ set: { partner: 'poppy-project' } })
    expect(element.state).to.equal('editing')
    fill(element)
    press(element, '[id="consents.updates"]')
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect(focused(element)).to.equal('result')
    expect(words(element, '.outcome')).to.contain('ana@example.org')
    expect(heard.map(({ type }) => type)).to.deep.equal([
      'undersigned-ready',
      'undersigned-sign',
      'undersigned-signed',
    ])
    expect([...adapter.signed.values()]).to.deep.equal([
      {
        locale: 'en',
        shown: 'r1',
        name: 'Ana Pereira',
        email: 'ana@example.org',
        country: 'GB',
        consents: { updates: true },
        partner: 'poppy-project',
      },
    ])
    expect(JSON.stringify(heard)).not.to.match(/ana/i)
    expect(heard[1]?.detail).to.include({ petition: 'keep-the-unit', partner: 'poppy-project' })
    expect(heard[1]?.detail['consents']).to.deep.equal({ updates: true })
    expect(heard[2]?.detail).to.include({ outcome: 'pending' })
  })

  it('lets a person through whose browser filled in what only robots see, with the second press', async () => {
    const sent: Signature[] = []
    const sign = async (signature: Signature) => {
      if (signature.trap) return no('proof')
      sent.push(signature)
      return yes('accepted', 0)
    }
    const { element } = await show({ verbs: { sign } })
    fill(element)
    type(element, 'trap', 'https://page.example')
    press(element)
    await until(() => element.state === 'failed')
    expect(sent).to.deep.equal([])
    press(element)
    await until(() => element.state === 'signed')
    expect(sent.length).to.equal(1)
  })

  it('promises nobody to be counted once where the backend does not know', async () => {
    const fails = () => Promise.reject(new Failure('unreachable', 'no answer'))
    for (const [knowsKey, count] of [
      [true, 1],
      [undefined, 0],
    ] as const) {
      const { element } = await show({ verbs: { sign: fails, ...{ knowsKey: knowsKey! } } })
      fill(element)
      press(element)
      await until(() => element.state === 'failed')
      await element.updateComplete
      const said = words(element, '#panel')
      expect(said).to.contain('could not confirm that your signature arrived')
      expect(said.split('counted twice').length - 1).to.equal(count)
    }
  })

  it('sends no answer for a box that was not ticked', async () => {
    const { element, adapter } = await show()
    fill(element)
    press(element)
    await until(() => element.state === 'pending')
    expect([...adapter.signed.values()][0]).not.to.have.property('consents')
  })

  it('says thank you when it counts, and when it was passed on', async () => {
    for (const outcome of ['counted', 'accepted'] as const) {
      const { element } = await show({ answer: () => yes(outcome, 0) })
      fill(element)
      press(element)
      await until(() => element.state === 'signed')
      await element.updateComplete
      expect(words(element, '#result')).to.equal('Thank you for signing')
      expect(words(element, '.outcome')).to.contain(
        outcome === 'counted' ? 'has been added' : 'passed on to Mary Honeyball',
      )
    }
  })

  it('asks for the number where a signature counts at once', async () => {
    const { element, adapter } = await show({
      answer: () => yes('counted', 0),
      set: { live: 'off' },
    })
    const { tally } = adapter
    adapter.tally = async (...asked) => ({ ...(await tally(...asked)), count: 1364, version: 2 })
    fill(element)
    press(element)
    await until(() => element.tally?.count === 1364)
    expect(element.state).to.equal('signed')
  })

  it('lets nobody change what is on its way', async () => {
    const consent = { controller: 'Office', text: 'Email me', purpose: 'updates' }
    const consents = [
      { ...consent, id: 'updates', mode: 'checkbox' },
      { ...consent, id: 'news', mode: 'yes-no' },
    ]
    let answer: ((receipt: Receipt) => void) | undefined
    const sign = (): Promise<Receipt> => new Promise((resolve) => (answer = resolve))
    const { element } = await show({ petition: petition({ consents }), verbs: { sign } })
    const box = inside(element, '[id="consents.updates"]')
    const [yesRadio, noRadio] = ['', '-no'].map((end) =>
      inside(element, `[id="consents.news${end}"]`),
    )
    const country = inside<HTMLSelectElement>(element, '#country')
    fill(element)
    box.click()
    yesRadio!.click()
    press(element)
    await until(() => element.state === 'sending')
    box.click()
    noRadio!.click()
    country.value = 'FR'
    country.dispatchEvent(new Event('change', { bubbles: true }))
    await element.updateComplete
    expect([box.checked, yesRadio!.checked, noRadio!.checked]).to.deep.equal([true, true, false])
    expect(country.value).to.equal('GB')
    answer?.(yes('counted', 0))
    await until(() => element.state === 'signed')
  })

  it('keeps keys and typing to itself, but for Escape and Tab', async () => {
    const { element } = await show()
    const leaked: string[] = []
    for (const name of ['keydown', 'keyup', 'input', 'beforeinput']) {
      element.addEventListener(name, (event) =>
        leaked.push(event instanceof KeyboardEvent ? event.key : name),
      )
    }
    inside(element, '#name').focus()
    await sendKeys({ type: 'a' })
    await sendKeys({ press: 'Escape' })
    await sendKeys({ press: 'Tab' })
    expect(leaked.filter((key) => key !== 'Escape' && key !== 'Tab')).to.deep.equal([])
    expect(leaked).to.include('Escape')
  })

  it('lets no text that is composed, pasted, copied, cut or dropped reach the page', async () => {
    const { element } = await show()
    const names = ['start', 'update', 'end'].map((name) => `composition${name}`)
    const leaked: string[] = []
    for (const name of [...names, 'paste', 'copy', 'cut', 'drop']) {
      element.addEventListener(name, () => leaked.push(name))
      const event = new Event(name, { bubbles: true, composed: true })
      inside(element, '#email').dispatchEvent(event)
    }
    expect(leaked).to.deep.equal([])
  })

  it('fills the trap for nobody, and sends what a bot put there', async () => {
    const { element, adapter } = await show()
    fill(element)
    type(element, 'trap', 'https://spam.example')
    press(element)
    await until(() => element.state === 'pending')
    expect([...adapter.signed.values()][0]?.trap).to.equal('https://spam.example')
  })

  it('asks the page first, which may say no with words of its own', async () => {
    const { element, adapter } = await show()
    element.addEventListener('undersigned-sign', (event) => {
      event.detail.waitUntil(Promise.reject(new Error('Log in <b>first</b>')))
    })
    fill(element)
    press(element)
    await until(() => element.shadowRoot?.querySelector('#panel'))
    expect(words(element, '#panel')).to.equal('Log in <b>first</b>')
    expect(focused(element)).to.equal('panel')
    expect(adapter.signed.size).to.equal(0)
    expect(element.state).to.equal('editing')
  }).timeout(3000)

  it('sends nothing in a preview, and says so', async () => {
    const { element, adapter, heard } = await show({ set: { preview: true } })
    expect(words(element, '.banner')).to.contain('nothing is sent')
    fill(element)
    press(element)
    await element.updateComplete
    expect(words(element, '#panel')).to.contain('nothing was sent')
    expect(adapter.signed.size).to.equal(0)
    expect(heard.map(({ type }) => type)).to.deep.equal(['undersigned-ready'])
  })

  it('asks for another mail with a new key, and for another address with the other answers kept', async () => {
    const keys: string[] = []
    const { element, heard } = await show({
      answer: (_, key) => (keys.push(key), yes('pending', 0)),
    })
    fill(element)
    press(element)
    await until(() => element.state === 'pending')
    await element.updateComplete
    expect(inside(element, '#again').getAttribute('aria-disabled')).to.equal('true')
    press(element, '#again')
    expect(keys.length).to.equal(1)
    inside(element, '.outcome .actions button').click()
    await element.updateComplete
    expect(focused(element)).to.equal('email')
    expect(inside(element, '#name').value).to.equal('Ana Pereira')
    type(element, 'email', 'ana.pereira@example.org')
    press(element)
    await until(() => element.state === 'pending')
    expect(new Set(keys).size).to.equal(2)
    expect(
      heard.filter(({ type }) => type !== 'undersigned-tallied').map(({ type }) => type),
    ).to.deep.equal(['undersigned-ready', 'undersigned-sign', 'undersigned-signed'])
  })

  it('falls silent about another mail when the address is changed, and says nothing of a press that asks for none', async () => {
    const { element } = await showWaiting()
    press(element, '#again')
    const said = () => words(element, '[role="status"]')
    await until(() => said().startsWith('A new email is on its way'))
    const copy = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.outcome button')] // open
    copy.find(({ textContent }) => textContent.includes('Copy link'))?.click()
    await until(() => /copied|Could not/.test(said()))
    const copied = said()
    press(element, '#again')
    await new Promise((resolve) => setTimeout(resolve))
    await element.updateComplete
    expect(said()).to.equal(copied)
    press(element, '.outcome .actions button')
    await element.updateComplete
    expect(focused(element)).to.equal('email')
    expect(said()).to.equal('')
  })
})

describe('what needs attention', () => {
  it('is listed above the form and takes focus, also when nothing has changed', async () => {
    const { element } = await show()
    for (let i = 0; i < 2; i++) {
      inside(element, '#name').focus()
      press(element)
      await element.updateComplete
      expect(focused(element)).to.equal('panel')
    }
    expect(
      [...inside(element, '#panel').querySelectorAll('a')].map((link) => link.textContent),
    ).to.deep.equal(['Enter your full name', 'Enter your email address'])
    const email = inside(element, '#email')
    expect(email.getAttribute('aria-invalid')).to.equal('true')
    expect(email.getAttribute('aria-describedby')).to.equal('email-hint email-error')
    expect(words(element, '#email-error')).to.equal('Error: Enter your email address')
    expect(
      inside(element, '#email-error').compareDocumentPosition(email) &
        Node.DOCUMENT_POSITION_FOLLOWING,
    ).to.be.greaterThan(0)
    expect(element.matches(':state(errors)')).to.equal(true)
  })

  it('loses its mark when it was mended and left, and moves no focus', async () => {
    const { element } = await show()
    press(element)
    await element.updateComplete
    inside(element, '#name').focus()
    type(element, 'name', 'Ana')
    inside(element, '#postcode').focus()
    await until(() => !inside(element, '#name').hasAttribute('aria-invalid'))
    expect(focused(element)).to.equal('postcode')
    expect(inside(element, '#email').hasAttribute('aria-invalid')).to.equal(true)
  })

  it('is an address that was left half typed, before any press', async () => {
    const { element } = await show()
    inside(element, '#email').focus()
    type(element, 'email', 'ana@')
    inside(element, '#postcode').focus()
    await until(() => inside(element, '#email').hasAttribute('aria-invalid'))
    expect(element.shadowRoot?.querySelector('#panel')).to.equal(null)
  })

  it('is shown for what the backend found', async () => {
    const answer = () =>
      no('invalid', { issues: [{ field: 'email', code: 'domain' as const, message: '' }] })
    const { element, heard } = await show({ answer })
    fill(element)
    press(element)
    await until(() => element.shadowRoot?.querySelector('#panel'))
    expect(words(element, '#panel')).to.contain('cannot receive email')
    expect(heard.at(-1)).to.deep.equal({
      type: 'undersigned-refused',
      detail: { petition: 'keep-the-unit', code: 'invalid', fields: ['email'] },
    })
    expect(element.state).to.equal('editing')
  })

  it('is a question that has to be answered, and none that need not', async () => {
    const consent = (id: string, required: boolean) => {
      return { id, text: `May ${id} write?`, mode: 'yes-no', purpose: 'updates', required }
    }
    const consents = ['we', 'they'].map((id) => ({ controller: 'O', ...consent(id, id === 'we') }))
    const { element } = await show({ petition: petition({ consents }) })
    press(element)
    await element.updateComplete
    const radio = (id: string) => inside(element, `[id="consents.${id}"]`)
    expect(radio('we').required).to.equal(true)
    expect(radio('we').getAttribute('aria-invalid')).to.equal('true')
    expect(radio('they').required).to.equal(false)
    expect(radio('they').hasAttribute('aria-invalid')).to.equal(false)
    const legends = [...element.shadowRoot!.querySelectorAll('legend')] // open
    expect(legends.map((legend) => legend.textContent?.trim())).to.deep.equal([
      'May we write?',
      'May they write? (optional)',
    ])
  })

  it('keeps its border under the pointer', async () => {
    const { element } = await show()
    press(element)
    await element.updateComplete
    const email = inside(element, '#email')
    email.scrollIntoView({ block: 'center' })
    const { borderColor } = getComputedStyle(email)
    const { x, y } = email.getBoundingClientRect()
    await sendMouse({ type: 'move', position: [Math.round(x + 10), Math.round(y + 10)] })
    await until(() => email.matches(':hover'))
    expect(getComputedStyle(email).borderColor).to.equal(borderColor)
    await resetMouse()
  })

  it('never shows the browser’s own bubbles', async () => {
    const { element } = await show()
    expect(inside<HTMLFormElement>(element, 'form').noValidate).to.equal(true)
  })

  it('suggests a likely address and changes nothing by itself', async () => {
    const { element } = await show()
    inside(element, '#email').focus()
    type(element, 'email', 'ana@gmial.com')
    inside(element, '#postcode').focus()
    await until(() => element.shadowRoot?.querySelector('.suggestion'))
    expect(inside(element, '#email').value).to.equal('ana@gmial.com')
    await element.updateComplete
    expect(words(element, '[role="status"]')).to.equal('Did you mean ana@gmail.com?')
    inside(element, '.suggestion button').click()
    await element.updateComplete
    expect(inside(element, '#email').value).to.equal('ana@gmail.com')
    expect(focused(element)).to.equal('email')
  })
})

describe('a refusal or a failure', () => {
  for (const code of refusalCodes) {
    it(`tells of "${code}" in words of its own and keeps the answers`, async () => {
      const details: Partial<Refusal> =
        code === 'stale' ? { petition: petition({ revision: 'r2' }) } : {}
      const { element, heard } = await show({ answer: () => no(code, details) })
      fill(element)
      press(element)
      await until(() => heard.some(({ type }) => type === 'undersigned-refused'))
      await element.updateComplete
      const isClosed = ['not-open', 'closed', 'paused'].includes(code)
      expect(element.state).to.equal(
        isClosed ? 'unavailable' : code === 'stale' ? 'editing' : 'failed',
      )
      expect(focused(element)).to.equal(isClosed ? 'result' : 'panel')
      expect(words(element, '[part~="notice"]').length).to.be.greaterThan(30)
      if (!isClosed) expect(inside(element, '#email').value).to.equal('ana@example.org')
      const said = words(element)
      if (code === 'unavailable') expect(said).not.to.match(/not (sent|accepted)/)
    })
  }

  for (const code of ['offline', 'timeout', 'unreachable', 'unreadable'] as const) {
    it(`tells of "${code}" and keeps the form filled`, async () => {
      const sign = () => Promise.reject(new Failure(code, 'no way'))
      const { element, heard } = await show({ verbs: { sign } })
      fill(element)
      press(element)
      await until(() => element.state === 'failed')
      await element.updateComplete
      expect(focused(element)).to.equal('panel')
      expect(inside(element, '#name').value).to.equal('Ana Pereira')
      expect(heard.at(-1)).to.deep.equal({
        type: 'undersigned-error',
        detail: { petition: 'keep-the-unit', code, message: 'no way' },
      })
      if (code !== 'offline') expect(words(element)).not.to.contain('not sent')
    })
  }

  it('sends the same key again on a press, and another for other values', async () => {
    const keys: string[] = []
    const sign = (_: Signature, { key }: { key: string }) => (
      keys.push(key),
      Promise.reject(new Failure('timeout', ''))
    )
    const { element } = await show({ verbs: { sign } })
    fill(element)
    press(element)
    await until(() => element.state === 'failed')
    await element.updateComplete
    press(element, '#panel button')
    await until(() => keys.length === 2 && element.state === 'failed')
    await element.updateComplete
    type(element, 'name', 'Ana P.')
    press(element, '#panel button')
    await until(() => keys.length === 3)
    expect(keys[0]).to.equal(keys[1])
    expect(keys[2]).not.to.equal(keys[0])
    expect(keys[0]).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  it('asks again with the new document when the petition has changed, once', async () => {
    const next = petition({ revision: 'r2', title: 'Keep the whole unit' })
    const { element } = await show({ answer: () => no('stale', { petition: next }) })
    fill(element)
    press(element)
    await until(() => element.shadowRoot?.querySelector('#panel'))
    expect(words(element, '#title')).to.equal('Keep the whole unit')
    expect(element.state).to.equal('editing')
    press(element)
    await until(() => element.state === 'failed')
  })
})

describe('what is shown', () => {
  it('is who asks whom for what, in the levels the page wants', async () => {
    const { element } = await show({ set: { headingLevel: 3 } })
    expect(words(element, 'h3')).to.equal('Keep the unit')
    expect(words(element, '.target')).to.equal(
      'To Sir Paul Stephenson, Commissioner, Metropolitan Police',
    )
    expect(words(element, '.text strong')).to.equal('years')
    expect(words(element, '[part~="tally-count"]')).to.equal('1,363 people have signed')
    expect(words(element, '[part~="tally-goal"]')).to.equal(
      '137 more signatures needed to reach 1,500',
    )
    expect(words(element, '[part~="legal"]')).to.contain('privacy notice (opens in a new tab)')
    expect(words(element, '[part~="legal"]')).to.contain('withdraw')
  })

  it('is folded when it is long', async () => {
    const text = Array.from({ length: 6 }, (_, i) => `${i} ${'word '.repeat(60)}`).join('\n\n')
    const { element } = await show({ petition: petition({ text }) })
    expect(inside<HTMLDetailsElement>(element, 'details').open).to.equal(false)
    expect(words(element, 'details p')).to.match(/^\d word/)
  })

  const stages = {
    upcoming: [{ opensAt: '2999-01-15T09:00:00Z' }, 'not open yet', '15 January 2999'],
    paused: [{ status: 'paused' }, 'paused', 'Nothing that was signed is lost'],
    closed: [{ closesAt: '2020-11-13T17:00:00Z' }, 'closed', '13 November 2020'],
    delivered: [
      {
        delivery: {
          at: '2009-11',
          place: 'City Hall',
          recipient: 'The board',
          count: 1804,
          attendees: ['A', 'B'],
        },
      },
      'handed in',
      '1,804 signatures Where City Hall To The board When November 2009 Present A and B',
    ],
    answered: [{ outcome: { at: '2009-12-01', text: 'It *stays*.' } }, 'answered', 'It stays.'],
  } as const
  for (const [status, [changes, title, text]] of Object.entries(stages)) {
    it(`is no form but the story when the petition is ${status}`, async () => {
      const { element } = await show({ petition: petition(changes) })
      expect(element.state).to.equal('unavailable')
      expect(element.status).to.equal(status)
      expect(element.shadowRoot?.querySelector('form')).to.equal(null)
      expect(words(element, '#result')).to.contain(title)
      expect(words(element, '.status')).to.contain(text)
      expect(element.matches(':state(closed)')).to.equal(!['upcoming', 'paused'].includes(status))
    })
  }

  it('closes by itself, and leaves what somebody is typing', async () => {
    const closesAt = new Date(Date.now() + 300).toISOString()
    const { element } = await show({ petition: petition({ closesAt }) })
    type(element, 'name', 'Ana')
    await until(() => element.status === 'closed')
    await until(() => words(element, '[part~="notice"]').includes('closed'))
    expect(element.state).to.equal('editing')
    expect(inside(element, '#name').value).to.equal('Ana')
    element.reset()
    await element.updateComplete
    expect(element.state).to.equal('unavailable')
  })

  it('is the page’s own link when the document does not come, and another try', async () => {
    let tries = 0
    const verbs = {
      petition: async () => {
        if (tries++ === 0) throw new Failure('unreachable', 'down')
        return petition()
      },
    }
    const { element, heard } = await show({ verbs })
    expect(element.state).to.equal('unavailable')
    expect(inside<HTMLSlotElement>(element, 'slot:not([name])').assignedElements().length).to.equal(
      1,
    )
    expect(heard).to.deep.equal([
      {
        type: 'undersigned-error',
        detail: { petition: 'keep-the-unit', code: 'unreachable', message: 'down' },
      },
    ])
    press(element, 'button')
    await until(() => element.state === 'editing')
  })

  it('waits for a press where the page wants it', async () => {
    let requests = 0
    const element = document.createElement('undersigned-petition')
    const verbs = { sign: never, petition: () => (requests++, Promise.resolve(petition())) }
    Object.assign(element, { backend: verbs, petition: 'keep-the-unit', load: 'click' })
    await fixture(html`${element}`)
    await element.updateComplete
    expect(requests).to.equal(0)
    press(element, 'button')
    await until(() => element.state === 'editing')
    await element.updateComplete
    expect(requests).to.equal(1)
    expect(focused(element)).to.equal('name')
  })

  it('can wear its own words, but not over what people agree to', async () => {
    const { element } = await show({
      set: { messages: { submit: 'Sign <b>now</b>', 'privacy.link': 'x', nonsense: 'y' } },
    })
    expect(words(element, '#submit')).to.equal('Sign <b>now</b>')
    expect(words(element, '[part~="legal"]')).to.contain('privacy notice')
  })

  it('offers each status, count and field to the page', async () => {
    const { element } = await show()
    expect(element.status).to.equal('open')
    expect(element.tally?.count).to.equal(1363)
    expect(Object.isFrozen(element.tally)).to.equal(true)
  })

  it('asks the fields in the order of the page, without the optional ones it leaves out', async () => {
    const { element } = await show({ set: { fields: 'email name' } })
    const asked = [...inside(element, '.rows').querySelectorAll('input, select')].map(
      ({ id }) => id,
    )
    expect(asked).to.deep.equal(['email', 'name', 'country'])
  })

  it('hides an optional postcode where there are none, and does not send it', async () => {
    const { element, adapter } = await show()
    fill(element)
    type(element, 'postcode', 'SW1A 1AA')
    type(element, 'country', 'AE')
    await element.updateComplete
    expect(element.shadowRoot?.querySelector('#postcode')).to.equal(null)
    press(element)
    await until(() => element.state === 'pending')
    expect([...adapter.signed.values()][0]).not.to.have.property('postcode')
  })
})

describe('the element in its page', () => {
  it('tells nothing in the task in which it is connected', async () => {
    const element = document.createElement('undersigned-petition')
    Object.assign(element, {
      backend: { sign: never, petition: () => Promise.resolve(petition()) },
      petition: 'keep-the-unit',
    })
    const heard = listen(element)
    await fixture(html`${element}`)
    const before = heard.length
    await until(() => heard.length > 0)
    expect(before).to.equal(0)
  })

  it('keeps its answers while it is moved', async () => {
    const { element } = await show()
    type(element, 'name', 'Ana')
    const other = await fixture<HTMLElement>(html`<div></div>`)
    other.append(element)
    await element.updateComplete
    expect(inside(element, '#name').value).to.equal('Ana')
    expect(element.state).to.equal('editing')
  })

  it('finishes a request under way after it has left the page', async () => {
    let finish: (() => void) | undefined
    const answer = () =>
      new Promise<Receipt>((resolve) => (finish = () => resolve(yes('pending', 0))))
    const { element } = await show({ answer })
    fill(element)
    press(element)
    await until(() => finish)
    const parent = element.parentNode
    element.remove()
    finish?.()
    await until(() => element.state === 'pending')
    parent?.append(element)
    await element.updateComplete
    expect(words(element, '#result')).to.equal('Check your email')
  })

  it('starts anew with another petition', async () => {
    const { element, adapter, heard } = await show()
    type(element, 'name', 'Ana')
    const other = petition({ id: 'another', title: 'Another one' })
    adapter.petition = () => Promise.resolve(other)
    element.petition = 'another'
    await until(() => words(element, '#title') === 'Another one')
    expect(inside(element, '#name').value).to.equal('')
    await until(() => heard.length === 2)
    expect(heard.map(({ type, detail }) => `${type} ${String(detail['petition'])}`)).to.deep.equal([
      'undersigned-ready keep-the-unit',
      'undersigned-ready another',
    ])
  })

  it('empties itself on reset, and moves no focus', async () => {
    const { element } = await show()
    fill(element)
    inside(element, '#postcode').focus()
    element.reset()
    await element.updateComplete
    expect(inside(element, '#name').value).to.equal('')
    expect(inside(element, '#country').value).to.equal('GB')
    expect(focused(element)).to.equal('postcode')
  })

  it('takes focus where it is wanted: the first empty field, then the result', async () => {
    const { element } = await show()
    type(element, 'name', 'Ana')
    element.focus()
    expect(focused(element)).to.equal('email')
  })

  it('is not reachable where the page hides it', async () => {
    const { element } = await show({
      around: (inner) => {
        const tab = document.createElement('div')
        tab.style.visibility = 'hidden'
        tab.append(inner)
        return tab
      },
    })
    expect(getComputedStyle(inside(element, '#name')).visibility).to.equal('hidden')
    inside(element, '#name').focus()
    expect(focused(element)).to.equal('')
  })

  it('looks the same whatever the page’s style sheets do', async () => {
    const hostile = await fixture<HTMLElement>(
      html`<div>
        <style>
          .hostile,
          .hostile * {
            font: italic 10px/9px cursive !important;
            text-transform: uppercase !important;
            text-align: center;
            text-indent: 3em;
            white-space: pre;
            color: #999 !important;
            cursor: none;
          }
          input {
            display: none !important;
          }
        </style>
        <div class="hostile"></div>
      </div>`,
    )
    const { element } = await show()
    hostile.querySelector('.hostile')?.append(element)
    await element.updateComplete
    const style = getComputedStyle(inside(element, '.text p'))
    expect(style.textTransform).to.equal('none')
    expect(style.textAlign).to.equal('start')
    expect(style.textIndent).to.equal('0px')
    expect(style.whiteSpace).to.equal('normal')
    expect(style.fontStyle).to.equal('normal')
    expect(style.fontSize).to.equal('16px')
    expect(style.color).not.to.equal('rgb(153, 153, 153)')
    expect(getComputedStyle(inside(element, '#name')).display).not.to.equal('none')
  })

  it('puts black or white on any brand colour, whichever can be read', async () => {
    const { element } = await show()
    for (const [brand, expected] of [
      ['#ffcc00', 0],
      ['#123456', 1],
      ['#8ab4ff', 0],
    ] as const) {
      element.style.setProperty('--undersigned-brand', brand)
      const { color } = getComputedStyle(inside(element, '#submit'))
      const light = Number(/(-?[\d.]+)\)$/.exec(color)?.[1]) > 0.5 ? 1 : 0
      expect(light, `${brand}: ${color}`).to.equal(expected)
    }
  })
})

describe('a mistake of the page', () => {
  const cases: [string, Record<string, unknown>, RegExp][] = [
    [
      'a petition that is no slug',
      { petition: 'Keep The Unit', backend: undefined, endpoint: 'https://a.example' },
      /petition is "Keep The Unit".*Did you mean "keep-the-unit"/,
    ],
    ['no endpoint', { petition: 'x', backend: undefined }, /endpoint is not set/],
    [
      'an endpoint without TLS',
      { petition: 'x', backend: undefined, endpoint: 'http://a.example' },
      /endpoint is "http:\/\/a.example".*https:/,
    ],
    [
      'a partner that is no slug',
      { partner: 'Poppy Project' },
      /partner is "Poppy Project".*poppy-project/,
    ],
    ['a field nobody knows', { fields: 'name emial' }, /fields is "emial".*Did you mean "email"/],
    [
      'an endpoint for a backend that has an option it does not know',
      {
        petition: 'x',
        backend: 'json-count',
        endpoint: 'https://a.example',
        config: { backendOptions: { pth: 'data.count' } },
      },
      /a key of backendOptions is "pth".*path, goalPath.*Did you mean "path"/,
    ],
    [
      'a backend nobody knows',
      { petition: '7', backend: 'porca', endpoint: 'https://a.example' },
      /backend is "porca".*undersigned, json, form.*Did you mean "proca"/,
    ],
    [
      'a backend that takes no signatures',
      { petition: '7', backend: 'uk-parliament', endpoint: 'https://a.example' },
      /backend is "uk-parliament".*takes no signatures/,
    ],
    ['a petition the backend does not know', { petition: 'unknown' }, /petition is "unknown"/],
  ]
  for (const [name, set, message] of cases) {
    it(`${name} is told once, and shows the page’s own link`, async () => {
      const said: unknown[] = []
      const { error } = console
      console.error = (text: unknown) => said.push(text)
      try {
        const { element, heard } = await show({ set })
        await until(() => heard.length > 0)
        expect(element.state).to.equal('misconfigured')
        expect(element.shadowRoot?.querySelector('form')).to.equal(null)
        expect(heard.map(({ type, detail }) => [type, detail['code']])).to.deep.equal([
          ['undersigned-error', 'config'],
        ])
        expect(String(heard[0]?.detail['message'])).to.match(message)
        expect(said.length).to.equal(1)
        expect(
          inside<HTMLSlotElement>(element, 'slot:not([name])').assignedElements().length,
        ).to.equal(1)
      } finally {
        console.error = error
      }
    })
  }

  it('a petition that the backend would take otherwise than it was meant is never shown', async () => {
    const said: unknown[] = []
    const { error } = console
    console.error = (text: unknown) => said.push(text)
    try {
      const objection = () => new OptionError('backendOptions.consents', undefined, 'one for each')
      const { element, heard } = await show({ verbs: { objection } })
      await until(() => heard.length > 0)
      expect(element.state).to.equal('misconfigured')
      expect(element.shadowRoot?.querySelector('form')).to.equal(null)
      expect(said.join()).to.equal(
        '<undersigned-petition> backendOptions.consents is not set; it accepts one for each',
      )
    } finally {
      console.error = error
    }
  })

  it('a missing petition is "loading" for a while, since frameworks bind late', async () => {
    const element = document.createElement('undersigned-petition')
    Object.assign(element, {
      backend: { sign: never, petition: () => Promise.resolve(petition()) },
    })
    await fixture(html`${element}`)
    expect(element.state).to.equal('loading')
    element.petition = 'keep-the-unit'
    await until(() => element.state === 'editing')
  })

  it('a name that is nearly right is told where another setting is missing', async () => {
    const said: string[] = []
    const { warn, error } = console
    console.warn = console.error = (text: string) => said.push(text)
    try {
      await fixture(html`<undersigned-petition petiton="a" endpoint="/"></undersigned-petition>`)
      await until(() => said.some((text) => /petiton.*Did you mean "petition"/.test(text)))
    } finally {
      Object.assign(console, { warn, error })
    }
  })

  it('a setting that stops nothing warns and uses its default', async () => {
    const said: unknown[] = []
    const { warn } = console
    console.warn = (text: unknown) => said.push(text)
    try {
      const { element } = await show({
        set: { theme: 'drak', headingLevel: 9, goal: 'many', live: 'yes' },
      })
      expect(element.state).to.equal('editing')
      await until(() => said.length === 4)
      expect(said.join('\n')).to.match(/theme is "drak".*Did you mean "dark"/)
      expect(said.length).to.equal(4)
    } finally {
      console.warn = warn
    }
  })

  it('the page can bring the petition itself, for a backend without one', async () => {
    const element = await fixture<HTMLElement & { state: string; backend: unknown }>(
      html`<undersigned-petition petition="mine" .backend=${{ sign: never }}>
        <script type="application/json" slot="config">
          {
            "petition": {
              "title": "Mine",
              "text": "We ask.",
              "target": { "name": "You" },
              "owner": { "name": "Me" },
              "controller": {
                "name": "Me",
                "privacyUrl": "https://me.example/",
                "contact": "me@me.example"
              },
              "fields": ["name", "email"]
            }
          }
        </script>
      </undersigned-petition>`,
    )
    await until(() => element.state === 'editing')
    expect(words(element, '#title')).to.equal('Mine')
  })
})
