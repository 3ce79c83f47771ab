/** The text of a petition, read: data, to be shown by whoever has a page or a mail. */
export type Block =
  | { kind: 'paragraph'; inline: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }

export type Inline =
  | string
  | { kind: 'em' | 'strong'; inline: Inline[] }
  | { kind: 'link'; href: string; inline: Inline[] }
  | { kind: 'break' }

/** Asterisks or underscores that may open or close emphasis. */
interface Run {
  kind: 'run'
  text: string
  /** How many of them are not used yet. */
  left: number
  opens: boolean
  closes: boolean
}

/**
 * Reads the small part of CommonMark 0.31 that petitions need: paragraphs, breaks, emphasis, lists, and links that
 * begin with `https://`, written `[text](url)` or `<url>`. Everything else is text: no HTML, no images, and no list
 * that begins at another number than 1, since it would be shown with other numbers. Time is linear in the length.
 */
export function parseText(source: string): Block[] {
  const blocks: { marker?: string; parts: string[][] }[] = []
  /** Of the paragraph or item that a further line would continue. */
  let lines: string[] | undefined
  let marker: string | undefined

  for (const line of source.split(/\r\n?|\n/)) {
    const text = line.trim()
    const [found, number = '1'] = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(text) ?? []
    const rest = text.slice(found?.length).trim()
    if (!text) lines = undefined
    else if (found && (found.at(-1) === marker || (+number === 1 && (rest || !lines)))) {
      lines = [ends(line, rest)]
      if (found.at(-1) === marker) blocks.at(-1)!.parts.push(lines) // the list that `marker` is of
      else blocks.push({ marker: (marker = found.at(-1)!), parts: [lines] })
    } else if (lines) lines.push(ends(line, text))
    else {
      marker = undefined
      blocks.push({ parts: [(lines = [ends(line, text)])] })
    }
  }

  return blocks.map(({ marker, parts }) => {
    const items = parts.map((part) => parseInline(part.join('\n').trim()))
    return marker
      ? { kind: 'list', ordered: /[.)]/.test(marker), items }
      : { kind: 'paragraph', inline: items[0]! } // a paragraph has one part
  })
}

/** Two blanks at the end of a line are a hard break, more are the same, and one keeps a backslash from making one. */
function ends(line: string, text: string): string {
  return text + (line.endsWith('  ') ? '  ' : line.endsWith(' ') ? ' ' : '')
}

const token =
  /\\([!-/:-@[-`{-~])|(?:( {2}|\\)| )?\n|([*_])\3*|<(https:\/\/[^\s<>]*)>|!?\[|\](?:\((https:\/\/(?:[^\s()<>\\]|\([^\s()<>\\]*\))*)\))?/g

function parseInline(text: string): Inline[] {
  const out: (Inline | Run)[] = []
  /** Where in `out` the brackets are that may begin a link; -1 for those of an image. */
  const brackets: number[] = []
  let from = 0
  for (let match; (match = token.exec(text)); token.lastIndex = from) {
    const [all, escaped, hard, char, auto, href] = match
    const { index } = match
    if (index > from) out.push(text.slice(from, index))
    from = index + all.length
    if (escaped) out.push(escaped)
    else if (all.endsWith('\n')) out.push(hard ? { kind: 'break' } : ' ')
    else if (char) out.push(run(text, index, all))
    else if (auto) out.push({ kind: 'link', href: auto, inline: [auto] })
    else if (all.endsWith('[')) {
      brackets.push(all === '[' ? out.length : -1)
      out.push(all)
    } else {
      const start = brackets.pop() ?? -1
      if (href && start >= 0) {
        const inline = emphasise(out.splice(start).slice(1))
        out.push({ kind: 'link', href, inline })
        // A link holds no link: what was open before it stays text.
        brackets.length = 0
      } else {
        out.push(']')
        from = index + 1 // what is in the parentheses is text like any other
      }
    }
  }
  out.push(text.slice(from))
  return emphasise(out)
}

/** Whether a run may open or close: by what is before and after it (CommonMark 0.31, "left-flanking"). */
function run(text: string, index: number, all: string): Run {
  const before = kindOf([...text.slice(Math.max(0, index - 2), index)].pop())
  const after = kindOf([...text.slice(index + all.length, index + all.length + 2)][0])
  // Blank 0, punctuation 1, else 2: a run leans to the side where there is more.
  const left = after > 0 && (after > 1 || before < 2)
  const right = before > 0 && (before > 1 || after < 2)
  const isStar = all[0] === '*'
  return {
    kind: 'run',
    text: all,
    left: all.length,
    // Nobody writes more, and whoever shows the text need not fear how deep it goes; see `deepest`.
    opens: left && (isStar || !right || before === 1) && all.length < 9,
    closes: right && (isStar || !left || after === 1),
  }
}

function kindOf(char: string | undefined): 0 | 1 | 2 {
  return !char || /\s/.test(char) ? 0 : /[\p{P}\p{S}]/u.test(char) ? 1 : 2
}

/** Emphasis that may be open at once; also what keeps the search for an opener short. */
const deepest = 32

/** Pairs the runs, a closing one with the nearest that fits, as the "delimiter stack" of CommonMark does. */
function emphasise(tokens: (Inline | Run)[]): Inline[] {
  const out: (Inline | Run)[] = []
  const open: { run: Run; at: number }[] = []
  for (const item of tokens) {
    if (isRun(item)) {
      while (item.closes && item.left) {
        let i = open.length - 1
        while (i >= 0 && !fits(open[i]!.run, item)) i--
        if (i < 0) break
        const { run, at } = open[i]! // i counts down within `open`
        const both = Math.min(run.left, item.left, 2)
        const inline = plain(out.splice(at + 1))
        run.left -= both
        item.left -= both
        open.length = run.left ? i + 1 : i
        out.push({ kind: both > 1 ? 'strong' : 'em', inline })
      }
      if (item.opens && item.left && open.length < deepest) open.push({ run: item, at: out.length })
    }
    out.push(item)
  }
  return plain(out)
}

/** Rules 9 and 10 of emphasis: where one of the two could do either, their lengths must not add up to a multiple of 3. */
function fits({ text, closes }: Run, closer: Run): boolean {
  const [a, b] = [text.length, closer.text.length]
  return text[0] === closer.text[0] && (!(closes || closer.opens) || (a + b) % 3 > 0 || a % 3 === 0)
}

function isRun(item: Inline | Run): item is Run {
  return typeof item === 'object' && item.kind === 'run'
}

/** What was not used is text, and neighbouring texts are one. */
function plain(items: (Inline | Run)[]): Inline[] {
  const out: Inline[] = []
  for (const item of items) {
    const next = isRun(item) ? item.text.slice(0, item.left) : item
    const last = out.at(-1)
    if (typeof next === 'string' && typeof last === 'string') out[out.length - 1] = last + next
    else if (next) out.push(next)
  }
  return out
}
