import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openGallery } from '../support/gallery.ts'

const skip = missing('chromium')

test(
  'every state is made of native elements, with ids of its own that all references find',
  { skip },
  async (t) => {
    const open = await openGallery(t)
    const page = await open('')
    const found = await page.evaluate(() =>
      [...document.querySelectorAll('figure')].flatMap((figure) => {
        const root = figure.querySelector('undersigned-petition')?.shadowRoot
        if (!root) return [`${figure.id}: no open root`]
        const faults: string[] = root.delegatesFocus ? ['takes focus from a click on text'] : []
        const ids = [...root.querySelectorAll('[id]')].map(({ id }) => id)
        faults.push(...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `two of #${id}`))
        for (const one of root.querySelectorAll<HTMLElement>('*')) {
          const refers = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']
          for (const id of refers.flatMap((name) => one.getAttribute(name)?.split(' ') ?? []))
            if (!ids.includes(id)) faults.push(`#${id} is named and not there`)
          const never =
            '[disabled], [accesskey], [title], [placeholder], [autofocus], [role="alert"], [aria-busy], dialog, main, footer, h1'
          if (one.matches(never) || one.localName.includes('-') || one.tabIndex > 0)
            faults.push(`${one.cloneNode().nodeName} ${one.id}`)
        }
        const isSaid = root.querySelectorAll('[role="status"], [aria-live]').length === 1
        if (!isSaid) faults.push('not one announcer')
        const { lang, dir } = root.querySelector<HTMLElement>('.root') ?? {}
        if (!lang || !dir) faults.push('no language or direction')
        return faults.map((fault) => `${figure.id}: ${fault}`)
      }),
    )
    assert.deepEqual(found, [])
    assert.ok((await page.locator('figure[data-reached]').count()) >= 22)
  },
)

test(
  'headings begin at the level the page asks for, leave none out, and stop at 6',
  { skip },
  async (t) => {
    const open = await openGallery(t)
    const page = await open('')
    for (const level of [1, 2, 4, 6] as const) {
      const levels = await page.evaluate(async (wanted) => {
        const elements = [...document.querySelectorAll('undersigned-petition')]
        for (const element of elements) element.headingLevel = wanted
        await Promise.all(elements.map(({ updateComplete }) => updateComplete))
        return elements
          .map(({ shadowRoot }) =>
            [...(shadowRoot?.querySelectorAll('h1, h2, h3, h4, h5, h6') ?? [])].map(
              ({ localName }) => Number(localName.slice(1)),
            ),
          )
          .filter((each) => each.length > 0)
      }, level)
      assert.ok(levels.length > 20)
      for (const each of levels) {
        assert.equal(each[0], level)
        for (const [i, next] of each.entries())
          assert.ok(next <= Math.min((each[i - 1] ?? level) + 1, 6) && next >= level, `${each}`)
      }
    }
  },
)

test(
  'while a word is being composed nothing is marked and nothing is taken from it',
  { skip },
  async (t) => {
    const open = await openGallery(t)
    const page = await open('state=every-field')
    const client = await page.context().newCDPSession(page)
    const compose = (text: string): Promise<unknown> =>
      client.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    for (const id of ['given', 'email', 'comment']) {
      await page.locator(`#${id}`).focus()
      await compose('にほ')
      await page.evaluate(async () => {
        const element = document.querySelector('undersigned-petition')
        await element?.refresh()
        await element?.updateComplete
      })
      await compose('日本')
      const marked = page.locator(`#${id}[aria-invalid]`)
      assert.equal(await marked.count(), 0, id)
      await client.send('Input.insertText', { text: '日本' })
      assert.equal(await page.locator(`#${id}`).inputValue(), '日本', id)
      assert.equal(await marked.count(), 0, id)
    }
  },
)
