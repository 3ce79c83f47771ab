import { closest } from '../../src/element/closest.ts'
import type { Petition } from '../../src/schema/index.ts'
import { needsOurBackend } from './carried.ts'
import { hasDocument, valueAt, type Choices } from './choices.ts'
import { scriptFolder } from './addresses.ts'
import { attributeOf, propertyOf } from './manifest.ts'
import { mistakesIn } from './mistakes-in.ts'
import { isValue, propertyFor } from './style-sheet.ts'

/** What is wrong with a choice. */
export interface Problem {
  /** An attribute, `look.NAME`, `config.…`, `script`, `site` or `way`. */
  setting: string
  text: string
  /** The form would not be shown, or there would be nothing to paste. */
  isFatal: boolean
  /** Nothing was said there yet. */
  isMissing?: boolean
}

/** The page that the snippet is meant for: nobody's. */
const page = 'https://your-site.example/'

/**
 * What is wrong with the choices, by the package's own reader and by what a way needs.
 * @param petition as it was looked up
 */
export function problemsOf(
  choices: Choices,
  backends: readonly string[],
  petition?: Petition,
): Problem[] {
  const { attributes, config, look, way, script, site } = choices
  const raw = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [propertyOf(name), value]),
  )
  const isInline = !hasDocument(choices)
  const problems: Problem[] = mistakesIn(
    { ...raw, ...(Object.keys(config).length > 0 && { config }) },
    { url: page, backends },
  ).map((one) => ({ ...one, setting: attributeOf(one.setting) }))
  const add = (setting: string, text: string) => problems.push({ setting, text, isFatal: true })

  const partner = partnerProblem(choices, petition)
  if (partner && !problems.some(({ setting }) => setting === 'partner')) problems.push(partner)
  if (needsOurBackend(choices))
    add('way', 'Only the backend of this package has a page of its own; take a way with a script')
  if (isInline)
    for (const [path, what] of needed) {
      const value = valueAt(config, path)
      if (typeof value !== 'string' || !value.trim())
        problems.push({ setting: path, text: `${what} is needed`, isFatal: true, isMissing: true })
    }
  const privacy = valueAt(config, 'petition.controller.privacyUrl')
  if (typeof privacy === 'string' && privacy && !/^https:\/\/[^/]/.test(privacy))
    add('petition.controller.privacyUrl', 'It accepts an https: URL')
  if (isInline && !scriptFolder(choices))
    problems.push({
      setting: 'script',
      text: 'Another backend does not serve the script: say where it is',
      isFatal: true,
      isMissing: true,
    })
  if (script && !isAddress(script)) add('script', 'It accepts an https: URL of a folder')
  if (choices.link && !isAddress(choices.link)) add('link', 'It accepts an https: URL')
  if (way === 'iframe' && site && !isAddress(site))
    add('site', 'It accepts an origin: https://your-site.example')
  for (const [name, value] of Object.entries(look))
    if (!isValue(name, value))
      problems.push({
        setting: `look.${name}`,
        text: `"${value}" is nothing that ${propertyFor(name)} accepts in CSS`,
        isFatal: false,
      })
  return problems
}

/** A backend takes what comes from a partner it does not know, and credits nobody with it. */
function partnerProblem({ attributes, way }: Choices, petition?: Petition): Problem | undefined {
  const partner = attributes['partner']?.trim()
  const listed = petition?.partners.map(({ id }) => id) ?? []
  if (!partner || listed.length === 0 || listed.includes(partner)) return undefined
  const counted =
    way === 'iframe'
      ? 'the frame takes the partner of the page around it, if there is one'
      : 'signatures are counted for no partner'
  const near = closest(partner, listed)
  const more = listed.length > 8 ? ' and others' : ''
  const hint = near
    ? `. Did you mean "${near}"?`
    : `. It lists: ${listed.slice(0, 8).join(', ')}${more}`
  return {
    setting: 'partner',
    text: `The petition lists no partner "${partner}": ${counted}${hint}`,
    isFatal: false,
  }
}

const needed = [
  ['petition.title', 'A title'],
  ['petition.text', 'A text'],
  ['petition.target.name', 'Who is asked'],
  ['petition.owner.name', 'Who asks'],
  ['petition.controller.name', 'Who is responsible for the data'],
  ['petition.controller.contact', 'An address for questions about the data'],
  ['petition.controller.privacyUrl', 'The address of the privacy notice'],
] as const

/** What a page may load from: `https:`, or this machine. */
function isAddress(text: string): boolean {
  return (
    URL.canParse(text) &&
    /^(https:\/\/|http:\/\/(localhost|127\.\d+\.\d+\.\d+)[:/]?)/.test(text) &&
    !/\s/.test(text)
  )
}
