import { hasDocument, type Choices } from './choices.ts'
import { foundFor, type Desk, type Known } from './desk.ts'
import { make, setText } from './dom.ts'
import { examplePetition } from './example.ts'
import { isRecord } from './is-record.ts'
import type { Show, Told } from './preview-messages.ts'
import { isValue, measuredWidths, type Heights } from './style-sheet.ts'

const widths = [256, 320, 480, 960]
/** Typing is not followed letter by letter. */
const restMs = 250

/** The real widget, in pages of its own, and what is said of it. */
export function preview(desk: Desk): HTMLElement {
  const what = make('p', { class: 'hint', id: 'preview-what' })
  const mistake = make('p', { class: 'mistake', hidden: true })
  const stage = make('div', {
    class: 'stage',
    tabindex: 0,
    role: 'region',
    'aria-label': 'The petition form as your page would show it',
  })
  const tools = previewTools(() => arrange())
  const measure = frameFor('Heights are measured here', 'measure')
  measure.inert = true
  measure.setAttribute('aria-hidden', 'true')
  measure.tabIndex = -1

  let frames: HTMLIFrameElement[] = []
  let resting: ReturnType<typeof setTimeout> | undefined
  const ready = new WeakSet<Window>()

  const send = () => {
    mistake.hidden = true
    for (const { contentWindow } of frames)
      if (contentWindow && ready.has(contentWindow))
        contentWindow.postMessage(wishOf(desk.known, tools.page()), location.origin)
    if (measure.contentWindow && ready.has(measure.contentWindow))
      measure.contentWindow.postMessage(
        measureOf(wishOf(desk.known, tools.page())),
        location.origin,
      )
  }
  const arrange = () => {
    const wanted = tools.width() === 'all' ? widths : [Number(tools.width())]
    const isSame = wanted.join() === frames.map(({ dataset }) => dataset['width']).join()
    if (!isSame) {
      frames = wanted.map((width) => {
        const frame = frameFor(`The form at ${width} pixels`, '')
        frame.dataset['width'] = String(width)
        frame.style.inlineSize = `${width}px`
        return frame
      })
      const figures = frames.map((frame) =>
        make('figure', {}, make('figcaption', {}, `${frame.dataset['width']} px`), frame),
      )
      stage.replaceChildren(...figures)
    }
    for (const frame of frames) frame.dataset['scheme'] = tools.page().scheme
    send()
  }

  addEventListener('message', ({ data, origin, source }: MessageEvent<Told>) => {
    const isOurs =
      source === measure.contentWindow || frames.some((one) => one.contentWindow === source)
    // Tools of testers send messages of their own.
    if (origin !== location.origin || !isOurs || typeof data !== 'object') return
    if (data.kind === 'ready') {
      ready.add(source as Window) // it is one of the two kinds above
      send()
    } else if (data.kind === 'heights') {
      const heights = data.heights as Heights // asked for at these widths
      if (JSON.stringify(heights) !== JSON.stringify(desk.known.heights)) desk.learn({ heights })
    } else if (data.kind === 'mistake') {
      setText(mistake, data.text)
      mistake.hidden = false
    }
  })
  desk.hear((known, before) => {
    const petition = foundFor(known)
    setText(
      what,
      petition
        ? `Your petition, as ${known.choices.attributes['endpoint']} has it. Nothing is sent.`
        : hasDocument(known.choices)
          ? 'An example petition. “Look it up” shows yours. Nothing is sent.'
          : 'The petition that your page brings. Nothing is sent.',
    )
    if (
      known.choices === before.choices &&
      known.found === before.found &&
      known.hasTally === before.hasTally
    )
      return
    clearTimeout(resting)
    resting = setTimeout(send, restMs)
  })
  const whole = make('div', {}, what, tools.view, mistake, stage, measure)
  // As wide as there is room for.
  requestAnimationFrame(() => {
    const { paddingInlineStart } = getComputedStyle(stage)
    const room = stage.clientWidth - 2 * Number.parseFloat(paddingInlineStart)
    tools.choose([...widths].reverse().find((width) => width <= room) ?? 256)
    arrange()
  })
  return whole
}

function frameFor(title: string, kind: string): HTMLIFrameElement {
  return make('iframe', { src: 'preview.html', title, class: kind || undefined })
}

/** Width, colours and language of the page around the widget; no part of what is pasted. */
function previewTools(changed: () => void) {
  const select = (id: string, label: string, words: Record<string, string>) => {
    const control = make('select', { id, onchange: changed })
    control.append(...Object.entries(words).map(([value, text]) => make('option', { value }, text)))
    return { control, view: make('div', {}, make('label', { for: id }, label), control) }
  }
  const width = select('preview-width', 'Width', {
    ...Object.fromEntries(widths.map((pixels) => [`${pixels}`, `${pixels} px`])),
    all: 'All of them',
  })
  const scheme = select('preview-scheme', 'Page', { light: 'Light page', dark: 'Dark page' })
  const lang = select('preview-lang', 'Language of the page', {
    en: 'English',
    de: 'German',
    fr: 'French',
    cy: 'Welsh',
    ar: 'Arabic',
    'qps-ploc': 'As long as words get',
  })
  return {
    view: make('div', { class: 'tools' }, width.view, scheme.view, lang.view),
    width: () => width.control.value,
    choose: (pixels: number) => (width.control.value = String(pixels)),
    page: (): Show['page'] => ({
      lang: lang.control.value,
      scheme: scheme.control.value === 'dark' ? 'dark' : 'light',
    }),
  }
}

function wishOf(known: Known, page: Show['page']): Show {
  const { choices } = known
  const hasTally = hasDocument(choices) || known.hasTally
  // Where it posts is not for a preview to know.
  const { endpoint: _, backend: __, petition: ___, ...attributes } = choices.attributes
  return {
    kind: 'show',
    attributes,
    document: documentOf(known, choices),
    hasTally,
    look: Object.fromEntries(
      Object.entries(choices.look).filter(([name, value]) => isValue(name, value)),
    ),
    page,
  }
}

/** A form that is wanted only when it is near would never be there to be measured. */
function measureOf(wish: Show): Show {
  const { load, ...attributes } = wish.attributes
  return {
    ...wish,
    attributes: {
      ...attributes,
      ...(load === 'click' && { load }),
      live: 'off',
    },
    measure: measuredWidths,
  }
}

function documentOf(known: Known, choices: Choices): Record<string, unknown> {
  if (hasDocument(choices)) return foundFor(known) ?? { ...examplePetition }
  const said = choices.config['petition']
  if (!isRecord(said)) return { ...examplePetition }
  // What is not written yet is the example's.
  const { target, owner, controller } = examplePetition
  const parts = Object.entries({ target, owner, controller }).map(([key, example]) => [
    key,
    { ...example, ...Object(said[key]) },
  ])
  return {
    ...examplePetition,
    consents: [],
    ...said,
    ...(Object.fromEntries(parts) as Record<string, unknown>),
  }
}
