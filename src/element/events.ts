import type { FailureCode } from '../adapters/index.ts'
import { has, type Outcome, type RefusalCode, type Status, type Tally } from '../schema/index.ts'

/** What the page hears of a signing. Nothing in any of them is about the person. */
export interface UndersignedEvents {
  'undersigned-ready': { petition: string; status: Status; tally: Tally | undefined }
  'undersigned-sign': SignDetail
  'undersigned-signed': {
    petition: string
    partner: string | undefined
    outcome: Outcome
    at: string
  }
  'undersigned-refused': { petition: string; code: RefusalCode; fields: string[] }
  'undersigned-error': { petition: string; code: 'config' | FailureCode; message: string }
  'undersigned-tallied': { petition: string; count: number; goal: number | null; status: Status }
  'undersigned-shared': { petition: string; network: string }
}

/** Before sending. `preventDefault()` stops it, so does a promise that is rejected; its message is shown. */
export interface SignDetail {
  readonly petition: string
  readonly partner: string | undefined
  /** What was answered; a consent that was not is absent. */
  readonly consents: Readonly<Record<string, boolean>>
  /** The answer to a challenge, for the listener to set. */
  proof?: string
  /** Holds the signature back until the promise is settled, 10 s at most. */
  waitUntil(promise: Promise<unknown>): void
}

declare global {
  // They bubble: of elements, of the document and of the window.
  interface GlobalEventHandlersEventMap {
    'undersigned-ready': CustomEvent<UndersignedEvents['undersigned-ready']>
    'undersigned-sign': CustomEvent<UndersignedEvents['undersigned-sign']>
    'undersigned-signed': CustomEvent<UndersignedEvents['undersigned-signed']>
    'undersigned-refused': CustomEvent<UndersignedEvents['undersigned-refused']>
    'undersigned-error': CustomEvent<UndersignedEvents['undersigned-error']>
    'undersigned-tallied': CustomEvent<UndersignedEvents['undersigned-tallied']>
    'undersigned-shared': CustomEvent<UndersignedEvents['undersigned-shared']>
  }
}

/** Fires one event; false when a listener prevented it. */
export function fire<K extends keyof UndersignedEvents>(
  element: EventTarget,
  name: K,
  detail: UndersignedEvents[K],
  options: { cancelable?: boolean } = {},
): boolean {
  return element.dispatchEvent(
    new CustomEvent(name, { bubbles: true, composed: true, ...options, detail }),
  )
}

/** How long a page may hold a signature back, in milliseconds. */
export const longestWaitMs = 10_000

/** What the page made of a signature about to be sent. */
export type Permission =
  | { proof?: string | undefined }
  | { why: 'vetoed'; message: string }
  | { why: 'waited' }

/** Asks the page whether a signature may be sent. */
export async function permission(
  element: EventTarget,
  about: Pick<SignDetail, 'petition' | 'partner' | 'consents'>,
): Promise<Permission> {
  const waits: Promise<unknown>[] = []
  const detail: SignDetail = { ...about, waitUntil: (promise) => waits.push(promise) }
  const isAllowed = fire(element, 'undersigned-sign', detail, { cancelable: true })
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<'waited'>(
    (resolve) => (timer = setTimeout(resolve, longestWaitMs, 'waited')),
  )
  try {
    // A page that prevents may still say why, by a promise it rejects.
    if ((await Promise.race([Promise.all(waits), tooLong])) === 'waited') return { why: 'waited' }
    // Nothing that a page has given to every object is a proof.
    // As any object: by its type it always may have one.
    const proof = has(detail as object, 'proof') ? detail.proof : undefined
    return isAllowed ? { proof } : { why: 'vetoed', message: '' }
  } catch (reason) {
    const message =
      reason instanceof Error ? reason.message : typeof reason === 'string' ? reason : ''
    return { why: 'vetoed', message }
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Keeps what is typed in the shadow root: the page's shortcuts do not fire, its recorders do not record. Escape and
 * Tab are the page's too.
 */
export function keepInside(event: Event): void {
  const { key } = event as Partial<KeyboardEvent>
  if (key === 'Escape' || key === 'Tab') return
  if (event.target instanceof Element && event.target.matches('input, textarea, select'))
    event.stopPropagation()
}
