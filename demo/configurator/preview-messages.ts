/** What the page tells a frame of the preview. */
export interface Show {
  kind: 'show'
  /** Of the element, without what names a backend. */
  attributes: Readonly<Record<string, string>>
  /** The petition as a document has it. */
  document: Readonly<Record<string, unknown>>
  hasTally: boolean
  look: Readonly<Record<string, string>>
  /** Of the page around the widget. */
  page: { lang: string; scheme: 'light' | 'dark' }
  /** Widths to measure at, instead of one widget to look at. */
  measure?: readonly number[]
}

/** What a frame tells the page. */
export type Told =
  | { kind: 'ready' }
  | { kind: 'heights'; heights: Record<number, number> }
  /** A mistake, in the widget's words. */
  | { kind: 'mistake'; text: string }
