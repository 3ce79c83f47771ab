import { ConfigError, readConfig, type Raw } from '../../src/element/config.ts'
import { explain } from '../../src/element/mistakes.ts'

/** What is wrong with a setting, in the widget's own words. */
export interface SettingMistake {
  /** As the reader names it: an attribute, or `config.petition` and its like. */
  setting: string
  text: string
  /** The form is not shown. */
  isFatal: boolean
}

export interface Around {
  url: string
  backends: readonly string[]
  scriptOrigin?: string | undefined
}

/** Every mistake of the settings, found by the package's own reader; it stops at the first, so it is asked again without it. */
export function mistakesIn(said: Raw, around: Around): SettingMistake[] {
  const found = new Map<string, SettingMistake>()
  const add = (mistake: ConfigError, isFatal: boolean) => {
    const { setting } = mistake
    if (!found.has(setting)) found.set(setting, { setting, text: explain(mistake), isFatal })
  }
  let raw: Raw = said
  // Elements find that out when they load it.
  const { backend } = said
  if (typeof backend === 'string' && !around.backends.includes(backend)) {
    add(new ConfigError('backend', backend, around.backends), true)
    raw = { ...said, ...inOrder['backend'] }
  }
  // One round for each setting that can stop the form, and one that goes through.
  for (let round = 0; round < 10; round++) {
    try {
      readConfig(raw, around, (mistake) => add(mistake, false))
      break
    } catch (mistake) {
      if (!(mistake instanceof ConfigError)) throw mistake
      add(mistake, true)
      raw = { ...raw, ...inOrder[mistake.setting.split('.')[0] ?? ''] }
    }
  }
  return [...found.values()]
}

/** What to go on with where a setting stopped the reader. */
const inOrder: Record<string, Raw> = {
  petition: { petition: 'a' },
  endpoint: { endpoint: 'https://sign.example.org' },
  backend: { backend: undefined },
  partner: { partner: undefined },
  fields: { fields: undefined },
  config: { config: undefined },
}
