import { html, type TemplateResult } from 'lit/html.js'

/** A button that does something at once; the one that sends is the form's own. */
export function buttonView(
  label: unknown,
  press: (event: Event) => void,
  part: 'button' | 'secondary-button' | 'share-button' = 'secondary-button',
): TemplateResult {
  return html`<button type="button" part=${part} class="button" @click=${press}>${label}</button>`
}
