import { readConfig, type ConfigError, type Raw } from '../../src/element/config.ts'

/** Something the manifest tells of. */
export interface Told {
  name: string
  description: string
}

/** What the package's manifest tells of one element. */
export interface ElementTold {
  tagName: string
  description: string
  attributes: Told[]
  cssProperties: Told[]
  slots: Told[]
}

export type Manifest = Readonly<Record<'undersigned-petition' | 'undersigned-tally', ElementTold>>

/** What is read of the file; its shape is that of custom-elements-manifest. */
interface ManifestFile {
  modules: { declarations: (Partial<ElementTold> & { tagName: string })[] }[]
}

/** Reads the manifest that lies beside the script. */
export function manifestOf(file: unknown): Manifest {
  // Made by our own build, which a test compares with the elements.
  const { modules } = file as ManifestFile
  const all = modules.flatMap(({ declarations }) => declarations)
  const told = (tagName: string): ElementTold => {
    const found = all.find((element) => element.tagName === tagName)
    if (!found) throw new Error(`the manifest does not tell of ${tagName}`)
    const { description = '', attributes = [], cssProperties = [], slots = [] } = found
    return { tagName, description, attributes, cssProperties, slots }
  }
  return {
    'undersigned-petition': told('undersigned-petition'),
    'undersigned-tally': told('undersigned-tally'),
  }
}

/** The words that a setting is one of, as the package's own reader knows them; undefined for any other kind. */
export function wordsOf(attribute: string): readonly string[] | undefined {
  const heard: ConfigError[] = []
  const raw: Raw = { petition: 'a', endpoint: 'https://sign.example.org' }
  const around = { url: 'https://charity.example/' }
  try {
    readConfig({ ...raw, [propertyOf(attribute)]: '?' }, around, (mistake) => heard.push(mistake))
  } catch {
    return undefined // what stops the form is no choice of words
  }
  const { accepted } = heard[0] ?? {}
  return typeof accepted === 'string' ? undefined : accepted
}

/** `heading-level` is the property `headingLevel`. */
export function propertyOf(attribute: string): string {
  return attribute.replaceAll(/-./g, ([, letter = '']) => letter.toUpperCase())
}

/** `headingLevel` is the attribute `heading-level`. */
export function attributeOf(property: string): string {
  return property.replaceAll(/[A-Z]/g, '-$&').toLowerCase()
}
