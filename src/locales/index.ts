export { english, laterKey, learn, type Catalogue, type MessageKey } from './catalogue.ts'
export { en, type Plural, type Words } from './en.ts'
