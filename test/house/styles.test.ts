import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const files = globSync('src/element/*.styles.ts')

/** What a style sheet of ours must not hold, and why. */
const banned: Record<string, RegExp> = {
  'has a left and a right':
    /(^|[\s;{-])(left|right)(-[a-z]+)*\s*:|:\s*(left|right)\b|(margin|padding|border|inset)-(top|bottom)|(border)-(top|bottom)-(left|right)/m,
  'has a width or a height of the screen and not of the text':
    /(^|[\s;{]|min-|max-)(width|height)\s*:/m,
  'obeys the page’s size of text': /\d(rem|vw|vh|vmin|vmax)\b/,
  'beats the page': /!important/,
}

/** The two of it that must. */
const allowed =
  /:host\(\[hidden\]\) \{\s*display: none !important;\s*\}|::slotted\(\[hidden\]\) \{[^}]*\}/g

test('no style sheet knows left and right, the page’s sizes, or force (row 23)', () => {
  assert.ok(files.length >= 5)
  for (const file of files) {
    const css = readFileSync(file, 'utf8')
      .replaceAll(/\/\*[^]*?\*\//g, '')
      .replaceAll(allowed, '')
      .replaceAll(/@(container|media) [^{]*/g, '')
    for (const [what, pattern] of Object.entries(banned))
      assert.doesNotMatch(css, pattern, `${file} ${what}`)
  }
})

test('every custom property of the contract is read by a style sheet, and no other', () => {
  const documented = [
    ...readFileSync('src/element/undersigned-petition.ts', 'utf8').matchAll(
      /@cssprop --undersigned-([\w-]+)/g,
    ),
  ].map(([, name]) => name)
  const read = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/var\(--undersigned-([\w-]+)/g)].map(
      ([, name]) => name,
    ),
  )
  // The page's own style sheet reads this one.
  const ours = documented.filter((name) => name !== 'reserve')
  assert.deepEqual(new Set(read), new Set(ours))
})
