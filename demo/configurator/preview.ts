import { memory, type Adapter } from '../../src/adapters/index.ts'
import { readPetition, type Petition } from '../../src/schema/index.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import type { Show, Told } from './preview-messages.ts'

// A page of its own with the real widget in it, whose backend lives in the page: nothing leaves it.

let shown = ''
let measuring: ResizeObserver | undefined

addEventListener('message', ({ data, origin, source }: MessageEvent<Show>) => {
  if (origin === location.origin && source === parent && data?.kind === 'show') void show(data)
})
document.addEventListener('undersigned-error', (event) => {
  // The package's own event.
  const { code, message } = (event as CustomEvent<{ code: string; message: string }>).detail
  if (code === 'config') tell({ kind: 'mistake', text: message })
})
tell({ kind: 'ready' })

async function show(wish: Show): Promise<void> {
  const { page, look, ...widget } = wish
  const { documentElement: root } = document
  root.lang = page.lang
  root.dataset['scheme'] = page.scheme
  const key = JSON.stringify([widget, page.lang])
  if (key !== shown) {
    shown = key
    await customElements.whenDefined('undersigned-petition')
    build(wish)
  }
  for (const element of document.querySelectorAll('undersigned-petition')) {
    for (const name of [...element.style])
      if (!(name.replace('--undersigned-', '') in look)) element.style.removeProperty(name)
    for (const [name, value] of Object.entries(look))
      element.style.setProperty(`--undersigned-${name}`, value)
  }
}

function build(wish: Show): void {
  const { measure, document: said } = wish
  const petition = readPetition({
    id: 'preview',
    lang: 'en',
    revision: 'preview',
    text: '',
    ...said,
  })
  measuring?.disconnect()
  if (!petition) {
    document.body.replaceChildren()
    return
  }
  if (!measure) {
    document.body.replaceChildren(widget(wish, petition, true))
    return
  }
  const places = measure.map((width) => {
    const place = document.createElement('div')
    place.style.inlineSize = `${width}px`
    place.append(widget(wish, petition, false))
    return { width, element: place.firstElementChild as UndersignedPetition } // it was just put there
  })
  document.body.replaceChildren(...places.map(({ element }) => element.parentElement ?? element))
  void measureAt(places)
}

async function measureAt(places: { width: number; element: UndersignedPetition }[]): Promise<void> {
  await Promise.all(
    places.map(async ({ element }) => {
      await element.ready
      await element.updateComplete
    }),
  )
  const first = places[0]?.element
  if (!first?.isConnected) return
  measuring = new ResizeObserver(() => {
    const heights = places.map(({ width, element }) => [width, heightOf(element)])
    tell({ kind: 'heights', heights: Object.fromEntries(heights) as Record<number, number> })
  })
  for (const { element } of places) measuring.observe(element)
}

/** In whole tens: fonts differ from page to page by more. */
function heightOf(element: Element): number {
  return Math.ceil(element.getBoundingClientRect().height / 10) * 10
}

function widget(wish: Show, petition: Petition, isPreview: boolean): UndersignedPetition {
  const element = document.createElement('undersigned-petition')
  for (const [name, value] of Object.entries(wish.attributes)) element.setAttribute(name, value)
  element.setAttribute('petition', petition.id)
  element.toggleAttribute('preview', isPreview)
  element.backend = backend(petition, wish.hasTally)
  return element
}

/** Nothing is counted here, and nothing is claimed that the backend would not tell. */
function backend(petition: Petition, hasTally: boolean): Adapter {
  const adapter = memory({ petition })
  if (hasTally) return adapter
  const { sign } = adapter
  return {
    sign,
    petition: async (id, options) => {
      const { tally: _, ...rest } = await adapter.petition(id, options)
      return rest
    },
  }
}

function tell(told: Told): void {
  parent.postMessage(told, location.origin)
}
