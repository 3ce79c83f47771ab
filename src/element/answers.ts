import type { Asked, Petition, Signature } from '../schema/index.ts'
import { limits, tidy, type Field } from '../schema/index.ts'
import { slips } from './chunk.ts'

/**
 * What was typed and ticked, by the names of the form's controls: fields by their word, `consents.ID` and
 * `declarations.ID` as `yes`, `no` or empty, and `trap`. Kept apart from the page, so that it survives whatever
 * the page does to the form.
 */
export type Answers = Record<string, string>

/** Without a prototype: what a page has given to every object is no answer. */
export function noAnswers(): Answers {
  return Object.create(null) as Answers // empty
}

/** What the form asks: the petition's fields in the page's order, without the optional ones the page leaves out. */
export function fieldsOf(petition: Petition, wanted: readonly Field[] | undefined): Field[] {
  const { fields } = petition
  if (!wanted) return fields
  const place = ({ name }: Field) => wanted.findIndex((field) => field.name === name)
  return (
    fields
      .filter((field) => field.required || place(field) >= 0)
      // A required field the page does not name keeps its place at the end: it is the petition's to ask.
      .toSorted((a, b) => (place(a) + 1 || 99) - (place(b) + 1 || 99))
  )
}

/** The answers with what was chosen beforehand for the person, until they choose. */
export function withPresets(answers: Answers, fields: readonly Field[]): Answers {
  const presets = fields.flatMap(({ name, preset }) => (preset ? [[name, preset]] : []))
  return Object.assign(noAnswers(), Object.fromEntries(presets), answers)
}

/** The fields as people of a country are asked, once it is known what is particular there. */
export function fieldsIn(country: string, fields: Field[]): Field[] {
  return slips.part?.fieldsIn(country, fields) ?? fields
}

/** The signature the answers make. An answer that was not given is absent. */
export function signatureOf(
  given: Answers,
  asked: Asked,
  about: Pick<Signature, 'locale' | 'partner' | 'source' | 'shown'>,
): Signature {
  const answers = withPresets(given, asked.fields)
  const { locale, shown } = about
  const signature: Signature = Object.assign(noAnswers(), { locale, shown })
  for (const field of asked.fields) {
    const value = tidy(answers[field.name] ?? '')
    if (value) signature[field.name] = value
  }
  for (const { id } of asked.consents) {
    const answer = answers[`consents.${id}`]
    if (answer) (signature.consents ??= {})[id] = answer === 'yes'
  }
  for (const { id } of asked.declarations) {
    if (answers[`declarations.${id}`]) (signature.declarations ??= {})[id] = true
  }
  if (about.partner) signature.partner = about.partner
  if (about.source) signature.source = about.source
  if (answers['trap']) signature.trap = answers['trap']
  return signature
}

/** How much longer a comment may be, or how much too long it is: a sentence and its number. */
export function commentRoom(comment: string): ['comment.left' | 'comment.over', { count: number }] {
  const left = limits.comment - [...comment].length
  return [left < 0 ? 'comment.over' : 'comment.left', { count: Math.abs(left) }]
}
