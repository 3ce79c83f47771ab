import fc from 'fast-check'
import { tallies, ways, type Choices } from '../../demo/configurator/choices.ts'

/** Attributes of the element that hold a text, and those that are on by being there. */
export const texts = [
  ...['petition', 'endpoint', 'backend', 'partner', 'source', 'fields', 'goal', 'heading-level'],
  ...['live', 'load', 'share-url', 'theme', 'tone', 'lang', 'dir'],
]
export const flags = ['announce-tally', 'preview']
export const attributes = [...texts, ...flags]

const said = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '</script>',
    '&quot;',
  ),
)
const url = fc
  .tuple(fc.domain(), fc.constantFrom('', '/sign', '/a/b'))
  .map(([domain, path]) => `https://${domain}${path}`)
const json = fc
  .dictionary(
    fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
    fc.json().map((text) => JSON.parse(text) as unknown),
    { maxKeys: 3, noNullPrototype: true },
  )
  // As a page would hold it.
  .map((value) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>)
const looks = {
  brand: ['#1f4f8a', 'rebeccapurple', 'rgb(1 2 3)'],
  radius: ['8px', '0'],
  font: ['Georgia, serif'],
  'max-width': ['40rem'],
  shadow: ['0 1px 2px black'],
}

/** Any choices at all: also such that nobody should make. */
export const anyChoices: fc.Arbitrary<Choices> = fc.record(
  {
    way: fc.constantFrom(...ways),
    attributes: fc
      .record(
        {
          ...Object.fromEntries(texts.map((name) => [name, said])),
          ...Object.fromEntries(flags.map((name) => [name, fc.constant('')])),
          petition: said,
          endpoint: url,
          backend: fc.constantFrom('undersigned', 'json', 'form'),
        },
        { requiredKeys: ['petition', 'endpoint'], noNullPrototype: true },
      )
      .map((all) => all as Record<string, string>), // the keys are strings' own
    config: json,
    look: fc.record(
      Object.fromEntries(
        Object.entries(looks).map(([name, values]) => [name, fc.constantFrom(...values)]),
      ),
      { requiredKeys: [], noNullPrototype: true },
    ) as fc.Arbitrary<Record<string, string>>, // as above
    script: fc.oneof(fc.constant(''), url),
    pin: fc.option(
      fc.record(
        {
          version: fc.constantFrom('0.1.0', '1.20.3-beta.1'),
          integrity: fc.constantFrom('sha384-abc+/def=', 'sha256-AAAA'),
        },
        { noNullPrototype: true },
      ),
      { nil: undefined },
    ),
    tally: fc.constantFrom('' as const, ...tallies),
    reserve: fc.boolean(),
    link: fc.oneof(fc.constant(''), url),
    site: fc.oneof(
      fc.constant(''),
      fc.domain().map((domain) => `https://${domain}`),
    ),
  },
  { noNullPrototype: true },
)
