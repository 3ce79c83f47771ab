import { make, say } from './dom.ts'

const shownMs = 2_500

/** Copies a text and says so; where it may not, the text can be selected. */
export function copyButton(what: string, text: () => string, label = 'Copy'): HTMLButtonElement {
  const button = make(
    'button',
    { type: 'button', 'aria-label': label === 'Copy' ? `Copy the ${what}` : label },
    label,
  )
  let back: ReturnType<typeof setTimeout> | undefined
  const tell = (words: string, said: string) => {
    button.textContent = words
    say(said)
    clearTimeout(back)
    back = setTimeout(() => (button.textContent = label), shownMs)
  }
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(text())
      tell('Copied', `Copied: the ${what}`)
    } catch {
      tell('Not copied', `The ${what} could not be copied. Select the text and copy it.`)
    }
  })
  return button
}
