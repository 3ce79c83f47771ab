import { carried } from './carried.ts'
import type { Choices, Way } from './choices.ts'
import { placeClass } from './snippet.ts'

/** What the page's style sheet speaks of, where that is not the element. */
const targets: Partial<Record<Way, string>> = {
  div: '[data-undersigned]',
  iframe: 'iframe[data-undersigned-embed]',
}

/** Widths at which the height is measured; each stands for the widths that are nearer to it than to the others. */
export const measuredWidths = [320, 480, 960] as const

/** Heights in pixels at these widths. */
export type Heights = Readonly<Record<(typeof measuredWidths)[number], number>>

/** Between 320 and 480, and between 480 and 960. */
const narrow = 400
const wide = 720

/** Rules for the page's own style sheet: the look, and the height that is kept free until the widget has come. */
export function styleSheet(wanted: Choices, heights: Heights | undefined): string {
  const choices = carried(wanted)
  const target = targets[choices.way] ?? 'undersigned-petition'
  const isFrame = choices.way === 'iframe'
  // A frame is as high as it is told to be until its script knows better.
  const height = (pixels: number) =>
    isFrame
      ? `block-size: ${pixels}px;`
      : `min-block-size: var(--undersigned-reserve, ${pixels}px);`
  const isReserved = choices.reserve && heights !== undefined
  const look = Object.entries(choices.look)
    .filter(([name, value]) => isValue(name, value))
    .map(([name, value]) => `--undersigned-${name}: ${value};`)
  const own = [
    ...(isReserved
      ? ['display: block;', ...(isFrame ? ['border: 0;'] : []), height(heights[480])]
      : []),
    ...look,
  ]
  if (own.length === 0) return ''
  const rules = [rule(target, own)]
  // The tally beside it is of the same house.
  if (look.length > 0 && choices.tally)
    rules.push(rule(choices.way === 'div' ? '[data-undersigned-tally]' : 'undersigned-tally', look))
  if (isReserved) {
    const reserve = (pixels: number) => rule(target, [height(pixels)])
    rules.unshift(rule(`.${placeClass}`, ['container-type: inline-size;']))
    rules.push(within(`(width < ${narrow}px)`, reserve(heights[320])))
    rules.push(within(`(width >= ${wide}px)`, reserve(heights[960])))
  }
  return `${rules.join('\n')}\n`
}

/** The look that a style sheet or a `style` attribute gives the widget. */
export function lookIn(css: string): Record<string, string> {
  const bare = css.replaceAll(/\/\*[^]*?\*\//g, '')
  const found = [...bare.matchAll(/--undersigned-([a-z-]+)\s*:\s*([^;{}]+)/g)]
  return Object.fromEntries(
    found.flatMap(([, name = '', value = '']) =>
      isValue(name, value.trim()) ? [[name, value.trim()]] : [],
    ),
  )
}

/** Which property of CSS a custom property becomes; the browser knows what that accepts. */
export function propertyFor(name: string): string {
  return properties[name] ?? 'color'
}

const properties: Record<string, string> = {
  radius: 'border-radius',
  'border-width': 'border-top-width',
  gap: 'row-gap',
  'control-height': 'min-height',
  font: 'font-family',
  'font-heading': 'font-family',
  'font-size': 'font-size',
  'line-height': 'line-height',
  'max-width': 'max-width',
  shadow: 'box-shadow',
  'bar-height': 'height',
  'scroll-margin': 'scroll-margin-top',
  reserve: 'min-height',
}

/** Whether a browser takes the value, and it cannot end its rule. */
export function isValue(name: string, value: string): boolean {
  if (!/^[a-z-]+$/.test(name) || !value || /[;{}<>\n\\]|\/\*|url\(/i.test(value)) return false
  return globalThis.CSS?.supports(propertyFor(name), value) ?? true
}

function rule(selector: string, declarations: string[]): string {
  return `${selector} {\n${declarations.map((one) => `  ${one}`).join('\n')}\n}`
}

function within(condition: string, inner: string): string {
  return `@container ${condition} {\n${inner.replaceAll(/^/gm, '  ')}\n}`
}
