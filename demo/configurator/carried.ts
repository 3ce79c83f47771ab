import { hasDocument, type Choices, type Way } from './choices.ts'

/** Attributes that a way takes along; the others stay behind. */
const takes: Record<Way, 'all' | readonly string[]> = {
  module: 'all',
  classic: 'all',
  div: 'all',
  // Where it posts is set for the whole site, by those who may.
  wordpress: [
    ...['petition', 'partner', 'source', 'fields', 'goal', 'heading-level', 'live', 'load'],
    ...['announce-tally', 'share-url', 'theme', 'tone', 'lang', 'dir'],
  ],
  iframe: ['petition', 'endpoint', 'partner', 'source', 'lang', 'theme'],
  link: ['petition', 'endpoint', 'partner', 'source', 'lang'],
}

/** What of the choices the way in can say. */
export function carried(choices: Choices): Choices {
  const { way, attributes } = choices
  const taken = takes[way]
  const hasScript = taken === 'all'
  const kept = hasScript
    ? attributes
    : Object.fromEntries(
        Object.entries(attributes).flatMap(([name, value]) =>
          taken.includes(name) ? [[name, way === 'wordpress' ? plain(value) : value]] : [],
        ),
      )
  return {
    ...choices,
    attributes: kept,
    config: hasScript ? choices.config : {},
    look: hasScript || way === 'wordpress' ? choices.look : {},
    script: hasScript ? choices.script : '',
    pin: hasScript ? choices.pin : undefined,
    // Another backend's number needs its options once more.
    tally: (hasScript || way === 'wordpress') && hasDocument(choices) ? choices.tally : '',
    reserve: way === 'link' ? false : choices.reserve,
    link: hasScript ? choices.link : '',
    site: way === 'iframe' ? choices.site : '',
  }
}

/** What was chosen and stays behind, in words. */
export function leftBehind(choices: Choices): string[] {
  const { attributes, config, look, tally } = carried(choices)
  // The plugin has the endpoint already.
  const names = Object.keys(choices.attributes).filter(
    (name) => !(name in attributes) && !(choices.way === 'wordpress' && name === 'endpoint'),
  )
  return [
    ...names.map((name) => (name === 'backend' ? 'another backend' : name)),
    ...(Object.keys(choices.config).length > Object.keys(config).length
      ? ['the petition in the page']
      : []),
    ...(Object.keys(choices.look).length > Object.keys(look).length ? ['the look'] : []),
    ...(choices.tally && !tally ? ['the tally elsewhere'] : []),
  ]
}

/** A page of the backend's own: only ours has one. */
export function needsOurBackend(choices: Choices): boolean {
  return ['iframe', 'wordpress', 'link'].includes(choices.way) && !hasDocument(choices)
}

/** A shortcode holds no tags, and knows no way to write a quotation mark. */
function plain(value: string): string {
  return value.replaceAll(/["'“”[\]<>&]/g, '')
}
