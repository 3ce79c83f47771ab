import type { Words } from './en.ts'

/** Who stands behind a petition and what has happened with it; loaded with `element/story.ts`. */
export const enStory = {
  'backers.title': 'Who stands behind this petition',
  'backers.charity': 'Charities',
  'backers.union': 'Trade unions',
  'backers.MEP': 'Members of the European Parliament',
  'backers.MP': 'Members of Parliament',
  'backers.councillor': 'Councillors',
  'backers.company': 'Companies',
  'backers.person': 'Individuals',
  'backers.other': 'Others',

  'milestone.title': 'What has been reached',
  'milestone.exact': { one: '{count} signature', other: '{count} signatures' },
  'milestone.over': { one: 'Over {count} signature', other: 'Over {count} signatures' },
  'milestone.almost': { one: 'Almost {count} signature', other: 'Almost {count} signatures' },

  'decision.title': 'When it is decided',
  'decision.left': { one: '{count} day left until then', other: '{count} days left until then' },
  'decision.now': 'It is being decided now',
  'decision.past': 'This date has passed',

  'updates.title': 'Updates',
  'updates.more': 'Read more',

  'partners.title': 'Where people have signed',
  'partners.count': { one: '{count} signature', other: '{count} signatures' },
  'partners.note': 'Rounded; counted once an hour',
} as const satisfies Record<string, Words>
