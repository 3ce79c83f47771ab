/** What an attribute can be called: anything else could end the tag. */
const attributeName = /^[a-z]+(-[a-z0-9]+)*$/

/**
 * An element of a snippet, as text. Attributes without a text are on by being there; an undefined one is left out, and
 * one whose name is none.
 */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...inside: string[]
): string {
  const written = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined || !attributeName.test(attribute)
      ? []
      : [value === '' ? attribute : `${attribute}="${escaped(value)}"`],
  )
  const inOneLine = `<${name}${written.map((one) => ` ${one}`).join('')}>`
  const open =
    inOneLine.length <= 72 || written.length < 2
      ? inOneLine
      : `<${name}\n${written.map((one) => `  ${one}`).join('\n')}\n>`
  if (inside.length === 0) return `${open}</${name}>`
  return `${open}\n${inside.map(indented).join('\n')}\n</${name}>`
}

/** Text between tags, or in an attribute in double quotes. */
export function escaped(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('"', '&quot;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // What is set in afterwards must not come into a text, and parsers even out the ends of lines.
      .replaceAll('\n', '&#10;')
      .replaceAll('\r', '&#13;')
  )
}

/** A script that no browser runs. What it holds cannot end it: a "<" of JSON stands in texts alone. */
export function jsonScript(slot: string, value: unknown): string {
  const json = JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')
  return `<script type="application/json" slot="${slot}">\n${json}\n</script>`
}

function indented(text: string): string {
  // Not by the `^` of expressions: to them U+2028 begins a line too.
  return text
    .split('\n')
    .map((line) => line && `  ${line}`)
    .join('\n')
}
