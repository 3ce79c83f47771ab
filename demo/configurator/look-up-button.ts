import { scriptFolder } from './addresses.ts'
import { foundFor, type Desk } from './desk.ts'
import { hasDocument } from './choices.ts'
import { make, say, setText } from './dom.ts'
import { lookUp, lookUpScript } from './look-up.ts'

/** Asks the backend, for the preview and for what can be proposed. Before the press nothing is asked anywhere. */
export function lookUpButton(desk: Desk): HTMLElement {
  const status = make('p', { class: 'hint', id: 'look-up-status' })
  const button = make('button', { type: 'button', 'aria-describedby': status.id }, 'Look it up')
  const whole = make('div', { class: 'setting look-up' }, button, status)
  let asked = 0

  const tell = (text: string, isMistake = false) => {
    setText(status, text)
    status.classList.toggle('mistake', isMistake)
  }

  button.addEventListener('click', async () => {
    const mine = ++asked
    const { choices } = desk
    tell('Asking…')
    say('Asking the backend')
    try {
      const [found, offered] = await Promise.all([
        hasDocument(choices) ? lookUp(choices) : undefined,
        lookUpScript(choices),
      ])
      if (mine !== asked) return
      desk.learn({ found, offered })
      const petition = found ? `Found: “${found.petition.title}”. ` : ''
      const script = offered
        ? `The script is version ${offered.version}.`
        : 'No script of a version was found.'
      tell(petition + script)
      say(petition + script)
    } catch (error) {
      if (mine !== asked) return
      const text = `${(error as Error).message}.` // `lookUp` throws nothing else
      tell(text, true)
      say(text)
    }
  })
  desk.hear((known, before) => {
    const isDocument = hasDocument(known.choices)
    const isOther = isDocument
      ? !foundFor(known)
      : scriptFolder(known.choices) !== known.offered?.folder
    if (known.choices !== before.choices && isOther && asked > 0) {
      asked++
      tell('')
    }
    if (status.textContent) return
    status.textContent = isDocument
      ? 'Until then the preview shows an example.'
      : 'Asks where the script is for its version.'
  })
  return whole
}
