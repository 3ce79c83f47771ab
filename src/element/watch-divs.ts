import { divs } from './chunk.ts'

/** What a place for an element is marked by, where a site strips tags that it does not know. */
const marks = ['data-undersigned', 'data-undersigned-tally']

/** How long the page may change before it is looked at again, in milliseconds. */
const restMs = 100

/** Looks for the first place, now or whenever one comes. What is done with places is a part of its own. */
export function watchDivs(): void {
  let rest: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    rest = undefined
    if (!document.querySelector(`[${marks.join('],[')}]`)) return
    watching.disconnect()
    void divs.load()
  }
  const watching = new MutationObserver(() => (rest ??= setTimeout(look, restMs)))
  watching.observe(document, { childList: true, subtree: true, attributeFilter: marks })
  look()
}
