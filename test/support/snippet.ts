import { readFileSync } from 'node:fs'

/** What a partner pastes, as the README gives it, with the address of this backend. */
export function readmeSnippet(backend: string): string {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, snippet] = /```html page\n([^]*?)```/.exec(readme) ?? []
  if (!snippet) throw new Error('the README shows no snippet')
  return snippet.replaceAll('https://sign.example.org', backend)
}

/** The same without the tally beside it. */
export function petitionOnly(backend: string): string {
  return readmeSnippet(backend).replace(/<undersigned-tally[^]*?<\/undersigned-tally>/, '')
}

/** The same for sites that load no modules and strip tags they do not know. */
export function inDivs(snippet: string): string {
  return snippet
    .replace('type="module"', 'async')
    .replace('undersigned.js', 'undersigned.classic.js')
    .replaceAll(/<(undersigned-\w+) ([^>]*)>/g, (_, tag: string, attributes: string) => {
      const mark = tag === 'undersigned-petition' ? 'undersigned' : tag
      return `<div ${attributes.replaceAll(/\b(\w+)=/g, 'data-$1=').replace('petition', mark)}>`
    })
    .replaceAll(/<\/undersigned-\w+>/g, '</div>')
}

/** A bare page around the snippet; `head` comes before it. */
export function embed(backend: string, head = ''): string {
  return page(readmeSnippet(backend), head)
}

/** A page of a partner, with nothing but what is handed in. */
export function page(body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>A partner's page</title>
${head}
<h1>A partner's page</h1>
${body}
<p id="below">What follows the petition.</p>
</html>
`
}
