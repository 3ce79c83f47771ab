import type { Petition } from '../../src/schema/index.ts'

/** A petition that is open in 2026 and asks for everything the tests of adapters need. */
export function examplePetition(changes: Partial<Petition> = {}): Petition {
  return {
    id: 'keep-the-unit',
    lang: 'en',
    revision: 'r1',
    title: 'Keep the unit',
    text: 'We ask to keep it.',
    target: { name: 'The Commissioner' },
    owner: { name: 'Mary' },
    controller: {
      name: 'Mary',
      privacyUrl: 'https://mep.example/privacy',
      contact: 'p@mep.example',
    },
    opensAt: '2026-01-01T00:00:00Z',
    timeZone: 'UTC',
    fields: [
      { name: 'name', required: true },
      { name: 'email', required: true },
    ],
    consents: [],
    declarations: [],
    confirmation: 'email',
    backers: [],
    milestones: [],
    updates: [],
    partners: [],
    translations: {},
    ...changes,
  }
}

/** A signature that the example petition takes. */
export const signature = { name: 'Ada', email: 'ada@example.org', locale: 'en', shown: 'r1' }
