import {
  backerKinds,
  comeOf,
  fieldsIn,
  parseText,
  statusAt,
  type Field,
  type Inline,
  type PetitionFile,
} from '../../schema/index.ts'
import { petitionIn } from '../language.ts'
import type { KnownPetition } from '../petitions.ts'
import type { Words } from '../pages/words.ts'

/** The place that a petition takes: from this width of its column on, so many CSS pixels. */
export interface Reserve {
  from: number
  height: number
}

/** Where the form of most columns changes: telephones, tablets and narrow columns, the form beside the text. */
const widths = [320, 560, 880] as const

/**
 * How tall a petition will be, at three widths, counted from its words and from the measures of the style sheet
 * (element/undersigned-petition.styles.ts). Fonts differ, so it is an estimate on the safe side: space that stays free
 * moves nothing. The configurator measures instead.
 */
export function reserveOf(petition: KnownPetition, words: Words, now: number): Reserve[] {
  return widths.map((width, i) => ({
    from: i === 0 ? 0 : width,
    height: heightAt(petition, words, width, now),
  }))
}

/** The same for one width. */
export function heightAt(
  petition: KnownPetition,
  words: Words,
  width: number,
  now: number,
): number {
  const file = petitionIn(petition.file, words.lang)
  const status = statusAt({ ...file, paused: petition.record.paused }, now)
  const inset = width <= 336 ? 16 : width < 544 ? 24 : 32
  const inner = Math.min(width, 1056) - 2 * inset - 2
  const isWide = width >= 832
  const column = isWide ? inner - 444 : inner
  const title = width <= 336 ? 24 : width < 544 ? 28 : 32
  const isOpen = status === 'open'
  const act = isOpen
    ? formHeight(petition, file, words, isWide ? 352 : inner)
    : // The panel of what has become of it.
      420 +
      lines(file.delivery?.text ?? '', column) * 24 +
      lines(file.outcome?.text ?? '', column) * 24
  const told = [
    headHeight(file, column, title),
    // The number that was handed in is told in the panel.
    file.delivery && !isOpen ? 0 : 112,
    textHeight(file.text, column),
    storyHeight(file, column, now),
  ].filter((height) => height > 0)
  const beside = sum(told) + told.length * 28
  const content = isWide ? Math.max(beside, act + 48) : beside + act
  return Math.ceil((2 * inset + 2 + content) / 10) * 10
}

function headHeight({ target, title, summary, owner }: PetitionFile, width: number, size: number) {
  const to = [target.name, target.role, target.organisation].filter(Boolean).join(', ')
  const by = [owner.name, owner.role].filter(Boolean).join(', ')
  return (
    lines(`${to}     `, width, 15) * 21 +
    12 +
    lines(title, width, size * 1.12) * size * 1.18 +
    (summary ? 12 + lines(summary, width, 17) * 25.5 : 0) +
    12 +
    lines(`${by}           `, width, 14) * 21
  )
}

/** A long text is folded after its first paragraphs (element/text-view.ts). */
function textHeight(source: string, width: number, shown = 300, long = 700): number {
  const blocks = parseText(source)
  const heights: number[] = []
  let length = 0
  for (const block of blocks) {
    if (source.length > long && length > shown) return sum(heights) + heights.length * 12 + 44
    const parts = block.kind === 'paragraph' ? [block.inline] : block.items
    const narrower = block.kind === 'paragraph' ? width : width - 20
    heights.push(sum(parts.map((part) => lines(plainText(part), narrower) * 24)))
    length += JSON.stringify(block).length
  }
  return sum(heights) + (heights.length - 1) * 12
}

