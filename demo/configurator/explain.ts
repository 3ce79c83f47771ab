import { explainBackend } from './explain-backend.ts'
import { explainConfig } from './explain-config.ts'
import { explainElement, shownMeanwhile } from './explain-element.ts'
import { explainFrame } from './explain-frame.ts'
import { explainScripts } from './explain-scripts.ts'
import { mistake, type Explained, type Known, type Line } from './explanation.ts'
import type { Pasted, PastedElement } from './pasted.ts'

/** Says of everything in a snippet what it does, and what is wrong with it. */
export async function explained(found: Pasted, known: Known): Promise<Explained[]> {
  const parts: Explained[] = []
  if (found.elements.length > 0) parts.push(explainScripts(found))
  for (const element of found.elements) {
    const part = explainElement(element, known, found)
    part.lines.push(...explainConfig(element), ...(await explainBackend(element)))
    parts.push(part)
  }
  for (const frame of found.frames) parts.push(explainFrame(frame, found))
  for (const shortcode of found.shortcodes)
    parts.push(explainShortcode('undersigned-petition', shortcode, known, found))
  for (const shortcode of found.tallyShortcodes)
    parts.push(explainShortcode('undersigned-tally', shortcode, known, found))
  if (parts.length === 0) parts.push(explainLinks(found))
  const whole = explainPage(found)
  return whole.length > 0 ? [...parts, { title: 'The page as a whole', lines: whole }] : parts
}

/** The plugin makes the element of it, and has the rest from its settings. */
function explainShortcode(
  tagName: PastedElement['tagName'],
  shortcode: Readonly<Record<string, string>>,
  known: Known,
  found: Pasted,
): Explained {
  const { endpoint, backend, ...attributes } = shortcode
  const element: PastedElement = {
    tagName,
    isDiv: false,
    // As the settings of the site have it.
    attributes: { ...attributes, endpoint: '/' },
    others: {},
    json: [],
    lostJson: 0,
    links: ['by the plugin'],
    form: undefined,
    slots: [],
  }
  const { lines } = explainElement(element, known, { ...found, selfClosing: [] })
  const fixed = Object.entries({ endpoint, backend }).flatMap(([name, value]) =>
    value === undefined
      ? []
      : mistake(
          `${name}="${value}"`,
          'The shortcode has no such attribute: it is set for the whole site, in Settings, Undersigned.',
        ),
  )
  return {
    title:
      tagName === 'undersigned-tally'
        ? 'A shortcode for WordPress, for the number'
        : 'A shortcode for WordPress',
    lines: [
      ...lines.filter(({ code, text }) => code !== 'endpoint="/"' && text !== shownMeanwhile),
      ...fixed,
    ],
  }
}

function explainLinks({ links }: Pasted): Explained {
  const petitions = links.filter((href) => /\/p\/[^/]+/.test(href))
  return petitions.length > 0
    ? {
        title: 'A link',
        lines: petitions.map((href) => ({
          code: href,
          text: 'The petition’s own page, with a form that works without JavaScript.',
          kind: 'plain',
        })),
      }
    : {
        title: 'Nothing of ours',
        lines: [
          mistake(
            '',
            'There is no <undersigned-petition>, no data-undersigned, no frame and no shortcode in it. Paste the HTML as it stands in the page’s source.',
          ),
        ],
      }
}

function explainPage({ doubleIds, css }: Pasted): Line[] {
  const lines = doubleIds.map((id) =>
    mistake(`id="${id}"`, 'This id stands there more than once; in a page each may stand once.'),
  )
  if (/min-block-size|min-height/.test(css))
    lines.push({
      code: 'min-block-size',
      text: 'Keeps the place free until the widget has come, so that nothing jumps.',
      kind: 'plain',
    })
  return lines
}
