import { placeClass } from './snippet.ts'

/** What a snippet holds that concerns us, read without letting any of it run. */
export interface Pasted {
  /** Elements of ours, also as a `div`, in the order of the page. */
  elements: PastedElement[]
  scripts: PastedScript[]
  frames: Readonly<Record<string, string>>[]
  hasEmbedScript: boolean
  /** Where links lead. */
  links: string[]
  shortcodes: Readonly<Record<string, string>>[]
  tallyShortcodes: Readonly<Record<string, string>>[]
  /** The page's style sheets, and the `style` attributes of our elements. */
  css: string
  /** Values of `id` that stand there more than once. */
  doubleIds: string[]
  /** Tags that close themselves, which HTML does not know: what follows stands inside them. */
  selfClosing: string[]
  hasPlace: boolean
}

export interface PastedElement {
  tagName: 'undersigned-petition' | 'undersigned-tally'
  /** It is a `div` with `data-undersigned`. */
  isDiv: boolean
  /** As the element itself has them, also those of a `div`. */
  attributes: Readonly<Record<string, string>>
  /** Attributes of a `div` that are none of ours. */
  others: Readonly<Record<string, string>>
  /** The JSON inside, by slot; also that of `data-config`. */
  json: { slot: string; text: string; lang: string }[]
  /** Scripts of JSON that go nowhere, by what is wrong. */
  lostJson: number
  /** Where links lead that stand inside, outside the form. */
  links: string[]
  /** Attributes of the form inside that works without script. */
  form: Readonly<Record<string, string>> | undefined
  slots: string[]
}

export interface PastedScript {
  src: string
  isModule: boolean
  integrity: string
  crossorigin: string | undefined
  isClassic: boolean
  /** In its name: `undersigned-0.1.0.js`. */
  version: string | undefined
}

/** Trusted Types, which TypeScript's list of the DOM does not have. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (html: string) => string },
  ): { createHTML(html: string): string }
}

let policy: { createHTML(html: string): string } | undefined

/**
 * Parses HTML into a document without a window: no script in it runs, nothing is fetched, no element is upgraded, and
 * what is read of it is text. It never comes into the page.
 */
function inert(html: string): Document {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  policy ??= trustedTypes?.createPolicy('undersigned-inert', { createHTML: (said) => said })
  // What is no whole page belongs into a body: in a head, a noscript ends at the first thing to be seen.
  const text = /<(?:!doctype|html|head|body)\b/i.test(html) ? html : `<body>${html}`
  return new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html')
}

/** Reads what somebody pasted. */
export function pasted(html: string): Pasted {
  const page = inert(html)
  // A page with scripts does not show the one, and the other is no part of it yet.
  for (const away of page.querySelectorAll('noscript, template')) away.remove()
  const all = <T extends Element>(selector: string) => [...page.querySelectorAll<T>(selector)]
  const ours = all(
    'undersigned-petition, undersigned-tally, [data-undersigned], [data-undersigned-tally]',
  )
  const ids = all('[id]').map(({ id }) => id)
  const css = [
    ...all('style').map(({ textContent }) => textContent ?? ''),
    ...ours.map((element) => element.getAttribute('style') ?? ''),
  ].join('\n')
  return {
    elements: ours.map(elementIn),
    scripts: all<HTMLScriptElement>('script[src]').flatMap(scriptIn),
    frames: all('iframe[src]')
      .map(attributesOf)
      .filter(({ src = '' }) => /\/embed\/[^/]+/.test(src)),
    hasEmbedScript: all('script[src]').some((one) =>
      /\/embed\.js(?:[?#]|$)/.test(one.getAttribute('src') ?? ''),
    ),
    links: all('a[href]').map((link) => link.getAttribute('href') ?? ''),
    shortcodes: shortcodesIn(page.body.textContent ?? '', 'undersigned'),
    tallyShortcodes: shortcodesIn(page.body.textContent ?? '', 'undersigned_tally'),
    css,
    doubleIds: [...new Set(ids.filter((id, place) => id && ids.indexOf(id) !== place))],
    selfClosing: [
      ...html.matchAll(/<(undersigned-(?:petition|tally))(?:\s(?:"[^"]*"|'[^']*'|[^'">])*)?\/>/gi),
    ].map(([, name = '']) => name.toLowerCase()),
    hasPlace: all(`.${placeClass}`).length > 0 || css.includes(`.${placeClass}`),
  }
}

