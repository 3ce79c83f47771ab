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
