import { endpointOf, originOf, scriptFolder } from './addresses.ts'
import { carried } from './carried.ts'
import { hasDocument } from './choices.ts'
import { copyButton } from './copy-button.ts'
import { foundFor, type Desk, type Known } from './desk.ts'
import { goTo, make, setText } from './dom.ts'
import { hasLogos, policies } from './policy.ts'
import { hashOf } from './hash.ts'
import { idOf } from './setting.ts'
import { snippet } from './snippet.ts'
import { measuredWidths, styleSheet } from './style-sheet.ts'

/** What to copy, and what is wrong with it. */
export function result(desk: Desk): HTMLElement {
  const problems = make('div', { class: 'problems', id: 'problems' })
  const html = output('The snippet', 'snippet', 'snippet')
  const css = output('For your style sheet', 'styles', 'style sheet')
  const byOrigin = output('Content security policy', 'policy', 'policy')
  const byNonce = output('The same with a nonce', 'policy-nonce', 'policy with a nonce')
  const pin = make('p', { class: 'hint' })
  html.view.append(pin)
  const share = make(
    'p',
    { class: 'share' },
    copyButton(
      'address of this configuration',
      () => `${location.href.replace(/#.*/, '')}${hashOf(desk.choices)}`,
      'Copy the address of this configuration',
    ),
  )
  let said = ''
  desk.hear((known) => {
    const { choices, heights } = known
    html.show(snippet(choices), hints[choices.way])
    css.show(styleSheet(choices, heights), heightsIn(known))
    const [first, second] = policies(
      carried(choices),
      hasLogos(foundFor(known), originOf(endpointOf(choices))),
    )
    byOrigin.show(first?.text ?? '', policyHint(known))
    byNonce.show(
      second?.text ?? '',
      'Put the nonce of each answer of your server where … stands, and on the script.',
    )
    setText(pin, scriptHint(known))
    const key = JSON.stringify(known.problems)
    if (key !== said) problems.replaceChildren(...problemList(known))
    said = key
  })
  return make(
    'div',
    {},
    problems,
    make('div', { class: 'outputs' }, html.view, css.view, byOrigin.view, byNonce.view),
    share,
  )
}

const hints = {
  module: 'Where the form is to stand. The script may be anywhere in the page, once.',
  div: 'Where the form is to stand. The script may be anywhere in the page, once.',
  classic: 'Where the form is to stand. The script may be in a tag manager.',
  iframe: 'Where the form is to stand. The second line makes the frame as high as its content.',
  wordpress:
    'Into the text of a page or post. The endpoint is set once for the site, in Settings, Undersigned.',
  link: 'Anywhere.',
}

/** A text with a button that copies it; hidden while there is none. */
function output(title: string, id: string, what: string) {
  const code = make('code', { id: `out-${id}` })
  const hint = make('p', { class: 'hint' })
  const view = make(
    'section',
    { 'aria-labelledby': `title-${id}` },
    make(
      'div',
      { class: 'output-head' },
      make('h3', { id: `title-${id}` }, title),
      copyButton(what, () => code.textContent ?? ''),
    ),
    hint,
    make('pre', {}, code),
  )
  return {
    view,
    show(text: string, about: string) {
      view.hidden = !text
      setText(hint, about)
      // What somebody has selected stays selected.
      setText(code, text)
    },
  }
}

function problemList({ problems }: Known): Node[] {
  if (problems.length === 0) return []
  const fatal = problems.filter(({ isFatal }) => isFatal)
  const many = (number: number) => (number === 1 ? 'One setting' : `${number} settings`)
  return [
    make(
      'p',
      {},
      fatal.length > 0
        ? `${many(fatal.length)} would keep the form from being shown:`
        : `${many(problems.length)} would not be heeded:`,
    ),
    make(
      'ul',
      {},
      ...problems.map(({ setting, text }) =>
        make(
          'li',
          {},
          make(
            'a',
            {
              href: `#${idOf(setting)}`,
              onclick: (event) => {
                event.preventDefault()
                // A link must not take the configuration's place in the address.
                event.stopPropagation()
                goTo(controlOf(setting))
              },
            },
            text,
          ),
        ),
      ),
    ),
  ]
}

function controlOf(setting: string): HTMLElement {
  const control =
    setting === 'way'
      ? document.querySelector<HTMLElement>('input[name=way]:checked')
      : document.getElementById(idOf(setting))
  return control ?? document.getElementById('settings') ?? document.body
}

function heightsIn({ heights, choices }: Known): string {
  if (!heights || !choices.reserve) return ''
  const said = measuredWidths.map((width) => `${heights[width]} px at ${width} px`)
  return `Measured here: ${said.join(', ')}. In your font it may be a little more or less.`
}

function policyHint({ choices }: Known): string {
  return choices.way === 'iframe'
    ? 'What the frame needs, if your page has a policy. Add it to your own.'
    : 'What the widget needs, if your page has a policy. Add it to your own.'
}

function scriptHint({ choices, problems }: Known): string {
  if (!['module', 'div', 'classic'].includes(choices.way)) return ''
  const script = originOf(scriptFolder(choices))
  const endpoint = originOf(endpointOf(choices))
  if (script && endpoint && script !== endpoint && hasDocument(choices) && problems.length === 0)
    return `The script comes from ${script} and not from the endpoint. See that you trust it.`
  return choices.pin
    ? `Pinned to version ${choices.pin.version}: a browser runs this script and no other.`
    : ''
}
