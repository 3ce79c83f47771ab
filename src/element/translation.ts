// Loaded with petitions that are translated into the language of the form, see `Chunk`.
export { inLanguage } from '../schema/index.ts'