function elementIn(element: Element): PastedElement {
  const mark = ['data-undersigned', 'data-undersigned-tally'].find((one) =>
    element.hasAttribute(one),
  )
  const isDiv = mark !== undefined
  const attributes = attributesOf(element)
  const json: PastedElement['json'] = []
  let lostJson = 0
  for (const script of element.querySelectorAll('script')) {
    if (script.src) continue
    const slot = script.getAttribute('slot') ?? ''
    const isOurs = slot === 'config' || slot === 'messages'
    if (script.type !== 'application/json' || !isOurs || script.parentElement !== element)
      lostJson++
    else json.push({ slot, text: script.text, lang: script.lang })
  }
  const slots = [...element.children].map((child) => child.getAttribute('slot') ?? '')
  // One in a slot is something else.
  const form = [...element.querySelectorAll('form')].find((one) => !one.closest('[slot]'))
  const common = {
    tagName:
      element.localName === 'undersigned-tally' || mark === 'data-undersigned-tally'
        ? ('undersigned-tally' as const)
        : ('undersigned-petition' as const),
    lostJson,
    links: [...element.querySelectorAll('a[href]')]
      .filter((link) => !link.closest('form'))
      .map((link) => link.getAttribute('href') ?? ''),
    form: form && attributesOf(form),
    slots: [...new Set(slots.filter((slot) => slot && slot !== 'config' && slot !== 'messages'))],
  }
  if (!isDiv) return { ...common, isDiv, attributes, others: {}, json }
  const own: Record<string, string> = {}
  const others: Record<string, string> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (name === mark) own['petition'] = value
    else if (name === 'data-config' || name === 'data-messages')
      json.push({ slot: name.slice('data-'.length), text: value, lang: '' })
    else if (name.startsWith('data-')) own[name.slice('data-'.length)] = value
    else others[name] = value
  }
  return { ...common, isDiv, attributes: own, others, json }
}

function scriptIn(script: HTMLScriptElement): PastedScript[] {
  const src = script.getAttribute('src') ?? ''
  const [, version, classic] =
    /\/undersigned(?:-(\d+\.\d+\.\d+[\w.-]*?))?(\.classic)?\.js(?:[?#]|$)/.exec(`/${src}`) ?? []
  if (!/\/undersigned[\w.-]*\.js(?:[?#]|$)/.test(`/${src}`)) return []
  return [
    {
      src,
      version,
      isClassic: Boolean(classic),
      isModule: script.type.toLowerCase() === 'module',
      integrity: script.getAttribute('integrity') ?? '',
      crossorigin: script.getAttribute('crossorigin') ?? undefined,
    },
  ]
}

/** `[undersigned petition="…"]`, as WordPress reads it; its editors make the quotation marks round. */
function shortcodesIn(text: string, name: string): Record<string, string>[] {
  const codes = text.matchAll(new RegExp(`\\[${name}(?=[\\s\\]])([^\\]]*)\\]`, 'g'))
  return [...codes].map(([, inside = '']) => {
    const words = inside.matchAll(/([a-z][\w-]*)(?:=(?:["“”']([^"“”']*)["“”']|([^\s"“”']+)))?/g)
    return Object.fromEntries(
      [...words].map(([, attribute = '', quoted, bare = '']) => [attribute, quoted ?? bare]),
    )
  })
}

function attributesOf(element: Element): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
}
