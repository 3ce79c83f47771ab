import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { axTree } from '../support/ax-tree.ts'
import { missing } from '../support/engines.ts'
import { goOn, openGallery } from '../support/gallery.ts'
import { more, states } from '../../demo/gallery/states.js'

// What a screen reader is told in each state, in `trees/STATE.txt`, to be read by people: is each thing said once, in a
// sensible order, with a role that helps? `UNDERSIGNED_RENEW=trees npm test -- e2e trees` writes them anew.

const advice = 'if it is right as it is now, run UNDERSIGNED_RENEW=trees npm test -- e2e trees'
const isRenewing = process.env['UNDERSIGNED_RENEW'] === 'trees'

test(
  'what is told of every state is what is written down (row 6)',
  { skip: missing('chromium') },
  async (t) => {
    const open = await openGallery(t)
    const page = await open('state=loading')
    for (const state of Object.keys({ ...states, ...more })) {
      await goOn(page, `state=${state}&lang=en`)
      const tree = await axTree(page, 'undersigned-petition')
      const told = tree.replaceAll(/localhost:\d+/g, 'localhost')
      const file = new URL(`trees/${state}.txt`, import.meta.url)
      if (isRenewing) await writeFile(file, told)
      assert.equal(told, await readFile(file, 'utf8').catch(() => ''), `${state}: ${advice}`)
    }
  },
)
