import { leftBehind } from './carried.ts'
import { hasDocument, tallies, ways, type Choices, type Way } from './choices.ts'
import { pinOffered, type Desk, type Known } from './desk.ts'
import { make, setText } from './dom.ts'
import { choiceSetting, group, switchSetting, textSetting } from './setting.ts'

const about: Record<Way, [name: string, when: string]> = {
  module: ['A tag and a script', 'Where you may write HTML. The first choice.'],
  div: ['A div', 'Where the builder strips tags it does not know.'],
  classic: ['A tag and a classic script', 'For tag managers and optimisers that know no modules.'],
  iframe: ['A frame', 'Where no script of others may run in the page.'],
  wordpress: ['A shortcode', 'For WordPress with our plugin.'],
  link: ['A link', 'For mails, and where nothing else is possible.'],
}

/** How the widget comes into the page. */
export function waySettings(desk: Desk): HTMLElement {
  const hasScript = ({ choices }: Known) => ['module', 'div', 'classic'].includes(choices.way)
  return group(
    desk,
    'Way in',
    undefined,
    wayChoice(desk),
    textSetting(desk, {
      setting: 'site',
      label: 'Origin of your site',
      hint: 'Needed where the page keeps the frame and not its script. Such as `https://your-site.example`.',
      type: 'url',
      isWanted: ({ choices }) => choices.way === 'iframe',
      read: ({ site }) => site,
      write: (choices, site) => ({ ...choices, site }),
    }),
    textSetting(desk, {
      setting: 'script',
      label: 'Where the script is',
      hint: 'A folder that holds `undersigned.js`. Empty: the endpoint serves it.',
      isWanted: hasScript,
      read: ({ script }) => script,
      write: (choices, script) => ({ ...choices, script }),
    }),
    textSetting(desk, {
      setting: 'link',
      label: 'Where to sign without JavaScript',
      hint: 'A page of your own. Empty: the petition’s page at the endpoint, where there is one.',
      isWanted: hasScript,
      read: ({ link }) => link,
      write: (choices, link) => ({ ...choices, link }),
    }),
    pinSwitch(desk),
    switchSetting(desk, {
      setting: 'reserve',
      label: 'Keep the place free until it has come',
      hint: 'Nothing on the page jumps. The height is measured here, at three widths.',
      isWanted: ({ choices }) => choices.way !== 'link',
      read: ({ reserve }) => (reserve ? 'yes' : ''),
      write: (choices, value) => ({ ...choices, reserve: value !== '' }),
    }),
    choiceSetting(desk, {
      setting: 'tally',
      label: 'The number, elsewhere on the page',
      isWanted: (known) => hasScript(known) && hasDocument(known.choices),
      words: [
        { value: '', label: 'No' },
        ...tallies.map((value) => ({ value, label: `As a ${value}` })),
      ],
      read: ({ tally }) => tally,
      write: (choices, value) => ({
        ...choices,
        tally: tallies.find((word) => word === value) ?? '',
      }),
    }),
  )
}

function wayChoice(desk: Desk): HTMLElement {
  const behind = make('p', { class: 'hint' })
  const mistake = make('p', { class: 'mistake', id: 'set-way-mistake', hidden: true })
  const radios = ways.map((way) => {
    const [name, when] = about[way]
    const radio = make('input', {
      type: 'radio',
      name: 'way',
      id: `set-way-${way}`,
      value: way,
      'aria-describedby': `way-${way}-hint set-way-mistake`,
    })
    radio.addEventListener('change', () => desk.choose(withWay(desk.known, way)))
    const label = make('label', { for: radio.id }, name)
    const hint = make('p', { class: 'hint', id: `way-${way}-hint` }, when)
    return { way, radio, view: make('div', { class: 'radio' }, radio, label, hint) }
  })
  const whole = make(
    'div',
    { class: 'setting', role: 'radiogroup', 'aria-label': 'Way in' },
    mistake,
    ...radios.map(({ view }) => view),
    behind,
  )
  desk.hear(({ choices, problems }) => {
    for (const { way, radio } of radios) radio.checked = way === choices.way
    const left = leftBehind(choices)
    setText(behind, left.length > 0 ? `This way does not carry: ${left.join(', ')}.` : '')
    const problem = problems.find(({ setting }) => setting === 'way')
    mistake.hidden = !problem
    setText(mistake, problem ? `${problem.text}.` : '')
  })
  return whole
}

/** The classic script is another file, with an integrity of its own. */
function withWay(known: Known, way: Way): Choices {
  const choices = { ...known.choices, way }
  return choices.pin ? { ...choices, pin: pinOffered({ ...known, choices }) } : choices
}

function pinSwitch(desk: Desk): HTMLElement {
  const setting = switchSetting(desk, {
    setting: 'pin',
    label: 'Pin the version, with its integrity',
    hint: 'The script never changes until you change it.',
    isWanted: ({ choices }) => ['module', 'div', 'classic'].includes(choices.way),
    read: ({ pin }) => (pin ? 'yes' : ''),
    write: (choices, value) => ({
      ...choices,
      pin: value ? pinOffered(desk.known) : undefined,
    }),
  })
  const why = make('p', { class: 'hint', id: 'pin-why' })
  setting.append(why)
  const control = setting.querySelector('input')
  desk.hear((known) => {
    const isPossible = Boolean(known.choices.pin ?? pinOffered(known))
    control?.toggleAttribute('disabled', !isPossible)
    setText(
      why,
      isPossible
        ? ''
        : hasDocument(known.choices)
          ? 'Press “Look it up”: the endpoint says which version it serves.'
          : 'Press “Look it up”, above: the host of the script says which version it serves.',
    )
  })
  return setting
}
