import { hasDocument, type Choices } from './choices.ts'

/** The endpoint without the slash that may end it. */
export function endpointOf({ attributes }: Choices): string {
  return (attributes['endpoint'] ?? '').replace(/\/+$/, '')
}

/** Where the script is, for the way that is chosen. */
export function scriptUrl(choices: Choices): string {
  const classic = choices.way === 'classic' ? '.classic' : ''
  const version = choices.pin ? `-${choices.pin.version}` : ''
  return `${scriptFolder(choices)}/undersigned${version}${classic}.js`
}

/** What the script lies in: the endpoint's origin unless it was said. */
export function scriptFolder(choices: Choices): string {
  const said = choices.script || (hasDocument(choices) ? endpointOf(choices) : '')
  return said.replace(/\/+$/, '')
}

/** Where people sign without the script. */
export function petitionUrl(choices: Choices): string {
  if (choices.link) return choices.link
  if (!hasDocument(choices) || !endpointOf(choices)) return ''
  return `${endpointOf(choices)}/p/${encodeURIComponent(choices.attributes['petition'] ?? '')}`
}

/** The origin of a URL; empty when it is none. */
export function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : ''
}