function formHeight(
  petition: KnownPetition,
  file: PetitionFile,
  { say }: Words,
  width: number,
): number {
  const asked = petition.shownAs(petition.revision)?.asked.fields ?? []
  const country = asked.find(({ name }) => name === 'country')?.preset ?? ''
  const isPaired = width >= 480
  const rows = paired(fieldsIn(country, asked), isPaired).map(
    (field) => 78 + hintHeight(field, file, say, width),
  )
  const ticks = [...file.declarations, ...file.consents].map((asks) => {
    const text = lines(`${asks.text} ${say('form.optional')}`, width - 36) * 24
    if ('mode' in asks && asks.mode === 'yes-no') return text + 2 * 44 + (asks.required ? 6 : 33)
    const purpose = !('mode' in asks) && asks.purpose ? 6 + lines(asks.purpose, width, 14) * 21 : 0
    return Math.max(44, text + 20) + purpose
  })
  const { controller } = file
  const legal = [
    say('privacy.text', { controller: controller.name, link: say('privacy.link') }),
    say('privacy.withdraw', { contact: controller.contact }),
  ].map((sentence) => lines(sentence, width, 13) * 19.5)
  const parts = [
    25,
    lines(say('form.allRequired'), width, 14) * 21 - 12,
    sum(rows) + (rows.length - 1) * 20,
    ...ticks,
    sum(legal) + 8,
    48,
  ]
  return sum(parts) + (parts.length - 1) * 20
}

/** In the middle width two short fields share a row, where both are asked one after the other. */
function paired(fields: readonly Field[], isPaired: boolean): Field[] {
  const second: Record<string, string> = {
    family: 'given',
    given: 'family',
    city: 'postcode',
    postcode: 'city',
  }
  const rows: Field[] = []
  let isHalf = false
  for (const field of fields) {
    const before = rows.at(-1)?.name
    if (isPaired && isHalf && before !== undefined && second[field.name] === before) isHalf = false
    else {
      rows.push(field)
      isHalf = field.name in second
    }
  }
  return rows
}

function hintHeight(
  { name, purpose }: Field,
  { target }: PetitionFile,
  say: Words['say'],
  width: number,
): number {
  const own =
    name === 'email' || name === 'phone'
      ? say(`${name}.hint`)
      : name === 'comment'
        ? say('comment.hint', { target: target.name })
        : ''
  const hints = [purpose ?? '', own].filter(Boolean)
  const height = sum(hints.map((hint) => lines(hint, width, 14) * 21))
  return (height > 0 ? height + 6 : 0) + (name === 'comment' ? 66 : 0)
}

/** Who stands behind it, what it has reached, when it is decided and what has happened. */
function storyHeight(file: PetitionFile, width: number, now: number): number {
  const { backers, decision } = file
  const groups = backerKinds
    .map((kind) => backers.filter((backer) => backer.kind === kind))
    .filter((group) => group.length > 0)
    .map((group) => {
      // A long one is folded.
      if (group.length > 12) return 52
      const each = group.map(({ name, role, quote }) =>
        quote
          ? textHeight(quote, width - 19) + 6 + (lines(name, width - 19) * 24 + (role ? 21 : 0))
          : lines(name, width) * 24 + (role ? lines(role, width, 14) * 21 : 0),
      )
      return 34 + sum(each) + each.length * 8
    })
  const milestones = comeOf(file.milestones, now, 'oldest').map(
    ({ text }) => 29 + lines(text ?? 'x', width - 19) * 24,
  )
  const updates = comeOf(file.updates, now, 'newest').map(({ title, text, url }, i) => {
    const head = 21 + lines(title, width - 18, 17) * 24 + 17
    const isOpen = i < 3 && (text !== undefined || url !== undefined)
    return isOpen ? head + 12 + textHeight(text ?? '', width - 18) + (url ? 36 : 0) : head
  })
  const sections = [
    groups.length > 0 && 25 + sum(groups) + groups.length * 8,
    milestones.length > 0 && 25 + sum(milestones),
    decision && 25 + 8 + 24 + (decision.text ? 8 + lines(decision.text, width) * 24 : 0) + 29,
    updates.length > 0 && 25 + sum(updates) + updates.length * 8,
  ].filter((height) => typeof height === 'number')
  return sections.length > 0 ? sum(sections) + (sections.length - 1) * 28 : 0
}

/** How many lines a text takes, by the width of a usual letter, which is a little more than half its size. */
function lines(text: string, width: number, size = 16): number {
  const perLine = Math.max(1, width / (size * 0.57))
  return text === '' ? 0 : Math.ceil(([...text].length * 1.04) / perLine)
}

function plainText(inline: readonly Inline[]): string {
  return inline
    .map((piece) =>
      typeof piece === 'string' ? piece : 'inline' in piece ? plainText(piece.inline) : ' ',
    )
    .join('')
}

function sum(heights: readonly number[]): number {
  return heights.reduce((total, height) => total + height, 0)
}
