import { isRecord } from './is-record.ts'
import { start, tallies, ways, type Choices, type TallyChoice, type Way } from './choices.ts'

/** The choices as a part of an address, so that they can be shared; what is as at the start is left out. */
export function hashOf(choices: Choices): string {
  const { way, attributes, config, look, script, pin, tally, reserve, link, site } = choices
  const said = new URLSearchParams()
  if (way !== start.way) said.set('way', way)
  for (const [name, value] of Object.entries(attributes)) said.set(`a.${name}`, value)
  if (Object.keys(config).length > 0) said.set('config', JSON.stringify(config))
  for (const [name, value] of Object.entries(look)) said.set(`look.${name}`, value)
  if (script) said.set('script', script)
  if (pin) said.set('pin', `${pin.version} ${pin.integrity}`)
  if (tally) said.set('tally', tally)
  if (!reserve) said.set('reserve', 'no')
  if (link) said.set('link', link)
  if (site) said.set('site', site)
  return said.size > 0 ? `#${said}` : ''
}

/**
 * Reads such a part of an address; what cannot be read counts as not said.
 * @param known attributes: whoever follows a link is not to paste what else it might bring
 */
export function choicesIn(hash: string, known: readonly string[]): Choices {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  if (said.size === 0) return start
  const named = (prefix: string) =>
    Object.fromEntries(
      [...said].flatMap(([key, value]) =>
        key.startsWith(prefix) && namePattern.test(key.slice(prefix.length))
          ? [[key.slice(prefix.length), value]]
          : [],
      ),
    )
  const [, version, integrity] =
    /^(\d+\.\d+\.\d+[\w.-]*) (sha\d{3}-[\w+/]+={0,2})$/.exec(said.get('pin') ?? '') ?? []
  return {
    way: oneOf<Way>(said.get('way'), ways) ?? start.way,
    attributes: Object.fromEntries(
      Object.entries(named('a.')).filter(([name]) => known.includes(name)),
    ),
    config: recordIn(said.get('config')),
    look: named('look.'),
    script: said.get('script') ?? '',
    pin: version && integrity ? { version, integrity } : undefined,
    tally: oneOf<TallyChoice>(said.get('tally'), tallies) ?? '',
    reserve: said.get('reserve') !== 'no',
    link: said.get('link') ?? '',
    site: said.get('site') ?? '',
  }
}

const namePattern = /^[a-z][a-z-]{0,40}$/

function oneOf<T extends string>(word: string | null, words: readonly T[]): T | undefined {
  return words.find((known) => known === word)
}

function recordIn(json: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '{}')
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}
