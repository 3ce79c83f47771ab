import { closest } from '../../src/element/closest.ts'
import { countable } from './backend-check.ts'
import { mistake, shownBy, type Explained, type Known, type Line } from './explanation.ts'
import { attributeOf, propertyOf } from './manifest.ts'
import { mistakesIn, type SettingMistake } from './mistakes-in.ts'
import type { Pasted, PastedElement } from './pasted.ts'

/** What HTML knows on every element, as far as people write it. */
const everywhere =
  /^(id|class|style|title|hidden|slot|part|role|tabindex|translate|inert|is|nonce|data-.*|aria-.*|item.*)$/

/** Says of each attribute what it does; the mistakes are those that the widget itself would find. */
export function explainElement(element: PastedElement, known: Known, found: Pasted): Explained {
  const { tagName, isDiv, attributes, others } = element
  const told = known.manifest[tagName].attributes
  const mistakes = settingMistakes(element, known, found)
  const mark = tagName === 'undersigned-tally' ? 'data-undersigned-tally' : 'data-undersigned'
  const shown = (name: string) => (!isDiv ? name : name === 'petition' ? mark : `data-${name}`)

  const lines: Line[] = Object.entries(attributes).map(([name, value]) => {
    const description = told.find((one) => one.name === name)?.description
    const wrong = mistakes.find(({ setting }) => setting === name)
    const code = value === '' ? shown(name) : `${shown(name)}="${value}"`
    if (description === undefined)
      return {
        code,
        ...unknownAttribute(
          name,
          told.map((one) => one.name),
          isDiv,
        ),
      }
    const text = sentence(description)
    return wrong
      ? { code, text: `${text} ${saying(wrong, element)}`, kind: 'mistake' }
      : { code, text, kind: 'plain' }
  })
  for (const [name, value] of Object.entries(others))
    if (name.startsWith('on')) lines.push({ code: name, ...unknownAttribute(name, []) })
    else if (!everywhere.test(name) && name !== 'lang' && name !== 'dir')
      lines.push({ code: `${name}="${value}"`, ...unknownAttribute(name, ['data-undersigned']) })
  for (const wrong of mistakes) {
    const isShown = wrong.setting in attributes || wrong.setting.startsWith('config')
    if (!isShown)
      lines.push({ code: shown(wrong.setting), text: saying(wrong, element), kind: 'mistake' })
  }
  lines.push(...explainChildren(element, found))
  return { title: isDiv ? `A <div ${mark}>` : `<${tagName}>`, lines }
}

function settingMistakes(
  { tagName, attributes, json }: PastedElement,
  { backends }: Known,
  { scripts }: Pasted,
): SettingMistake[] {
  const raw = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [propertyOf(name), value]),
  )
  const script = scripts[0]?.src ?? ''
  const text = json.find(({ slot }) => slot === 'config')?.text
  let config: unknown
  try {
    config = text === undefined ? undefined : JSON.parse(text)
  } catch {
    // Where it breaks is said by `explainConfig`.
  }
  return mistakesIn(
    { ...raw, config },
    {
      url: 'https://your-site.example/page',
      backends: tagName === 'undersigned-tally' ? countable() : backends,
      scriptOrigin: URL.canParse(script) ? new URL(script).origin : undefined,
    },
  ).map((one) => ({ ...one, setting: attributeOf(one.setting) }))
}

/** What the package says of a setting, as a sentence. @param mark around code */
export function sentence(description: string, mark = ''): string {
  const plain = description.replaceAll('`', mark)
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}.`
}

function saying({ text, isFatal }: SettingMistake, element: PastedElement): string {
  const end = /[.?]$/.test(text) ? '' : '.'
  return isFatal
    ? `This stops the ${shownBy(element)}: ${text}${end}`
    : `The ${shownBy(element)} goes on with the default: ${text}${end}`
}

/** @param isData of a `div`, where builders keep what is their own too */
function unknownAttribute(
  name: string,
  known: readonly string[],
  isData = false,
): Omit<Line, 'code'> {
  if (name.startsWith('on'))
    return {
      text: 'A script in an attribute. The widget does not need it, and a strict policy of the page stops it.',
      kind: 'note',
    }
  const near = closest(name, known)
  if (everywhere.test(name) || (isData && !near))
    return { text: 'Not ours: it is for the page.', kind: 'plain' }
  return {
    text: `The widget knows no such attribute and passes over it.${near ? ` Did you mean "${near}"?` : ''}`,
    kind: 'mistake',
  }
}

export const shownMeanwhile =
  'Shown until the widget has come, and to those whose browser runs no script.'

function explainChildren(element: PastedElement, found: Pasted): Line[] {
  const { tagName, lostJson, slots } = element
  const lines: Line[] = []
  if (found.selfClosing.includes(tagName))
    lines.push({
      code: `<${tagName} … />`,
      text: 'HTML does not know tags that close themselves: all that follows stands inside it. Write the closing tag.',
      kind: 'mistake',
    })
  if (lostJson > 0)
    lines.push({
      code: '<script>',
      text: 'A script inside the element is read when it is directly inside and says type="application/json" and slot="config" or slot="messages". This one is passed over.',
      kind: 'mistake',
    })
  for (const slot of slots)
    lines.push({
      code: `slot="${slot}"`,
      text: 'Something of the page’s own, shown at this place of the widget.',
      kind: 'plain',
    })
  if (tagName !== 'undersigned-petition') return lines
  lines.push(...explainMeanwhile(element))
  const twice = found.elements.filter(
    (one) =>
      one.tagName === tagName &&
      one.attributes['petition'] === element.attributes['petition'] &&
      one.attributes['endpoint'] === element.attributes['endpoint'],
  )
  if (twice.length > 1 && twice[0] === element)
    lines.push({
      code: 'petition',
      text: 'The same petition stands there twice. Both forms work, and they share one number.',
      kind: 'note',
    })
  const { endpoint = '' } = element.attributes
  if (/^http:\/\/(localhost|127\.|\[::1\])/.test(endpoint))
    lines.push({
      code: 'endpoint',
      text: 'This backend is on your own machine: nobody else can reach it.',
      kind: 'note',
    })
  return lines
}

/** What stands there until the widget has come, or instead of it. */
function explainMeanwhile({ form, links }: PastedElement): Line[] {
  if (form) return explainForm(form)
  return [
    links.length > 0
      ? { code: '<a href>', text: shownMeanwhile, kind: 'plain' }
      : {
          code: '<a href>',
          text: 'There is no link inside the element: people whose browser runs no script find nothing there. Put one to the petition’s page.',
          kind: 'note',
        },
  ]
}

function explainForm(form: Readonly<Record<string, string>>): Line[] {
  const lines: Line[] = [
    {
      code: '<form>',
      text: 'A plain form, which works without script. Once the script is ready, the widget comes in its place and takes over what was typed.',
      kind: 'plain',
    },
  ]
  if (form['method']?.toLowerCase() !== 'post')
    lines.push(
      mistake(
        'method',
        'method="post" is missing: the browser would put what people type into the address, and nobody takes it there.',
      ),
    )
  if (!form['action'])
    lines.push(
      mistake(
        'action',
        'The form does not say where it is sent. Write the address of the petition’s page.',
      ),
    )
  return lines
}
