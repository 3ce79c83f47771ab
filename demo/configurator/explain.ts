import { explainConfig } from './explain-config.ts'
import { explainElement } from './explain-element.ts'
import { explainScripts } from './explain-scripts.ts'
import { mistake, type Explained, type Known, type Line } from './explanation.ts'
import type { Pasted } from './pasted.ts'

/** Says of everything in a snippet what it does, and what is wrong with it. */
export function explained(found: Pasted, known: Known): Explained[] {
  const parts: Explained[] = []
  if (found.elements.length > 0) parts.push(explainScripts(found))
  for (const element of found.elements) {
    const part = explainElement(element, known, found)
    part.lines.push(...explainConfig(element))
    parts.push(part)
  }
  for (const frame of found.frames) parts.push(explainFrame(frame, found))
  for (const shortcode of found.shortcodes)
    parts.push({
      title: 'A shortcode for WordPress',
      lines: explainElement(
        {
          tagName: 'undersigned-petition',
          isDiv: false,
          attributes: shortcode,
          others: {},
          json: [],
          lostJson: 0,
          links: ['the plugin writes it'],
          slots: [],
        },
        known,
        { ...found, selfClosing: [] },
      ).lines,
    })
  if (parts.length === 0) parts.push(explainLinks(found))
  const whole = explainPage(found)
  return whole.length > 0 ? [...parts, { title: 'The page as a whole', lines: whole }] : parts
}

function explainFrame(frame: Readonly<Record<string, string>>, found: Pasted): Explained {
  const { src = '' } = frame
  const lines: Line[] = [
    {
      code: `src="${src}"`,
      text: 'The petition’s page for frames: it comes from the backend, and nothing of it mixes with the page around it.',
      kind: 'plain',
    },
  ]
  if (/^http:\/\/(?!localhost|127\.)/.test(src))
    lines.push(mistake('src', 'A page on https: shows no frame from http:. Write https:.'))
  if (!/[?&]origin=/.test(src))
    lines.push(
      mistake(
        'origin',
        'The address lacks ?origin= with the origin of your page. Without it the frame shows the number and a link, and no form.',
      ),
    )
  if (!frame['title'])
    lines.push(mistake('title', 'A frame needs a title: screen readers say it before they go in.'))
  if ('sandbox' in frame && !/allow-scripts/.test(frame['sandbox'] ?? ''))
    lines.push(
      mistake(
        'sandbox',
        'Without allow-scripts in the sandbox the form works as a plain page only.',
      ),
    )
  if (!found.scripts.length && !found.frames.some((one) => one['data-fits']))
    lines.push({
      code: 'embed.js',
      text: 'With the backend’s embed.js beside it the frame is as high as what it shows.',
      kind: 'note',
    })
  return { title: 'A frame', lines }
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
