import { endpointOf, originOf, petitionUrl, scriptUrl } from './addresses.ts'
import { carried } from './carried.ts'
import type { Choices } from './choices.ts'
import { escaped, jsonScript, tag } from './markup.ts'

/** Around the widget: its width decides how much height is kept free. */
export const placeClass = 'undersigned-place'

const words = 'Sign the petition'

/** What to paste into a page; what the way cannot say is left out. */
export function snippet(wanted: Choices): string {
  const choices = carried(wanted)
  switch (choices.way) {
    case 'module':
    case 'classic':
      return lines(script(choices), placed(choices, element(choices)), tally(choices))
    case 'div':
      return lines(script(choices), placed(choices, div(choices)), tally(choices))
    case 'iframe':
      return iframe(choices)
    case 'wordpress':
      return shortcode(choices)
    case 'link':
      return anchor(withQuery(petitionUrl(choices), choices, ['source', 'lang']))
  }
}

function script(choices: Choices): string {
  const { integrity } = choices.pin ?? {}
  const isModule = choices.way !== 'classic'
  return tag('script', {
    ...(isModule ? { type: 'module' } : { defer: '' }),
    src: scriptUrl(choices),
    // Without CORS a browser cannot compare what came with the integrity.
    ...(integrity && { integrity, crossorigin: 'anonymous' }),
  })
}

function element(choices: Choices): string {
  const { attributes, config } = choices
  const inside = [
    ...(Object.keys(config).length > 0 ? [jsonScript('config', config)] : []),
    ...fallback(choices),
  ]
  return tag('undersigned-petition', attributes, ...inside)
}

function div(choices: Choices): string {
  const { attributes, config } = choices
  const { petition = '', ...rest } = attributes
  const data = Object.entries(rest).map(([name, value]) => [`data-${name}`, value])
  return tag(
    'div',
    {
      'data-undersigned': petition,
      ...(Object.fromEntries(data) as Record<string, string>), // each has two
      ...(Object.keys(config).length > 0 && { 'data-config': JSON.stringify(config) }),
    },
    ...fallback(choices),
  )
}

function placed({ reserve }: Choices, widget: string): string {
  return reserve ? tag('div', { class: placeClass }, widget) : widget
}

/** What people see whose browser runs no script. */
function fallback(choices: Choices): string[] {
  const url = petitionUrl(choices)
  return url ? [anchor(url)] : []
}

function tally(choices: Choices): string {
  const { tally: variant, attributes } = choices
  if (!variant) return ''
  const { petition, endpoint, backend, lang, theme } = attributes
  return tag('undersigned-tally', { petition, endpoint, backend, variant, lang, theme })
}

function iframe(choices: Choices): string {
  const { petition = '' } = choices.attributes
  const endpoint = endpointOf(choices)
  const src = withQuery(`${endpoint}/embed/${encodeURIComponent(petition)}`, choices, [
    'partner',
    'source',
    'lang',
    'theme',
  ])
  return lines(
    tag('iframe', { src, title: words, width: '100%', height: '1200', loading: 'lazy' }),
    tag('script', { async: '', src: `${endpoint}/embed.js` }),
  )
}

function shortcode({ attributes }: Choices): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
  return `[undersigned${written.join('')}]`
}

function anchor(href: string): string {
  return `<a href="${escaped(href)}">${words}</a>`
}

function withQuery(address: string, choices: Choices, names: readonly string[]): string {
  const query = new URLSearchParams()
  if (choices.site) query.set('origin', originOf(choices.site) || choices.site)
  for (const name of names) {
    const value = choices.attributes[name]
    if (value) query.set(name, value)
  }
  return query.size > 0 ? `${address}?${query}` : address
}

function lines(...parts: string[]): string {
  return parts.filter(Boolean).join('\n')
}
