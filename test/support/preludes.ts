/** What a page did before the script came: a script of its own, or markup that takes the names of the document. */
export interface Prelude {
  name: string
  script?: string
  /** Stands before the petition. */
  markup?: string
  /** Whether people can sign all the same; else it may fail, and has to say so. */
  signs: boolean
  /** What it takes away is a part of every browser that the script is for: errors of the script may be heard. */
  breaks?: boolean
}

/** Where nothing of a signature may go. */
export const elsewhere = 'https://elsewhere.example'

/** `signal` is not among them: browsers then refuse every listener of every script. What our code looks for in objects: settings, documents, requests, events, states. */
const names = `
  petition endpoint backend partner source fields goal headingLevel live load announceTally preview shareUrl theme tone
  variant config messages backendOptions document isGuessed id lang revision title summary text target owner controller
  opensAt closesAt timeZone decision consents declarations confirmation tallyDelay showPending showPartners backers
  milestones delivery outcome updates paper partners share translations status tally count pending stream lineage version
  at receipt refusal code issues field retryAfterSeconds url key body method headers mode credentials redirect
  referrer referrerPolicy cache keepalive priority window duplex tries part words styles name value kind why again last
  summary notice pace mishap detail bubbles composed cancelable once passive capture configurable enumerable writable
  attribute mode delegatesFocus locale country postcode city proof trap shown file own regions apart slot type href
  networks steps stretchAt preset common optional purpose required label hint error level low state tag dir adapter tell`

const values: Record<string, string> = {
  'an address': `'${elsewhere}'`,
  'an object': `{ endpoint: '${elsewhere}', url: '${elsewhere}', petition: 'other', preview: true }`,
}

/** Each name on every object, once as an address and once as an object. */
const polluted: Prelude[] = [...new Set(names.trim().split(/\s+/))].map((key, i) => {
  const [what, value] = Object.entries(values)[i % 2] ?? []
  return {
    name: `every object has ${what} as "${key}"`,
    script: `Object.prototype[${JSON.stringify(key)}] = ${value}`,
    // Looked for in questions that bring none; then nothing is asked.
    signs: !/^(body|key|once|passive)$/.test(key),
  }
})

const extended: Prelude[] = [
  ['Object.prototype', `extend`],
  ['Array.prototype', `last`],
  ['String.prototype', `format`],
  ['Function.prototype', `bindAll`],
  ['Number.prototype', `times`],
  ['Element.prototype', `observe`],
  ['Node.prototype', `update`],
  ['Event.prototype', `stop`],
  ['Promise.prototype', `done`],
  ['Map.prototype', `toJSON`],
].map(([what, key]) => ({
  name: `${what} has a method "${key}" that loops meet`,
  script: `${what}.${key} = function () { return this }`,
  signs: true,
}))

const frozen: Prelude[] = [
  'Object.prototype',
  'Array.prototype',
  'Function.prototype',
  'Error.prototype',
  'Promise.prototype',
  'Promise',
  'JSON',
  'Map.prototype',
  'String.prototype',
  'RegExp.prototype',
  'Date.prototype',
  'HTMLElement.prototype',
  'Event.prototype',
].map((what) => ({
  name: `${what} is frozen`,
  script: `Object.freeze(${what})`,
  signs: true,
}))

const passedOn: Prelude[] = [
  ['window', 'fetch'],
  ['window', 'setTimeout'],
  ['window', 'queueMicrotask'],
  ['JSON', 'parse'],
  ['JSON', 'stringify'],
  ['Promise.prototype', 'then'],
  ['Promise', 'all'],
  ['EventTarget.prototype', 'addEventListener'],
  ['EventTarget.prototype', 'dispatchEvent'],
  ['Element.prototype', 'attachShadow'],
  ['Element.prototype', 'setAttribute'],
  ['Node.prototype', 'insertBefore'],
  ['Document.prototype', 'createElement'],
  ['Document.prototype', 'importNode'],
  ['customElements', 'define'],
  ['customElements', 'get'],
  ['Array.prototype', 'map'],
  ['Object', 'assign'],
  ['Object', 'entries'],
  ['crypto', 'getRandomValues'],
].map(([what, key]) => ({
  name: `${what}.${key} is wrapped`,
  script: `{ const own = ${what}.${key}; ${what}.${key} = function (...all) { return own.apply(this, all) } }`,
  signs: true,
}))

const taken: Prelude[] = [
  'IntersectionObserver',
  'MutationObserver',
  'ResizeObserver',
  'EventSource',
  'Intl.DisplayNames',
  'Intl.ListFormat',
  'Intl.RelativeTimeFormat',
  'Intl.PluralRules',
  'structuredClone',
  'AbortSignal.any',
  'Object.hasOwn',
  'Array.prototype.at',
  'Array.prototype.flatMap',
  'Array.prototype.toSorted',
  'Promise.withResolvers',
  'CSSStyleSheet',
  'trustedTypes',
  'navigator.locks',
  'XMLHttpRequest',
  'localStorage',
].map((what) => {
  const signs =
    /Intl.ListFormat|RelativeTime|structuredClone|toSorted|Resolvers|trusted|locks|XML|local|Resize|EventSource/.test(
      what,
    )
  return {
    name: `${what} is gone`,
    script: `try { delete ${what}; ${what} = undefined } catch {}`,
    signs,
    breaks: !signs,
  }
})

