import { ConfigError } from './config.ts'

/** What the page wrote inside the element, in scripts that no browser runs. */
export interface Inline {
  config?: unknown
  /** Each script's; the language it is for is among its texts. */
  messages?: unknown[]
}

/**
 * Reads the JSON inside the element.
 * @throws {ConfigError} when it is no JSON
 */
export function readInlineScripts(host: Element): Inline {
  const inline: Inline = {}
  for (const child of host.children) {
    if (!(child instanceof HTMLScriptElement) || child.type !== 'application/json') continue
    if (child.slot !== 'config' && child.slot !== 'messages') continue
    try {
      const said: unknown = JSON.parse(child.text)
      if (child.slot === 'config') inline.config = said
      else (inline.messages ??= []).push(child.lang ? { lang: child.lang, ...Object(said) } : said)
    } catch (cause) {
      const { message } = cause as Error // JSON.parse throws SyntaxError
      throw new ConfigError(`script slot="${child.slot}"`, child.text, `JSON (${message})`)
    }
  }
  return inline
}

/** Whether the parser is past the element: until then more of its children may come, and a script may be half there. */
export function isParsed(host: Element): boolean {
  if (host.ownerDocument.readyState !== 'loading') return true
  for (let node: Node | null = host; node; node = node.parentNode) if (node.nextSibling) return true
  return false
}
