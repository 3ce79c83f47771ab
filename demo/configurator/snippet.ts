import { endpointOf, originOf, petitionUrl, scriptUrl } from './addresses.ts'
import { carried } from './carried.ts'
import type { Choices } from './choices.ts'
import { escaped, jsonScript, tag } from './markup.ts'

/** Around the widget: its width decides how much height is kept free. */
export const placeClass = 'petition-place'

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
      return lines(placed(choices, frame(choices)), embedScript(choices))
    case 'wordpress':
      return shortcodes(choices)
    case 'link':
      return anchor(withQuery(petitionUrl(choices), choices, ['partner', 'source', 'lang']))
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
  if (choices.way !== 'div')
    return tag('undersigned-tally', { petition, endpoint, backend, variant, lang, theme })
  return tag('div', {
    'data-undersigned-tally': petition,
    'data-endpoint': endpoint,
    'data-backend': backend,
    'data-variant': variant,
    'data-lang': lang,
    'data-theme': theme,
  })
}

/** Sharing and copying are allowed in it: a frame of another site asks for that. */
function frame(choices: Choices): string {
  const { petition = '' } = choices.attributes
  const address = `${endpointOf(choices)}/embed/${encodeURIComponent(petition)}`
  return tag('iframe', {
    'data-undersigned-embed': '',
    src: withQuery(address, choices, ['partner', 'source', 'lang', 'theme']),
    title: words,
    width: '100%',
    loading: 'lazy',
    allow: 'clipboard-write; web-share',
  })
}

/** Tells the frame where it stands, and makes it as high as what it shows. */
function embedScript(choices: Choices): string {
  return tag('script', { async: '', src: `${endpointOf(choices)}/embed.js` })
}

function shortcodes({ attributes, tally: variant }: Choices): string {
  const { petition = '', lang, theme } = attributes
  const count = variant && shortcode('undersigned_tally', { petition, variant, lang, theme })
  return lines(shortcode('undersigned', attributes), count)
}

function shortcode(name: string, attributes: Record<string, string | undefined>): string {
  const written = Object.entries(attributes).map(([attribute, value]) =>
    value === undefined ? '' : ` ${attribute}${value && `="${value}"`}`,
  )
  return `[${name}${written.join('')}]`
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
