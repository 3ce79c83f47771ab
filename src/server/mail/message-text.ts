import type { Block, Message } from './message.ts'

/** The text part: a link stands on a line of its own, so that every mail program makes it one. */
export function textPart({ blocks }: Message): string {
  return `${blocks.map(paragraph).join('\n\n')}\n`
}

function paragraph(block: Block): string {
  switch (block.kind) {
    case 'petition':
      return [block.title, ...block.lines].map((line) => `    ${line}`).join('\n')
    case 'button':
    case 'link':
      return `${block.label}:\n${block.url}`
    default:
      return block.text
  }
}
