import type { TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import type { Kit } from './kit.ts'
import type { Locale } from './locale.ts'
import { allNetworks, networkNames, shareLink, type Network, type Shared } from './share-links.ts'

/** What is shared, and where it is shown. */
export interface SharingView {
  petition: Petition
  level: number
  /** The page's own word on what is shared; asked for at the click, since the page may have moved on. */
  shareUrl: () => string | undefined
}

/** Reads out what came of copying, or nothing any more, and renders the element again. */
export type SharingSay = (key?: 'share.copied' | 'share.copyFailed') => void

/** How long the button says that the link was copied, in milliseconds. */
const copiedMs = 6_000

/** Asking others, after signing. Nothing is loaded from anywhere, and no address names the person. */
export class Sharing {
  readonly #kit: Kit
  readonly #say: SharingSay
  readonly #tell: (network: Network) => void
  #copied: 'yes' | 'no' | undefined
  #forgetting: ReturnType<typeof setTimeout> | undefined
  /** The device has a way of its own, and would not let us use it. */
  #isBarred = false

  constructor(kit: Kit, say: SharingSay, tell: (network: Network) => void) {
    this.#kit = kit
    this.#say = say
    this.#tell = tell
  }

  view({ petition, shareUrl, level }: SharingView, locale: Locale): TemplateResult {
    const { html, nothing, heading } = this.#kit
    const { title, share } = petition
    const text = share?.text ?? locale.say('share.text', { title })
    const shared = () => ({ title, text, url: sharedAddress(shareUrl()) })
    return html`<div class="share">
      ${heading(level + 2, 'share', locale.say('share.title'))}
      <ul part="share-list">
        ${this.#networks(share?.networks).map((network) => html`<li>${this.#wayView(network, shared, locale)}</li>`)}
      </ul>
      ${
        this.#copied === 'no'
          ? html`<p class="quiet">${locale.say('share.copyFailed')}</p>
              <input
                part="input"
                id="shared"
                readonly
                aria-label=${locale.say('share.link')}
                .value=${sharedAddress(shareUrl())}
                @focus=${select}
              />`
          : nothing
      }
    </div>`
  }

  /** What the petition wants of what there is here; all there is when that is nothing. */
  #networks(wanted: readonly Network[] = []): readonly Network[] {
    const isHere = (network: Network) => network !== 'native' || (!this.#isBarred && canShare())
    const own = wanted.filter(isHere)
    return own.length > 0 ? own : allNetworks.filter(isHere)
  }

  #wayView(network: Network, shared: () => Shared, locale: Locale): TemplateResult {
    const { html, nothing, buttonView } = this.#kit
    if (network === 'native')
      return buttonView(
        locale.say('share.native'),
        (event) => this.#share(shared(), event),
        'share-button',
      )
    if (network === 'copy')
      return buttonView(
        locale.say(this.#copied === 'yes' ? 'share.copied' : 'share.copy'),
        (event) => this.#copy(shared().url, event),
        'share-button',
      )
    const name = networkNames[network]
    const go = (event: MouseEvent) => {
      // The middle button opens it too; the right one does not.
      if (event.button > 1) return
      ;(event.currentTarget as HTMLAnchorElement).href = shareLink(network, shared()) ?? '' // what this is bound to
      this.#tell(network)
    }
    return html`<a
      part="share-button"
      class="button"
      href=${shareLink(network, shared())}
      target=${name ? '_blank' : nothing}
      rel="noopener noreferrer"
      @click=${go}
      @auxclick=${go}
      >${
        name
          ? html`${locale.say('share.on', { network: name })}
              <span class="unseen">${locale.say('newTab')}</span>`
          : locale.say('share.email')
      }</a
    >`
  }

  async #share(data: ShareData, { currentTarget }: Event): Promise<void> {
    try {
      await navigator.share(data)
      this.#tell('native')
    } catch (reason) {
      // The person thought better of it, or has it open already.
      if (/^(Abort|InvalidState)Error$/.test((reason as Error).name)) return
      // A frame without the permission, for instance: the links are what there is.
      this.#isBarred = true
      this.#say()
      focusNext(currentTarget, '[part="share-button"]')
    }
  }

  async #copy(url: string, { currentTarget }: Event): Promise<void> {
    clearTimeout(this.#forgetting)
    try {
      await navigator.clipboard.writeText(url)
      this.#copied = 'yes'
      this.#tell('copy')
      this.#say('share.copied')
      this.#forgetting = setTimeout(() => {
        this.#copied = undefined
        this.#say()
      }, copiedMs)
    } catch {
      this.#copied = 'no'
      this.#say('share.copyFailed')
      focusNext(currentTarget, '#shared')
    }
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

/** Focuses what comes with the next drawing, in the same root as the button that was pressed. */
function focusNext(pressed: EventTarget | null, selector: string): void {
  const root = (pressed as Node).getRootNode() as ShadowRoot // buttons in a shadow root are bound to it
  requestAnimationFrame(() => root.querySelector<HTMLElement>(selector)?.focus())
}

function select({ target }: Event): void {
  ;(target as HTMLInputElement).select() // the only control this is bound to
}