const skewed: Prelude[] = [-10, -1, 1, 10].map((years) => ({
  name: `the clock of the page is ${years} years off`,
  script: `{ const Own = Date, off = ${years} * 31557600000
    Date = class extends Own { constructor(...all) { super(...(all.length ? all : [Own.now() + off])) } static now() { return Own.now() + off } } }`,
  signs: true,
}))

const answered: Prelude[] = [
  [
    'a page with "thank you"',
    `new Response('<h1>Thank you</h1>', { headers: { 'content-type': 'text/html' } })`,
  ],
  ['an empty object', `new Response('{}', { headers: { 'content-type': 'application/json' } })`],
  ['nothing at all', `undefined`],
  ['an error of its own', `Promise.reject(new Error('blocked'))`],
  [
    'half a yes',
    `new Response('{"outcome":"pending","rec', { headers: { 'content-type': 'application/json' } })`,
  ],
  [
    'a list',
    `new Response('[]', { status: 201, headers: { 'content-type': 'application/json' } })`,
  ],
  ['its own status', `Response.json({ outcome: 'counted' }, { status: 200 })`],
  ['a redirect', `Response.redirect('${elsewhere}/')`],
].map(([what, answer]) => ({
  name: `the page answers for the backend: ${what}`,
  script: `{ const own = fetch; fetch = (url, init) => init?.method === 'POST' ? Promise.resolve(${answer}) : own(url, init) }`,
  signs: false,
}))

const clobbered: Prelude[] = [
  ...[
    'location',
    'fetch',
    'navigator',
    'customElements',
    'performance',
    'crypto',
    'JSON',
    'undersigned',
  ].map((id) => `<a id="${id}" href="${elsewhere}">x</a>`),
  ...[
    'body',
    'head',
    'baseURI',
    'activeElement',
    'documentElement',
    'readyState',
    'currentScript',
    'createElement',
    'adoptedStyleSheets',
    'URL',
    'defaultView',
    'getElementById',
  ].map((name) => `<img name="${name}" alt=""><form name="${name}"><input name="action"></form>`),
  `<form id="name"><input id="email" name="email"><input id="submit" name="submit"></form>`,
  `<base href="${elsewhere}/">`,
].map((markup) => ({
  name: `the page has ${markup}`,
  markup,
  // With that, nothing can be drawn by anybody.
  signs: !markup.includes('createElement'),
  breaks: markup.includes('createElement'),
}))

const odd: Prelude[] = [
  {
    name: 'the names of the elements are taken',
    script: `customElements.define('undersigned-petition', class extends HTMLElement {})`,
    signs: false,
  },
  {
    name: 'the page has classes of its own under names that browsers have too',
    script: `class Option {} class Text {} class Comment {} class Range {} class Image {}`,
    signs: true,
  },
  {
    name: 'promises of the page never end',
    script: `Promise.prototype.then = function () { return new Promise(() => {}) }`,
    signs: false,
  },
  {
    // With another object it would come to, no promise of anybody's would ever end, and no page ever load.
    name: 'every object can be waited for, and comes to nothing',
    script: `Object.prototype.then = function (done) { done() }`,
    signs: false,
  },
  {
    name: 'every object has a JSON of its own',
    script: `Object.prototype.toJSON = function () { return this }`,
    signs: true,
  },
  {
    name: 'lists have a JSON of their own',
    script: `Array.prototype.toJSON = function () { return '[' + this.join() + ']' }`,
    signs: true,
  },
  {
    name: 'random numbers are none',
    script: `crypto.getRandomValues = (bytes) => bytes.fill(7); Math.random = () => 0`,
    signs: true,
  },
  {
    name: 'the page hears every key and keeps it from the browser',
    script: `for (const type of ['keydown', 'keyup', 'keypress']) addEventListener(type, (event) => event.preventDefault())`,
    signs: true,
  },
  {
    name: 'the page stops every click',
    script: `addEventListener('click', (event) => event.stopPropagation(), false)`,
    signs: true,
  },
  {
    name: 'the page says it is offline',
    script: `Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })`,
    signs: true,
  },
  {
    name: 'shadow roots are closed',
    script: `{ const own = Element.prototype.attachShadow; Element.prototype.attachShadow = function () { return own.call(this, { mode: 'open', delegatesFocus: true }) } }`,
    signs: true,
  },
]

export const preludes: readonly Prelude[] = [
  ...polluted,
  ...extended,
  ...frozen,
  ...passedOn,
  ...taken,
  ...skewed,
  ...answered,
  ...clobbered,
  ...odd,
]
