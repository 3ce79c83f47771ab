export { english, laterKey, learn, wordsIn, type Catalogue, type MessageKey } from './catalogue.ts'
export { en, type Plural, type Words } from './en.ts'
export { partsApart, type LanguageFile, type Shelf } from './language-file.ts'
export { resolve, type Resolved } from './resolve.ts'
