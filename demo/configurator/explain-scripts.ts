import { mistake, type Explained, type Line } from './explanation.ts'
import type { Pasted, PastedScript } from './pasted.ts'

/** Says what the scripts do that the elements need, and what is wrong with them. */
export function explainScripts({ scripts, elements }: Pasted): Explained {
  const lines: Line[] = scripts.flatMap((script) => explainScript(script, elements[0]?.attributes))
  if (scripts.length === 0 && elements.every(({ form }) => form))
    lines.push({
      code: '<script>',
      text: 'There is no script: the form inside the element works as a plain one, for pages that run none. With the script the widget comes in its place: it checks what is typed, signs without leaving the page, and shows the number as it moves.',
      kind: 'note',
    })
  else if (scripts.length === 0)
    lines.push(
      mistake(
        '<script>',
        'The script is missing: without it the page shows what stands inside the element. Put <script type="module" src="https://…/undersigned.js"></script> into the page, once.',
      ),
    )
  const versions = new Set(scripts.map(({ src }) => src))
  if (versions.size > 1)
    lines.push({
      code: '<script>',
      text: 'The script is there more than once. That does no harm: the first that comes is used. One is enough.',
      kind: 'note',
    })
  return { title: 'The script', lines }
}

function explainScript(
  script: PastedScript,
  element: Readonly<Record<string, string>> | undefined,
): Line[] {
  const { src, isModule, isClassic, integrity, crossorigin, version } = script
  const code = `src="${src}"`
  const lines: Line[] = [
    {
      code,
      text: version
        ? `The widget in version ${version}, which never changes: you choose when to take a newer one.`
        : 'The widget as the host serves it today: it is kept up to date for you.',
      kind: 'plain',
    },
  ]
  if (/^http:\/\/(?!localhost|127\.|\[::1\])/.test(src))
    lines.push(mistake(code, 'A page on https: loads no script from http:. Write https:.'))
  else if (!/^(https?:)?\/\/|^\//.test(src))
    lines.push({
      code,
      text: 'This address depends on the page it stands in. On another page of the site it may lead nowhere.',
      kind: 'note',
    })
  if (!isClassic && !isModule)
    lines.push(
      mistake(
        'type',
        'type="module" is missing: without it the browser stops at the first line of this script. (undersigned.classic.js needs none.)',
      ),
    )
  const origins = [src, element?.['endpoint'] ?? ''].map((url) =>
    URL.canParse(url) ? new URL(url).origin : '',
  )
  if (origins.every(Boolean) && origins[0] !== origins[1] && !element?.['backend'])
    lines.push({
      code,
      text: 'The script comes from another host than the petition. That works; see that you trust both.',
      kind: 'note',
    })
  return [...lines, ...explainIntegrity(script, integrity, crossorigin)]
}

function explainIntegrity(
  { version, isModule }: PastedScript,
  integrity: string,
  crossorigin: string | undefined,
): Line[] {
  if (!integrity)
    return version
      ? [
          {
            code: 'integrity',
            text: 'There is no integrity: with one the browser would refuse a script that was changed.',
            kind: 'note',
          },
        ]
      : []
  const code = 'integrity'
  if (!/^(sha(256|384|512)-[\w+/]+={0,2}(\s+|$))+$/.test(integrity))
    return [
      mistake(
        code,
        'It is no integrity: one begins with sha256-, sha384- or sha512- and goes on in Base64. A browser passes over it.',
      ),
    ]
  const lines: Line[] = [
    {
      code,
      text: 'The browser runs the script only if it is this one, byte for byte.',
      kind: 'plain',
    },
  ]
  if (!version)
    lines.push(
      mistake(
        code,
        'The address names no version, so the script changes with the next update, and then no browser runs it. Pin a versioned address, undersigned-….js.',
      ),
    )
  if (!isModule && crossorigin === undefined)
    lines.push(
      mistake(
        'crossorigin',
        'crossorigin="anonymous" is missing: without it the browser cannot compare and runs nothing.',
      ),
    )
  return lines
}
