import type { UndersignedEvents } from 'undersigned'
import { undersigned } from 'undersigned/adapters'
import 'undersigned/define'

// What the types take, and what they refuse: the check fails when either changes.
const form = document.createElement('undersigned-petition')
form.backend = undersigned({ endpoint: '/api' })
form.goal = 'auto'
form.config = { petition: { title: 'A' }, backendOptions: { list: 3 } }
form.messages = [{ lang: 'cy', submit: 'Llofnodi' }]
form.addEventListener('undersigned-sign', ({ detail }) => detail.waitUntil(form.ready))
// Events bubble, so the page may listen anywhere.
document.addEventListener('undersigned-tallied', ({ detail }) => detail.count.toFixed())

// @ts-expect-error: words are exact
form.theme = 'Dark'
// @ts-expect-error: there is no level 7
form.headingLevel = 7
// @ts-expect-error: "option" is no part of a configuration
form.config = { option: {} }
// @ts-expect-error: an outcome is a word
form.addEventListener('undersigned-signed', (event: CustomEvent<{ outcome: 1 }>) => event)
// @ts-expect-error: nothing of the person is told
export const email = (detail: UndersignedEvents['undersigned-signed']) => detail.email
