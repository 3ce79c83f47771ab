import { UndersignedPetition, UndersignedTally } from './element/index.ts'

declare global {
  interface HTMLElementTagNameMap {
    'undersigned-petition': UndersignedPetition
    'undersigned-tally': UndersignedTally
  }
}

// Harmless twice, in two versions, and where there is no page at all: the first one keeps the name.
if (globalThis.customElements) {
  const elements = {
    'undersigned-petition': UndersignedPetition,
    'undersigned-tally': UndersignedTally,
  }
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element)
  }
}
