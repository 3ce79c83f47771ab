// @ts-check
import { bring, more, states } from './states.js'

// ?state= shows one alone, else all; lang, dir, theme and width are the page's wishes for each of them. A figure has
// `data-reached` when its state is reached, the document when all are.

const wishes = new URL(location.href).searchParams
const all = { ...states, ...more }
const choices = {
  state: Object.keys(all),
  lang: 'en bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ar cy fa he tr uk ur qps-ploc'.split(
    ' ',
  ),
  dir: ['ltr', 'rtl'],
  theme: ['light', 'dark', 'auto', 'host'],
}

/** @param {string} name */
const wish = (name) => wishes.get(name) || undefined

showWishes()
await showStates()

function showWishes() {
  for (const [name, words] of Object.entries(choices)) {
    const select = document.querySelector(`select[name=${name}]`)
    if (!(select instanceof HTMLSelectElement)) continue
    select.append(new Option(name === 'state' ? 'all' : '', ''))
    for (const word of words) select.append(new Option(word, word, false, word === wish(name)))
    select.addEventListener('change', () => select.form?.requestSubmit())
  }
  const width = document.querySelector('input[name=width]')
  if (width instanceof HTMLInputElement) width.value = wish('width') ?? ''
}

async function showStates() {
  const { documentElement } = document
  const place = document.querySelector('#states')
  if (!place) return
  const alone = wish('state')
  const lang = wish('lang') ?? 'en'
  const theme = wish('theme')
  if (alone) documentElement.classList.add('alone')
  if (theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches))
    documentElement.classList.add('dark')
  const width = wish('width') ?? (alone ? '' : '360')
  if (width) documentElement.style.setProperty('--width', `${Number(width)}px`)
  const attributes = Object.fromEntries(
    ['theme', 'dir'].flatMap((name) => (wish(name) ? [[name, wish(name) ?? '']] : [])),
  )

  // One after the other: each is made with the page's clock and network to itself.
  for (const name of alone ? [alone] : Object.keys(all)) {
    const figure = frame(name)
    place.append(figure)
    try {
      await bring(name, figure, { lang, attributes })
      figure.dataset['reached'] = ''
    } catch (error) {
      figure.dataset['failed'] = String(error)
    }
  }
  if (!alone) {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    scrollTo(0, 0)
  }
  documentElement.dataset['reached'] = ''
}

/** @param {string} name */
function frame(name) {
  const figure = document.createElement('figure')
  figure.id = name
  const caption = document.createElement('figcaption')
  const link = document.createElement('a')
  const single = new URL(location.href)
  single.searchParams.set('state', name)
  link.href = single.href
  link.textContent = name
  caption.append(link, `: ${all[name]?.what ?? 'there is no such state'}`)
  figure.append(caption)
  return figure
}
