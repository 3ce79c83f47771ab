import { html, type Html } from './html.ts'

/** The petition's text. */
export function prose(source: string): Html {
  const paragraphs = source.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  return html`${paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}`
}
