/** As much of the package as the tests use; it brings no types. */
declare module 'commonmark' {
  interface Node {
    type: string
    literal: string | null
    destination: string | null
    firstChild: Node | null
    next: Node | null
    listType: 'bullet' | 'ordered'
    listStart: number | null
  }
  class Parser {
    parse(source: string): Node
  }
}
