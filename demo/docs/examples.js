// @ts-check

// The widgets of these pages are real, in preview, and their backend is this file: nothing is sent anywhere.

const { registerBackend } = await import(new URL('widget/undersigned.js', import.meta.url).href)
const file = new URL('example.json', import.meta.url)
/** @type {Promise<Record<string, unknown>> | undefined} */
let loading

const now = Date.now()
const day = 24 * 60 * 60 * 1000
/** @param {number} days */
const inDays = (days) => new Date(now + days * day).toISOString()

const tally = {
  petition: 'example',
  status: 'open',
  count: 1204,
  goal: 1500,
  stream: false,
  lineage: 'example',
  version: 1,
  at: inDays(0),
}

registerBackend('example', async () => () => ({
  async petition() {
    loading ??= fetch(file).then((answer) => answer.json())
    const document = await loading
    return {
      ...document,
      id: 'example',
      revision: 'example',
      // As an adapter hands it over: read, and not as a campaigner writes it.
      fields: [
        { name: 'name', required: true },
        { name: 'email', required: true },
        { name: 'postcode', required: false },
      ],
      consents: [],
      declarations: [],
      updates: [],
      partners: [],
      translations: {},
      text: 'We, the undersigned, ask the Metropolitan Police to keep its specialist human trafficking unit open.',
      backers: [],
      milestones: [],
      opensAt: inDays(-21),
      closesAt: inDays(35),
      status: 'open',
      tally,
    }
  },
  async sign() {
    throw new Error('the examples are in preview')
  },
  async tally() {
    return tally
  },
}))
