import type { Plugin } from 'vite'

/**
 * Names that only our own code knows: no element, event, option or document has them, no text of ours and nothing of
 * the browser's. A test looks at that. One name costs the script about four bytes.
 */
export const ownNames =
  'isNeeded fieldsIn onInput requestUpdate onLeave onPress commentRoom isBegun buttonView linkView proseView postcodeExample suggestionView mishapText isOnline waitMs pollMs loadOther addController hostConnected hostDisconnected isPaused getUpdateComplete willUpdate isMissing isGuessed isVisible isMute visitChanged tellReady showTally tallyChanged laterKey runNumber isOther isLarge storyView isRefused standingView refollow bodyBytes nesting postcodes heard tryMs allMs offered renew planned isOpen isOld disguise missed overridesFrom english reopen inLanguage suggestion'.split(
    ' ',
  )

/**
 * Minifiers shorten variables and leave the names of properties alone, since they may be anybody's. These are ours, in
 * the script and in its parts alike.
 */
export function shortNames(): Plugin {
  const short = new Map(ownNames.map((name, index) => [name, `_${index.toString(36)}`]))
  const names = new RegExp(`(?<![\\w$])(?:${ownNames.join('|')})(?![\\w$])`, 'g')
  return {
    name: 'short-names',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(code, id) {
      if (!/\/src\/[^?]+\.ts$/.test(id)) return undefined
      return { code: code.replaceAll(names, (name) => short.get(name) ?? name), map: null }
    },
  }
}
