import { after, before, test } from 'node:test'
import { missing } from '../support/engines.ts'
import { missingWordPress } from '../support/wordpress.ts'
import { openWorld } from './wordpress/world.ts'

// The plugin in a real WordPress. The short suite runs this where all of it is installed, the long one installs it.
const skip = missing('chromium') || missingWordPress()

if (skip) {
  test('WordPress: the plugin in a real WordPress', { skip }, () => undefined)
} else {
  let close: (() => Promise<void>) | undefined
  before(async () => {
    close = await openWorld()
  })
  after(() => close?.())
  await import('./wordpress/editor.ts')
  await import('./wordpress/pages.ts')
  // At last, since it takes the plugin away.
  await import('./wordpress/settings.ts')
}
