import type { SvelteHTMLElements } from 'svelte/elements'
import { undersigned } from 'undersigned/adapters'
import type {} from 'undersigned/svelte'

type Attributes = SvelteHTMLElements['undersigned-petition']

// What the types take, and what they refuse: the check fails when either changes.
export const taken: Attributes = {
  class: 'wide',
  lang: 'cy',
  petition: 'a',
  backend: undersigned({ endpoint: '/api' }),
  live: false,
  goal: 500,
  fields: ['name', 'email'],
  'heading-level': '3',
  preview: true,
  config: { petition: { title: 'A' }, backendOptions: { list: 3 } },
  messages: [{ lang: 'cy', submit: 'Llofnodi' }],
  'onundersigned-sign': ({ detail, currentTarget }) => detail.waitUntil(currentTarget.ready),
}
export const refused: Attributes = {
  // @ts-expect-error: words are exact
  theme: 'Dark',
  // @ts-expect-error: there is no level 7
  headingLevel: 7,
  // @ts-expect-error: "option" is no part of a configuration
  config: { option: {} },
  // @ts-expect-error: an outcome is a word
  'onundersigned-signed': (event: CustomEvent<{ outcome: 1 }>) => event,
}
