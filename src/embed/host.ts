import { hello, readMessage } from './message.ts'

// `embed.js`: for pages that hold a petition in a frame. Each frame gets the height of what is in it, and what
// happens in it is fired on it as the element's own events. One classic script without a name of its own, so that
// it can be loaded in any way, twice too.

const marked = 'iframe[data-undersigned-embed]'
const slug = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
/** In a page without an origin, such as a sandboxed one, there is nobody whom a frame could speak to. */
const own = self.origin === 'null' ? undefined : self.origin

/** Which petition of each frame the page has heard to be ready. */
const shown = new WeakMap<HTMLIFrameElement, string>()

function isMarked(node: unknown): node is HTMLIFrameElement {
  return node instanceof HTMLIFrameElement && node.matches(marked)
}

function addressOf(frame: HTMLIFrameElement): URL | undefined {
  const { src } = frame
  const url = URL.canParse(src) ? new URL(src) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** Makes the address say where it stands, and from where a visitor came; a frame is loaded again if it did not. */
function prepare(frame: HTMLIFrameElement): void {
  const url = addressOf(frame)
  if (!url || !own) return
  const { searchParams: asked } = url
  const here = new URLSearchParams(location.search)
  const source = here.get('source') ?? here.get('utm_source') ?? ''
  const isKnown = asked.get('origin') === own
  const isNews = !asked.has('source') && slug.test(source)
  frame.style.border = '0'
  if (isKnown && !isNews) return greet(frame, url.origin)
  asked.set('origin', own)
  if (isNews) asked.set('source', source)
  // Taken out meanwhile: Chromium may lose the new address of a frame that waits to be seen, and a frame that has loaded
  // would get an entry of its own in the history, so that "back" went nowhere.
  const { parentNode, nextSibling } = frame
  frame.remove()
  frame.src = url.href
  parentNode?.insertBefore(frame, nextSibling)
}

/** Asks a frame to say again what it has said; one that is not there yet is greeted when it has loaded. */
function greet(frame: HTMLIFrameElement, origin: string): void {
  // Readable only before anything of another origin is in it: what is sent then is complained about in the console.
  const isEmpty = frame.contentDocument && frame.contentDocument.URL === 'about:blank'
  if (!isEmpty) frame.contentWindow?.postMessage(hello, origin)
}

function hear(event: MessageEvent<unknown>): void {
  const { source, origin, data } = event
  if (!source) return
  const frame = [...document.querySelectorAll(marked)].find(
    (candidate): candidate is HTMLIFrameElement =>
      isMarked(candidate) && candidate.contentWindow === source,
  )
  // The window is the frame's own, and what is in it now still is what the page put there.
  if (!frame || addressOf(frame)?.origin !== origin) return
  const message = readMessage(data)
  if (!message) return
  if (message.undersigned === 'size') {
    frame.style.blockSize = `${message.height}px`
    return
  }
  const { name, detail } = message
  // Greeted twice, it is told twice; the page hears it once for each petition shown.
  if (name === 'ready' && shown.get(frame) === frame.src) return
  if (name === 'ready') shown.set(frame, frame.src)
  frame.dispatchEvent(
    new CustomEvent(`undersigned-${name}`, { bubbles: true, composed: true, detail }),
  )
}

const loaded = Symbol.for('undersigned embed')
if (!(loaded in document)) {
  Object.defineProperty(document, loaded, { value: true })
  addEventListener('message', hear)
  // Loading does not bubble; it is told to whoever listens on the way down. Frames that come later are found so too.
  document.addEventListener(
    'load',
    ({ target }) => void (isMarked(target) && prepare(target)),
    true,
  )
  for (const frame of document.querySelectorAll(marked)) if (isMarked(frame)) prepare(frame)
}
