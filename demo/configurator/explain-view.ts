import type { Desk } from './desk.ts'
import { goTo, make, place, say } from './dom.ts'
import { explained } from './explain.ts'
import type { Explained, Known, Line } from './explanation.ts'
import { pasted } from './pasted.ts'
import { readSnippet, type ReadSnippet } from './read-snippet.ts'

const signs = { plain: '', note: 'Note: ', mistake: 'Mistake: ' }

/** Takes a snippet, says what is in it, and offers to go on with it above. */
export function explainer(desk: Desk, known: Known): HTMLElement {
  const area = make('textarea', {
    id: 'pasted',
    rows: 9,
    class: 'code',
    spellcheck: 'false',
    'aria-describedby': 'pasted-hint',
  })
  const answer = make('div', { id: 'explained' })
  const attributes = known.manifest['undersigned-petition'].attributes.map(({ name }) => name)

  const explain = async () => {
    const found = pasted(area.value)
    const parts = await explained(found, known)
    const read = readSnippet(found, attributes)
    const title = make('h3', { tabindex: -1, id: 'explained-title' }, summary(parts))
    const load = read && loader(desk, read)
    answer.replaceChildren(title, ...(load ? [load] : []), ...parts.map(partView))
    title.focus()
  }
  return make(
    'form',
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault()
        void explain()
      },
    },
    make('label', { for: area.id }, 'A snippet, or a whole page'),
    make(
      'p',
      { class: 'hint', id: 'pasted-hint' },
      'It is read here and never run; nothing of it leaves this page.',
    ),
    area,
    make('div', { class: 'actions' }, make('button', { class: 'main' }, 'Explain')),
    answer,
  )
}

function summary(parts: Explained[]): string {
  const lines = parts.flatMap(({ lines: all }) => all)
  const count = (kind: Line['kind'], one: string, many: string) => {
    const { length } = lines.filter((line) => line.kind === kind)
    return `${length === 0 ? 'no' : length} ${length === 1 ? one : many}`
  }
  const text = `${count('mistake', 'mistake', 'mistakes')}, ${count('note', 'note', 'notes')}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function loader(desk: Desk, { choices, notTaken }: ReadSnippet): HTMLElement {
  const button = make(
    'button',
    {
      type: 'button',
      onclick: () => {
        desk.choose(choices)
        goTo(place('settings'))
        say('Loaded into the settings')
      },
    },
    'Load into the configurator',
  )
  const left =
    notTaken.length > 0 &&
    make('p', { class: 'hint' }, `Stays with you, to be copied over: ${notTaken.join(', ')}.`)
  return make('div', { class: 'actions' }, button, left)
}

function partView({ title, lines }: Explained): HTMLElement {
  return make(
    'section',
    {},
    make('h4', {}, title),
    make(
      'ul',
      { class: 'lines' },
      ...lines.map(({ code, text, kind }) =>
        make(
          'li',
          { class: kind },
          code ? make('code', {}, short(code)) : undefined,
          make('p', {}, signs[kind] ? make('strong', {}, signs[kind]) : undefined, text),
        ),
      ),
    ),
  )
}

function short(code: string): string {
  return code.length > 160 ? `${code.slice(0, 157)}…` : code
}
