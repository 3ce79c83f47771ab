import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { enStory } from '../../src/locales/en-story.ts'
import type { Plural, Words } from '../../src/locales/en.ts'
import { languages } from '../../src/locales/languages.ts'
import { mailEn } from '../../src/locales/mail-en.ts'
import type { LanguageSource } from '../../src/locales/pack.ts'
import { pagesEn } from '../../src/locales/pages-en.ts'
import { parts } from '../../src/locales/parts.ts'

type Section = Record<string, Words>

/** Said of other languages, and in English. */
const englishOnly = ['lang.notice']

const widget = without(Object.assign({}, ...parts.slice(0, -1)) as Section, englishOnly)
/** The English words by the sections of a language's file. What pages share with the elements is among theirs. */
const sections: Record<string, Section> = {
  widget,
  story: enStory,
  pages: without(pagesEn, [...Object.keys(widget), ...Object.keys(enStory), ...englishOnly]),
  mail: mailEn,
}

/** Whole numbers that reach every form that any number reaches. */
const whole = [...Array(201).keys(), 1000, 1001, 1100, 10_000, 100_000, 1_000_000, 2_000_000]
/** What may be said as in English. */
const sameAsEnglish =
  /^(consent\.no|newTab|petition\.to|postcode\.label|phone\.label|organisation\.label|comment\..*|backers\..*|milestone\..*|delivery\..*|page\..*|to|from|confirm\.(name|petition|no|yes)|share\..*|tally\.reached)$/
/** Written in letters of their own; names of networks and of things stay Latin. */
const ownScripts: Record<string, RegExp> = {
  bg: /\p{Script=Cyrillic}/u,
  uk: /\p{Script=Cyrillic}/u,
  el: /\p{Script=Greek}/u,
  ar: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  he: /\p{Script=Hebrew}/u,
}

for (const tag of languages) {
  const path = `src/locales/${tag}.json`
  const source = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as LanguageSource & Record<string, Section>)
    : undefined

  test(`${tag} has every text in every form that its numbers reach (row 25)`, () => {
    assert.ok(source, `${path} is missing`)
    const wrong: string[] = []
    for (const [section, english] of Object.entries(sections)) {
      const own = source[section] ?? {}
      for (const [key, words] of Object.entries(english))
        wrong.push(
          ...problemsOf(tag, key, words, own[key]).map((what) => `${section} ${key}: ${what}`),
        )
    }
    for (const other of ['formal', 'informal'])
      for (const [key, words] of Object.entries(source[other] ?? {})) {
        const english = widget[key]
        if (english)
          wrong.push(
            ...problemsOf(tag, key, english, words).map((what) => `${other} ${key}: ${what}`),
          )
        if (JSON.stringify(words) === JSON.stringify(source.widget[key]))
          wrong.push(`${other} ${key} is the same`)
      }
    assert.deepEqual(wrong, [])
  })

  test(`${tag} is written as its language is (row 25)`, () => {
    const wrong: string[] = []
    for (const section of [...Object.keys(sections), 'formal', 'informal'])
      for (const [key, words] of Object.entries(source?.[section] ?? {}))
        for (const text of Object.values(formsOf(words)))
          wrong.push(...slipsOf(tag, text).map((what) => `${section} ${key}: ${what}: ${text}`))
    assert.deepEqual(wrong, [])
  })
}

test('no text of a language is one that nothing shows, and each has as many as English (row 25)', (t) => {
  const all = Object.values(sections).reduce((sum, texts) => sum + Object.keys(texts).length, 0)
  let strings = 0
  for (const tag of languages.filter((one) => existsSync(`src/locales/${one}.json`))) {
    const source = JSON.parse(readFileSync(`src/locales/${tag}.json`, 'utf8')) as Record<
      string,
      Section
    >
    const unknown = Object.entries(sections).flatMap(([section, english]) =>
      Object.keys(source[section] ?? {}).filter((key) => !(key in english)),
    )
    assert.deepEqual(unknown, [], tag)
    const own = Object.keys(sections).map((section) => Object.values(source[section] ?? {}))
    assert.equal(own.flat().length, all, tag)
    strings += own.flat().flatMap((words) => Object.values(formsOf(words))).length
  }
  t.diagnostic(`${languages.length} languages × ${all} texts; ${strings} strings with their forms`)
})

