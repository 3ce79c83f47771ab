import type { Choices } from './choices.ts'
import type { Desk } from './desk.ts'
import { make } from './dom.ts'
import { sentence } from './explain-element.ts'
import type { Told } from './manifest.ts'
import { group, idOf, more, textSetting } from './setting.ts'
import { propertyFor } from './style-sheet.ts'

const prefix = '--undersigned-'
/** What most people want to change; the others follow under "more". */
const first = ['brand', 'surface', 'on-surface', 'radius', 'font', 'max-width']
const proposals: Record<string, string> = {
  brand: '#1f4f8a',
  surface: '#ffffff',
  'on-surface': '#1b1f24',
  radius: '8px',
  font: 'Georgia, serif',
  'max-width': '40rem',
}

/** The widget's own properties of CSS, as the manifest lists them. */
export function lookSettings(desk: Desk, properties: readonly Told[]): HTMLElement {
  const all = properties
    .map(({ name, description }) => ({ name: name.slice(prefix.length), description }))
    // It is measured, below.
    .filter(({ name }) => name !== 'reserve')
  const view = ({ name, description }: Told) =>
    propertyFor(name) === 'color' ? colour(desk, name, description) : value(desk, name, description)
  const isFirst = ({ name }: Told) => first.includes(name)
  return group(
    desk,
    'Colours and shape',
    undefined,
    ...first.flatMap((name) => all.filter((one) => one.name === name).map(view)),
    more('More colours and shapes', ...all.filter((one) => !isFirst(one)).map(view)),
  )
}

function value(desk: Desk, name: string, description: string): HTMLElement {
  const placeholder = proposals[name]
  return textSetting(desk, {
    setting: `look.${name}`,
    label: labelOf(name),
    hint: sentence(description, '`'),
    ...(placeholder && { placeholder }),
    read: ({ look }) => look[name] ?? '',
    write: (choices, said) => withLook(choices, name, said),
  })
}

/** A text, since CSS knows more colours than a chooser, and a chooser beside it. */
function colour(desk: Desk, name: string, description: string): HTMLElement {
  const setting = value(desk, name, description)
  const chooser = make('input', {
    type: 'color',
    id: `${idOf(`look.${name}`)}-chooser`,
    'aria-label': `${labelOf(name)}: choose`,
  })
  chooser.addEventListener('input', () => desk.choose(withLook(desk.choices, name, chooser.value)))
  desk.hear(({ choices }) => {
    const said = choices.look[name] ?? ''
    chooser.value = /^#[\da-f]{6}$/i.test(said) ? said : (proposals[name] ?? '#808080')
  })
  const control = setting.querySelector('input')
  const pair = make('div', { class: 'pair' })
  control?.replaceWith(pair)
  if (control) pair.append(control, chooser)
  return setting
}

function withLook(choices: Choices, name: string, said: string): Choices {
  const { [name]: _, ...rest } = choices.look
  return { ...choices, look: said ? { ...rest, [name]: said } : rest }
}

function labelOf(name: string): string {
  const words = name.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
