import { languages } from '../../src/locales/languages.ts'
import { backendOptions, withStart } from './backend-options.ts'
import { backendOf, example, withAttribute, type Choices } from './choices.ts'
import { foundFor, type Desk, type Known } from './desk.ts'
import { make } from './dom.ts'
import { sentence } from './explain-element.ts'
import { fieldOrder } from './field-order.ts'
import { inlinePetition } from './inline-petition.ts'
import { lookSettings } from './look-settings.ts'
import { lookUpButton } from './look-up-button.ts'
import { wordsOf, type Manifest } from './manifest.ts'
import { choiceSetting, group, more, switchSetting, textSetting } from './setting.ts'
import { waySettings } from './way-settings.ts'

/** The settings, each bound to what it says in the snippet. */
export function settings(desk: Desk, manifest: Manifest, backends: readonly string[]): HTMLElement {
  const told = manifest['undersigned-petition']
  const about = (name: string): string => {
    const description = told.attributes.find((one) => one.name === name)?.description
    return description ? sentence(description, '`') : ''
  }
  const text = (name: string, label: string, placeholder?: string) =>
    textSetting(desk, {
      ...attribute(name),
      label,
      hint: about(name),
      ...(placeholder && { placeholder }),
      ...(name === 'partner' && { proposals: partners }),
    })
  const words = (name: string, label: string, names: Readonly<Record<string, string>>) =>
    choiceSetting(desk, {
      ...attribute(name),
      label,
      hint: about(name),
      words: [
        { value: '', label: 'Not set' },
        ...(wordsOf(name) ?? []).map((value) => ({
          value,
          label: names[value] ? `${value}: ${names[value]}` : value,
        })),
      ],
    })
  const flag = (name: string, label: string) =>
    switchSetting(desk, {
      setting: name,
      label,
      hint: about(name),
      read: ({ attributes }) => (name in attributes ? 'yes' : ''),
      write: (choices, value) => withAttribute(choices, name, value ? '' : undefined),
    })

  return make(
    'form',
    {
      'aria-labelledby': 'settings',
      novalidate: true,
      onsubmit: (event) => event.preventDefault(),
    },
    group(
      desk,
      'Where it posts',
      undefined,
      choiceSetting(desk, {
        ...attribute('backend'),
        label: 'Backend',
        hint: 'What takes the signatures.',
        read: backendOf,
        write: withBackend,
        words: backends.map((name) => ({ value: name, label: name })),
      }),
      text('endpoint', 'Endpoint', example.endpoint),
      text('petition', 'Petition', example.petition),
      lookUpButton(desk),
      text('partner', 'Partner'),
      text('source', 'Source'),
    ),
    inlinePetition(desk),
    backendOptions(desk),
    group(
      desk,
      'Form',
      undefined,
      fieldOrder(desk),
      choiceSetting(desk, {
        ...attribute('heading-level'),
        label: 'Level of the first heading',
        hint: about('heading-level'),
        words: [
          { value: '', label: 'Not set' },
          ...[1, 2, 3, 4, 5, 6].map((level) => ({ value: `${level}`, label: `${level}` })),
        ],
      }),
      text('goal', 'Goal'),
      words('theme', 'Theme', {}),
      more(
        'More about the form',
        words('load', 'Load', {}),
        words('live', 'Number', {}),
        text('share-url', 'What is shared'),
        flag('announce-tally', 'Tell screen readers when the number moves'),
        flag('preview', 'Preview: send nothing'),
      ),
    ),
    group(
      desk,
      'Language',
      undefined,
      choiceSetting(desk, {
        ...attribute('lang'),
        label: 'Language of the words',
        hint: `${about('lang')} Set it only where your page does not say its own.`,
        words: [{ value: '', label: 'As the page says' }, ...languageNames()],
      }),
      words('tone', 'Address', {}),
    ),
    lookSettings(desk, told.cssProperties),
    waySettings(desk),
  )
}

/** Reads and writes an attribute; empty is not set, but for what is needed. */
function attribute(name: string) {
  const isNeeded = name === 'petition' || name === 'endpoint'
  return {
    setting: name,
    read: ({ attributes }: Choices) => attributes[name] ?? '',
    write: (choices: Choices, value: string) =>
      withAttribute(choices, name, value || isNeeded ? value : undefined),
  }
}

/** The backend of this package is meant where none is named, and has the petition itself. */
function withBackend(choices: Choices, name: string): Choices {
  const { fields: _, ...attributes } = choices.attributes
  const bare = { ...choices, attributes }
  return withStart(withAttribute(bare, 'backend', name === 'undersigned' ? undefined : name))
}

function partners(known: Known): { value: string; label: string }[] {
  return (foundFor(known)?.partners ?? []).map(({ id, name }) => ({ value: id, label: name }))
}

/** In their own words, by name. */
function languageNames(): { value: string; label: string }[] {
  const named = ['en', ...languages].map((value) => {
    const name = new Intl.DisplayNames([value], { type: 'language' }).of(value) ?? value
    return { value, label: `${name.charAt(0).toLocaleUpperCase(value)}${name.slice(1)} (${value})` }
  })
  return named.sort((a, b) => a.label.localeCompare(b.label))
}
