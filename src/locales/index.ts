export { en, type Catalogue, type MessageKey, type Plural, type Words } from './en.ts'
