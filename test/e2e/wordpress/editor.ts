import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readmeSnippet } from '../../support/snippet.ts'
import {
  attributesOf,
  countAt,
  logIn,
  petitionId,
  signAndConfirm,
  stateIs,
  visit,
  world,
} from './world.ts'

test('WordPress: a block set in the editor is signed by a visitor, and counts once confirmed', async (t) => {
  const context = await logIn(t, 'admin')
  const editor = await context.newPage()
  const asked: string[] = []
  editor.on('request', (request) => {
    if (request.url().startsWith(world.backend.url)) asked.push(request.method())
  })
  await editor.goto(`${world.wordpress.url}/wp-admin/post-new.php?post_type=page`)
  await editor.locator('.editor-post-title__input').fill('Signed here')
  await editor.keyboard.press('Enter')
  await editor.keyboard.type('/petition')
  await editor.locator('.components-autocomplete__result', { hasText: /^Petition$/ }).click()
  const ask = editor.locator('.wp-block-undersigned-petition input')
  await ask.fill(`${world.backend.url}/p/${petitionId}?utm_source=mail`)
  await ask.press('Enter')
  const preview = editor.locator('undersigned-petition')
  await editor.waitForFunction(stateIs, 'editing')
  assert.equal(await preview.getAttribute('preview'), '')
  assert.match((await preview.locator('#submit').textContent()) ?? '', /\S/)

  await editor.getByLabel('Fields', { exact: true }).fill('name emial')
  await editor.getByText('Did you mean "email"?').first().waitFor()
  await editor.getByLabel('Fields', { exact: true }).fill('email name country')
  await editor.getByRole('button', { name: 'Look and language' }).click()
  await editor.getByLabel('Heading level', { exact: true }).selectOption('4')
  await editor.locator('undersigned-petition[heading-level="4"] h4').first().waitFor()
  assert.deepEqual(new Set(asked), new Set(['GET']), 'the editor only reads')

  await editor.getByRole('button', { name: 'Publish', exact: true }).click()
  await editor
    .getByRole('region', { name: 'Editor publish' })
    .getByRole('button', { name: 'Publish', exact: true })
    .click()
  const link = editor.getByRole('link', { name: 'View Page', exact: true }).first()
  const address = (await link.getAttribute('href')) ?? ''

  for (const width of [320, 960]) {
    const page = await visit(t, address, width)
    assert.deepEqual(await attributesOf(page, 'undersigned-petition'), {
      endpoint: world.backend.url,
      petition: petitionId,
      partner: 'poppy-project',
      fields: 'email name country',
      'heading-level': '4',
      class: 'wp-block-undersigned-petition',
    })
    assert.equal(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), 0)
    if (width === 320) await signAndConfirm(page, 'wanda.press@example.org')
  }
  assert.equal(await countAt(world.backend), 1)
})

test('WordPress: blocks become shortcodes and back, and a pasted address, snippet or shortcode becomes a block', async (t) => {
  const page = await (await logIn(t, 'admin')).newPage()
  await page.goto(`${world.wordpress.url}/wp-admin/post-new.php`)
  await page.waitForFunction(`wp.blocks.getBlockType('undersigned/tally')`)
  const made = await page.evaluate(
    ([address, petition, snippet]) => {
      // WordPress's own, as the editor calls it.
      const { blocks } = (window as unknown as { wp: { blocks: Record<string, Function> } }).wp
      const told = (list: { name: string; attributes: Record<string, unknown> }[] | null) =>
        (list ?? []).map(({ name, attributes }) => [
          name,
          Object.fromEntries(Object.entries(attributes).filter(([, value]) => value)),
        ])
      const attributes = { petition, headingLevel: '3', announceTally: true }
      const block = blocks['createBlock']?.('undersigned/petition', attributes)
      const shortcode = blocks['switchToBlockType']?.(block, 'core/shortcode')
      const back = blocks['switchToBlockType']?.(shortcode[0], 'undersigned/petition')
      const paste = (plainText: string, HTML = '') =>
        told(blocks['pasteHandler']?.({ HTML, plainText, mode: 'BLOCKS' }))
      return {
        shortcode: told(shortcode),
        back: told(back),
        address: paste(address ?? ''),
        pastedShortcode: paste(`[undersigned_tally petition="${petition}" variant="bar"]`),
        snippet: told(
          blocks['rawHandler']?.({
            HTML: snippet,
          }),
        ),
      }
    },
    [`${world.backend.url}/p/${petitionId}`, petitionId, readmeSnippet(world.backend.url)],
  )
  assert.deepEqual(made, {
    shortcode: [
      [
        'core/shortcode',
        {
          text: `[undersigned petition="${petitionId}" heading-level="3" announce-tally="true"]`,
        },
      ],
    ],
    back: [
      ['undersigned/petition', { petition: petitionId, headingLevel: '3', announceTally: true }],
    ],
    address: [['undersigned/petition', { petition: petitionId }]],
    pastedShortcode: [['undersigned/tally', { petition: petitionId, variant: 'bar' }]],
    snippet: [
      ['undersigned/petition', { petition: petitionId, partner: 'poppy-project' }],
      ['undersigned/tally', { petition: petitionId }],
    ],
  })
})
