import { detailOf, told } from './details.ts'
import { hello, type FrameMessage } from './message.ts'

// `embed-frame.js`: what runs in the frame. It brings the element, and tells the page around it how tall it is and
// what happened. The server has looked at the page's origin (`data-host`) and nothing is sent to any other.

const host = document.body.dataset['host'] ?? ''
const script = new URL('undersigned.js', (document.currentScript as HTMLScriptElement).src).href // classic scripts only
/** What was said, by its kind: for a page whose script comes later than we. */
const said = new Map<string, FrameMessage>()

function tell(kind: string, message: FrameMessage): void {
  said.set(kind, message)
  if (parent !== self) parent.postMessage(message, host)
}

function measure(): void {
  const { height } = document.documentElement.getBoundingClientRect()
  tell('size', { undersigned: 'size', height: Math.ceil(height) })
}

// In a sandbox without an origin of its own nothing could be sent from here: the tally and the link stay.
if (host && self.origin !== 'null') {
  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source !== parent || origin !== host) return
    if (typeof data !== 'object' || data === null) return
    if ((data as Partial<typeof hello>).undersigned !== hello.undersigned) return
    // Only what is still so: nothing that happened once is told twice.
    for (const kind of ['size', 'ready']) {
      const message = said.get(kind)
      if (message) tell(kind, message)
    }
  })
  for (const name of told) {
    document.addEventListener(`undersigned-${name}`, (event) => {
      const detail = detailOf(name, (event as CustomEvent<unknown>).detail)
      if (detail) tell(name, { undersigned: 'event', name, detail })
    })
  }
  new ResizeObserver(measure).observe(document.documentElement)
  // Not known to the build: the script stands beside this one, under the name it has for everybody.
  void import(/* @vite-ignore */ script)
}
