import { checkBackend, signable } from './backend-check.ts'
import { hasDocument } from './choices.ts'
import { copyButton } from './copy-button.ts'
import { Desk, foundFor } from './desk.ts'
import { goTo, make, place } from './dom.ts'
import { explainer } from './explain-view.ts'
import { choicesIn, hashOf } from './hash.ts'
import { manifestOf } from './manifest.ts'
import { preview } from './preview-frames.ts'
import { problemsOf } from './problems.ts'
import { result } from './result-view.ts'
import { settings } from './settings.ts'
import { snippet } from './snippet.ts'

/** Browsers bear no new address at every letter. */
const restMs = 300

/** The page: its parts meet at the desk, and the address holds what is chosen. */
async function open(): Promise<void> {
  const manifest = manifestOf(await (await fetch('custom-elements.json')).json())
  const attributes = manifest['undersigned-petition'].attributes.map(({ name }) => name)
  const backends = signable()
  const desk = new Desk()
  desk.known = { ...desk.known, choices: choicesIn(location.hash, attributes) }

  place('settings-place').append(settings(desk, manifest, backends))
  place('preview-place').append(preview(desk), shortcut(desk))
  place('result-place').append(result(desk))
  place('explain-place').append(explainer(desk, { manifest, backends }))

  let resting: ReturnType<typeof setTimeout> | undefined
  const keep = () =>
    history.replaceState(null, '', `${location.pathname}${location.search}${hashOf(desk.choices)}`)
  const look = async () => {
    const { choices } = desk
    const problems = problemsOf(choices, backends, foundFor(desk.known))
    desk.learn({ problems })
    // What is wrong already would only be said in other words.
    if (hasDocument(choices) || problems.some(({ isFatal }) => isFatal)) return
    const { mistake, hasTally } = await checkBackend(choices.attributes, choices.config)
    if (choices !== desk.choices) return
    const found = mistake && {
      text: mistake.text,
      setting: mistake.setting.includes('backendOptions') ? 'backendOptions' : mistake.setting,
      isFatal: true,
    }
    desk.learn({ hasTally, problems: [...problems, ...(found ? [found] : [])] })
  }
  desk.hear(({ choices, found }, before) => {
    if (choices !== before.choices) {
      clearTimeout(resting)
      resting = setTimeout(keep, restMs)
    } else if (found === before.found) return
    void look()
  })
  void look()
  addEventListener('hashchange', () => desk.choose(choicesIn(location.hash, attributes)))
  document.documentElement.dataset['open'] = ''
}

/** Beside the preview, so that nobody has to go down for what is wanted most. */
function shortcut(desk: Desk): HTMLElement {
  return make(
    'p',
    { class: 'actions' },
    copyButton('snippet', () => snippet(desk.choices), 'Copy the snippet'),
    make('a', { href: '#result' }, 'Look at it, with the style sheet and the policy'),
  )
}

// The address is the configuration's: links within the page go without it.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const id = link?.getAttribute('href')?.replace(/^#/, '')
  const target = link?.getAttribute('href')?.startsWith('#') && id && document.getElementById(id)
  if (!target) return
  event.preventDefault()
  goTo(target)
})

open().catch((error: unknown) => {
  place('settings-place').append(
    make('p', { class: 'mistake' }, 'The configurator could not be started. Load the page again.'),
  )
  throw error
})
