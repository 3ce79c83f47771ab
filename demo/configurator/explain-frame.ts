import { mistake, type Explained, type Line } from './explanation.ts'
import type { Pasted } from './pasted.ts'

/** Says what a frame needs, and what is lost without it. */
export function explainFrame(frame: Readonly<Record<string, string>>, found: Pasted): Explained {
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
  if (URL.canParse(src) && !/^https?:/i.test(src))
    lines.push(mistake('src', 'It is no address of a petition’s page. Write one with https:.'))
  if (!/[?&]origin=/.test(src) && !found.hasEmbedScript)
    lines.push(
      mistake(
        'origin',
        'The address does not say on whose page it stands, and there is no embed.js to say it: the frame shows the number and a link, and no form. Put embed.js beside it, or ?origin= with the origin of your page into the address.',
      ),
    )
  if (found.hasEmbedScript && !('data-undersigned-embed' in frame))
    lines.push(
      mistake(
        'data-undersigned-embed',
        'The attribute is missing: embed.js looks after frames that have it, and no others.',
      ),
    )
  if (!frame['title'])
    lines.push(mistake('title', 'A frame needs a title: screen readers say it before they go in.'))
  lines.push(...explainSandbox(frame['sandbox']))
  if (!found.hasEmbedScript)
    lines.push({
      code: 'embed.js',
      text: 'With the backend’s embed.js beside it the frame is as high as what it shows.',
      kind: 'note',
    })
  return { title: 'A frame', lines }
}

/** What the page in the frame needs, and what is lost without it. */
function explainSandbox(sandbox: string | undefined): Line[] {
  if (sandbox === undefined) return []
  const given = sandbox.toLowerCase().split(/\s+/)
  const lacking = ['allow-scripts', 'allow-same-origin'].filter((word) => !given.includes(word))
  const hasPopups = given.includes('allow-popups')
  if (lacking.length === 0)
    return hasPopups
      ? []
      : [
          mistake(
            'sandbox',
            'Without allow-popups the links in the form open nothing: the privacy notice, the petition’s own page, the ways to share.',
          ),
        ]
  const text = `Without ${lacking.join(' and ')} there is no form in the frame, only the number and a link to the petition’s own page.`
  // What a page in a sandbox opens is in it too.
  const canSend = given.includes('allow-forms') || given.includes('allow-popups-to-escape-sandbox')
  const link = !hasPopups
    ? ' Without allow-popups that link opens nothing.'
    : canSend
      ? ''
      : ' The page that it opens is in the sandbox too, and its form cannot be sent.'
  return [mistake('sandbox', text + link)]
}
