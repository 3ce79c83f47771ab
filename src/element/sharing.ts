import type { TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'

/** What is shared, and where it is shown. */
export interface SharingView {
  petition: Petition
  level: number
  /** The page's own word on what is shared; asked for at the click, since the page may have moved on. */
  shareUrl: () => string | undefined
}

/** Reads out what came of copying. */
export type SharingSay = (key: 'share.copied' | 'share.copyFailed') => void

/** Asking others, after signing. Nothing is loaded from anywhere, and no address names the person. */
export class Sharing {
  readonly #kit: Kit
  readonly #say: SharingSay
  readonly #tell: (network: string) => void
  #copied: 'yes' | 'no' | undefined

  constructor(kit: Kit, say: SharingSay, tell: (network: string) => void) {
    this.#kit = kit
    this.#say = say
    this.#tell = tell
  }

  view({ petition, shareUrl, level }: SharingView, locale: Locale): TemplateResult {
    const { html, nothing, heading, buttonView } = this.#kit
    const { title, share } = petition
    const wanted: readonly string[] = share?.networks ?? []
    const isHere = (network: string) => network !== 'native' || canShare()
    const ways = ['native', 'copy', 'email'].filter(isHere)
    const own = ways.filter((network) => wanted.includes(network))
    // A petition that wants only ways we lack is still shared.
    const networks = own.length > 0 ? own : wanted.length > 0 ? ['copy'] : ways
    const text = share?.text ?? title
    const address = () => sharedAddress(shareUrl())
    const button = (network: string, label: string, press: () => void) =>
      networks.includes(network)
        ? html`<li>${buttonView(label, press, 'share-button')}</li>`
        : nothing
    return html`<div class="share">
      ${heading(level + 2, 'share', locale.say('share.title'))}
      <ul part="share-list">
        ${button('native', locale.say('share.native'), () => this.#share({ title, text, url: address() }))}
        ${button('copy', locale.say(this.#copied === 'yes' ? 'share.copied' : 'share.copy'), () => this.#copy(address()))}
        ${button('email', locale.say('share.email'), () => this.#mail(title, `${text}\n${address()}`))}
      </ul>
      ${
        this.#copied === 'no'
          ? html`<p class="quiet">${locale.say('share.copyFailed')}</p>
              <input
                part="input"
                readonly
                aria-label=${locale.say('share.link')}
                .value=${address()}
                @focus=${select}
              />`
          : nothing
      }
    </div>`
  }

  async #share(data: ShareData): Promise<void> {
    try {
      await navigator.share(data)
      this.#tell('native')
    } catch {
      // The person thought better of it, or a frame may not: the other ways are beside the button.
    }
  }

  async #copy(url: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(url)
      this.#copied = 'yes'
      this.#tell('copy')
    } catch {
      this.#copied = 'no'
    }
    this.#say(this.#copied === 'yes' ? 'share.copied' : 'share.copyFailed')
  }

  #mail(subject: string, body: string): void {
    this.#tell('email')
    open(`mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`, '_self')
  }
}

/** The page that is shared: the page's own word, its canonical address on the same origin, or where it is. */
function sharedAddress(own: string | undefined): string {
  if (own) return own
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"]')?.href
  if (canonical && URL.canParse(canonical) && new URL(canonical).origin === location.origin)
    return canonical
  return location.origin + location.pathname
}

function canShare(): boolean {
  return (
    typeof navigator.share === 'function' && (navigator.canShare?.({ url: location.href }) ?? true)
  )
}

function select({ target }: Event): void {
  ;(target as HTMLInputElement).select() // the only control this is bound to
}
