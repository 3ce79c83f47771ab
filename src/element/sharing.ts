import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Petition } from '../schema/index.ts'
import type { ControllerHost } from './base-element.ts'
import { heading } from './heading.ts'
import type { Locale } from './locale.ts'

/** Asking others, after signing. Nothing is loaded from anywhere, and no address names the person. */
export class Sharing {
  readonly #host: ControllerHost
  readonly #tell: (network: string) => void
  #copied: 'yes' | 'no' | undefined

  constructor(host: ControllerHost, tell: (network: string) => void) {
    this.#host = host
    this.#tell = tell
  }

  /** @param address asked for at the click, since the page may have moved on */
  view(
    { title, share }: Petition,
    address: () => string,
    level: number,
    locale: Locale,
  ): TemplateResult {
    const networks: readonly string[] = share?.networks.length
      ? share.networks
      : ['native', 'copy', 'email']
    const data = () => ({ title, text: share?.text ?? title, url: address() })
    const button = (label: string, press: () => void) =>
      html`<li>
        <button type="button" part="share-button" class="button secondary" @click=${press}>
          ${label}
        </button>
      </li>`
    return html`<div class="share">
      ${heading(level + 2, 'share', locale.say('share.title'))}
      <ul part="share-list">
        ${networks.includes('native') && canShare() ? button(locale.say('share.native'), () => this.#share(data())) : nothing}
        ${
          networks.includes('copy')
            ? button(locale.say(this.#copied === 'yes' ? 'share.copied' : 'share.copy'), () =>
                this.#copy(address()),
              )
            : nothing
        }
        ${
          networks.includes('email')
            ? button(locale.say('share.email'), () => {
                this.#tell('email')
                const { text, url } = data()
                open(
                  `mailto:?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(`${text}\n${url}`)}`,
                  '_self',
                )
              })
            : nothing
        }
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
    this.#host.requestUpdate()
  }
}

/** The page that is shared: the page's own word, its canonical address on the same origin, or where it is. */
export function sharedAddress(own: string | undefined): string {
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
