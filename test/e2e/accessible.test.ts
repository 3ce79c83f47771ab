import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test, type TestContext } from 'node:test'
import type * as Axe from 'axe-core'
import type { Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { goOn, openGallery } from '../support/gallery.ts'
import { more, states } from '../../demo/gallery/states.js'

declare global {
  var axe: typeof Axe
}

const skip = missing('chromium')
const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

/** By row: the rules of WCAG 2.2 up to AA and of good practice; those of the European standard by its own names. */
const rules: Record<string, string[]> = {
  1: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  2: ['EN-301-549', 'EN-301-549v4'],
}

/** Enough to see every way of showing a state; the full profile sees every state in every way. */
const few = ['client-errors', 'network-failure', 'check-email', 'delivered', 'loading']
const some = [
  // The component tests look at most of the others, in three engines.
  ...Object.keys(states)
    .filter((state, i) => i % 3 === 0 || few.includes(state))
    .map((state) => `state=${state}&lang=en&theme=light`),
  ...few.map((state) => `state=${state}&lang=ar&theme=dark`),
  ...few.slice(0, 1).map((state) => `state=${state}&lang=qps-ploc&theme=light`),
]
const every = ['en', 'ar', 'qps-ploc'].flatMap((lang) =>
  ['light', 'dark'].flatMap((theme) =>
    Object.keys(states).map((state) => `state=${state}&lang=${lang}&theme=${theme}`),
  ),
)

test(
  `axe finds nothing and leaves nothing open in ${isFull ? 'every state, 3 languages and 2 themes' : 'every third state, some in another language and theme'} (rows 1 and 2)`,
  { skip },
  async (t) => {
    const pages = isFull ? every : some
    if (isFull) assert.equal(pages.length, 132)
    const found: string[] = []
    let passed = 0
    for await (const [query, page] of through(t, pages)) {
      const { faults, passes } = await inspect(page)
      passed += passes
      found.push(...faults.map((fault) => `${query}: ${fault}`))
    }
    t.diagnostic(`${pages.length} pages, ${passed} rules passed, ${found.length} did not`)
    assert.deepEqual(found, [])
  },
)

test(
  'axe finds nothing in what else there is to look at (rows 1 and 2)',
  { skip: skip || (!isFull && 'in the full profile') },
  async (t) => {
    const pages = Object.keys(more).map((state) => `state=${state}`)
    for await (const [query, page] of through(t, pages))
      assert.deepEqual((await inspect(page)).faults, [], query)
  },
)

test('no rule of axe with these tags is left out', { skip }, async (t) => {
  for await (const [, page] of through(t, ['state=loading']))
    assert.deepEqual(
      await page.evaluate(
        (sets) => Object.values(sets).map((tags) => axe.getRules(tags).length),
        rules,
      ),
      [100, 70],
    )
})

test('axe finds one fault where one label is taken away (row 3)', { skip }, async (t) => {
  for await (const [, page] of through(t, ['state=idle'])) {
    await page.evaluate(() =>
      document
        .querySelector('undersigned-petition')
        ?.shadowRoot?.querySelector('label[for="name"]')
        ?.remove(),
    )
    const { faults } = await inspect(page)
    assert.equal(faults.length, 1)
    assert.match(faults[0] ?? '', /^violation of label \(rows 1 and 2\): .* id="name"/)
  }
})

/** Each page of the gallery with axe in it, one after the other in one tab. */
async function* through(t: TestContext, queries: string[]): AsyncGenerator<[string, Page]> {
  const open = await openGallery(t)
  const page = await open('state=loading')
  for (const query of queries) {
    await goOn(page, query)
    await page.evaluate(axeSource)
    // By the rules of tags, `qps` is anybody's own; axe has a list of languages, and it is not in it.
    await page.evaluate(() => {
      const options = { attributes: ['lang', 'xml:lang'], value: ['en', 'ar', 'qps'] }
      axe.configure({ checks: [{ id: 'valid-lang', options }] })
    })
    yield [query, page]
  }
}

/** What axe says of the element, by both sets of rules at once: a rule says the same in each. */
async function inspect(page: Page): Promise<{ faults: string[]; passes: number }> {
  return page.evaluate(async (sets) => {
    const { violations, incomplete, passes } = await axe.run('undersigned-petition', {
      runOnly: Object.values(sets).flat(),
    })
    const words = (kind: string, { id, tags, nodes }: Axe.Result): string => {
      const rows = Object.entries(sets)
        .filter(([, set]) => set.some((tag) => tags.includes(tag)))
        .map(([row]) => row)
      const places = nodes.map(({ html, any, all, none }) =>
        [html.slice(0, 200), ...[...any, ...all, ...none].map(({ message }) => message)].join('; '),
      )
      return `${kind} ${id} (rows ${rows.join(' and ')}): ${places.join(' | ')}`
    }
    return {
      faults: [
        ...violations.map((result) => words('violation of', result)),
        ...incomplete.map((result) => words('undecided', result)),
      ],
      passes: passes.length,
    }
  }, rules)
}