test('the languages, how far they are and their tones stand in the list for readers', () => {
  const list = readFileSync('LANGUAGES.md', 'utf8')
  for (const tag of languages) {
    const source = JSON.parse(readFileSync(`src/locales/${tag}.json`, 'utf8')) as LanguageSource
    const { status, tone } = source
    const other = tone === 'formal' ? 'informal' : 'formal'
    const tones = tone && source[other] ? `${tone}, ${other}` : 'one'
    assert.ok(['draft', 'reviewed'].includes(status), tag)
    const name = new Intl.DisplayNames('en', { type: 'language' }).of(tag)
    assert.ok(
      list.includes(`| \`${tag}\` | ${name} | ${status} | ${tones} |`),
      `${tag} is ${status}, ${tones}`,
    )
  }
  assert.equal(list.match(/^\| `/gm)?.length, languages.length + 1)
})

function problemsOf(tag: string, key: string, english: Words, own: Words | undefined): string[] {
  if (own === undefined) return ['is missing']
  if (typeof own !== typeof english) return ['is no text or has no forms']
  const rules = new Intl.PluralRules(tag)
  const forms = formsOf(own)
  const needed =
    typeof own === 'string' ? [''] : [...new Set(whole.map((n) => rules.select(n))), 'other']
  if (typeof english !== 'string' && english['=0']) needed.push('=0')
  const model = formsOf(english)
  const wanted = placeholders(model['other'] ?? model[''] ?? '')
  return [
    ...needed.filter((form) => !forms[form]?.trim()).map((form) => `${form} is missing`),
    ...Object.entries(forms).flatMap(([form, text]) => {
      const found = placeholders(text)
      // An exact or a single form may say the number in words.
      const mayLack = /^(=\d+|zero|one|two)$/.test(form) ? ['{count}'] : []
      const lost = wanted.filter((name) => !found.includes(name) && !mayLack.includes(name))
      const added = found.filter((name) => !wanted.includes(name))
      return [
        ...lost.map((name) => `${form} has lost ${name}`),
        ...added.map((name) => `${form} has ${name}, which nothing fills in`),
        ...(Object.values(model).includes(text) && text.length > 6 && !sameAsEnglish.test(key)
          ? [`${form} is English`]
          : []),
        ...(form && !needed.includes(form) && !/^=\d+$/.test(form)
          ? [`${form} is never used`]
          : []),
      ]
    }),
  ]
}

function slipsOf(tag: string, text: string): string[] {
  const slips: string[] = []
  if (/ {2}|^\s|\s$/.test(text)) slips.push('odd spaces')
  if (tag === 'fr' && /[^\s][?!;:](?=\s|$)/.test(text.replaceAll(/https?:/g, '')))
    slips.push('a narrow no-break space stands before ? ! ; and a no-break space before :')
  if (tag === 'es' && text.includes('?') !== text.includes('¿'))
    slips.push('¿ and ? belong together')
  if (tag === 'es' && text.includes('!') !== text.includes('¡'))
    slips.push('¡ and ! belong together')
  if (tag === 'el' && text.includes('?')) slips.push('the question mark is ;')
  if (['ar', 'ur'].includes(tag) && /[?;](?=\s|$)/.test(text)) slips.push('the question mark is ؟')
  const script = ownScripts[tag]
  const bare = text.replaceAll(/\{\w+\}/g, '')
  if (script && /\p{L}/u.test(bare) && !script.test(bare)) slips.push('foreign letters')
  if (script && /[a-z]{3,}/i.test(bare.replaceAll(/spam/gi, ''))) slips.push('Latin letters')
  if (!script && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(bare))
    slips.push('letters of another script')
  return slips
}

function formsOf(words: Words): Record<string, string> {
  return typeof words === 'string' ? { '': words } : { ...(words as Plural) }
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])]
}

function without<T extends object>(section: T, keys: readonly string[]): Section {
  return Object.fromEntries(
    Object.entries(section).filter(([key]) => !keys.includes(key)),
  ) as Section
}
