import type { Block, Message } from './message.ts'

// Mail programs drop what they do not know; what is left must still read well, so the layout is one column of
// paragraphs. No image, no font and no address other than the links themselves: opening it tells nobody anything.
const style = `
:root { color-scheme: light dark }
body { margin: 0; padding: 24px 16px; background: #f5f5f2; color: #1c1d1f; font: 17px/1.55 system-ui, sans-serif }
main { max-width: 34em; margin: 0 auto; padding: 28px 28px 20px; background: #ffffff; border-radius: 10px }
p { margin: 0 0 1em }
blockquote { margin: 0 0 1.3em; padding: 4px 0 4px 16px; border-inline-start: 4px solid #2c5f8a }
blockquote p { margin: 0; color: #54575b }
blockquote p.title { margin-bottom: 4px; color: inherit; font-size: 19px; font-weight: 600; line-height: 1.35 }
a { color: #1d5c91 }
a.button { display: inline-block; padding: 13px 24px; border-radius: 8px; background: #1d5c91; color: #ffffff; font-weight: 600; text-decoration: none }
p.small { color: #54575b; font-size: 14px }
@media (prefers-color-scheme: dark) {
  body { background: #151617; color: #ecebe8 }
  main { background: #1f2123 }
  blockquote p, p.small { color: #b3b5b8 }
  a { color: #8fc1ea }
  a.button { background: #8fc1ea; color: #10202c }
}`

/** The HTML part; every value is escaped. Language and direction stand twice: many mail programs keep the body only. */
export function htmlPart({ lang, dir, subject, blocks }: Message): string {
  return `<!doctype html>
<html lang="${escape(lang)}" dir="${escape(dir)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escape(subject)}</title><style>${style}</style></head>
<body><main lang="${escape(lang)}" dir="${escape(dir)}">
${blocks.map(paragraph).join('\n')}
</main></body></html>
`
}

function paragraph(block: Block): string {
  switch (block.kind) {
    case 'petition':
      return `<blockquote><p class="title" lang="${escape(block.lang)}" dir="auto">${escape(block.title)}</p>${block.lines
        .map((line) => `<p>${escape(line)}</p>`)
        .join('')}</blockquote>`
    case 'button':
      return `<p><a class="button" href="${escape(block.url)}">${escape(block.label)}</a></p>`
    case 'link':
      return `<p><a href="${escape(block.url)}">${escape(block.label)}</a></p>`
    case 'small':
      return `<p class="small">${escape(block.text)}</p>`
    case 'text':
      return `<p>${escape(block.text)}</p>`
  }
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
