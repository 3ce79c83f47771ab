/** A petition to look at before one's own is there. Nobody in it exists. */
export const examplePetition = {
  lang: 'en',
  revision: 'example',
  title: 'Keep the night bus to Seven Quays (an example)',
  summary: 'The last bus home is to be cut. Ask the council to keep it.',
  text: 'We, the undersigned, ask the council to keep the night bus.\n\nIt is the only way home for people who work late in the **harbour and the hospital**. Without it they walk for an hour, or stop working.',
  target: { name: 'The transport committee', organisation: 'Seven Quays Council (invented)' },
  owner: { name: 'Riders of Line 9 (invented)' },
  controller: {
    name: 'Riders of Line 9 (invented)',
    privacyUrl: 'https://charity.example/privacy',
    contact: 'privacy@charity.example',
  },
  goal: { steps: [500, 1000], stretchAt: 0.9 },
  fields: ['name', 'email', 'country', 'postcode?'],
  consents: [
    {
      id: 'updates',
      purpose: 'updates',
      controller: 'Riders of Line 9 (invented)',
      text: 'Email me about what happens to this petition',
      mode: 'checkbox',
    },
  ],
}
