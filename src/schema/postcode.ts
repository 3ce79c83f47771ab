/**
 * What is known of a country's postcodes, for {@link signatureIssues}: the script in pages has it only once
 * somebody begins to fill in the form.
 */
export interface Postcodes {
  /** Whether a petition may insist on one. */
  isNeeded(country: string): boolean
  /** Whether a country's post could have given it. */
  fits(country: string, typed: string): boolean
}

/**
 * How codes are written: after the country a real one, then what else there is. A digit stands for a digit, a letter
 * for a letter, `*` for either; all else is how it is usually spaced. Only countries where this is known to hold.
 */
const written = `AT1010|BE1000|BG1000|HR10000|CY1010|CZ110 00|DK1050|EE10111|FI00100|FR75001|DE10115|GR104 31|HU1051
IED02 AF30,*** ****|IT00184|LVLV-1010|LTLT-01100|LU1118|MTVLT 1117,VLT 11,VLT 111|NL1012 AB|PL00-001|PT1100-148,1100
RO010011|SK811 01|SI1000|ES28001|SE111 20|GBW1T 7NF,M1 1AE,B33 8TH,CR2 6XH,DN55 1PT,EC1A 1BB|CH3011|NO0150|UA01001
TR06420|US20500,20500-0003|CAK1A 0B1|AU2600|NZ6011|IS101|LI9490|RS11000,110000|BA71000|ME81000|MK1000|AL1001|XK10000
MDMD-2001|GE0105|BY220030|JEJE2 3NG|GGGY1 1AA|IMIM1 1AA|MC98000|SM47890|ADAD500|JP100-0001|BR70040-010|MX06000|ZA0001
IN110001`

/** Countries whose post knows no codes (Universal Postal Union, addressing by country). */
const codeless =
  'AEAGAOAWBFBIBJBOBSBWBZCFCGCICKCMCWDJDMERFJGAGDGHGMGQGYHKKIKMKNKPLCMLMOMRMWNRNUQARWSBSCSLSRSSSTSXSYTDTGTKTLTOTVUGVUYEZW'

/** Countries with codes that many people there do not use. */
const seldom = ['IE']

const shapes = new Map(
  written.split(/[|\n]/).map((entry) => [entry.slice(0, 2), entry.slice(2).split(',')] as const),
)

/** Whether the post of a country knows codes; an unknown country may. */
function hasPostcodes(country: string): boolean {
  return !codeless.match(/../g)?.includes(country)
}

/** Whether a petition may insist on a code: not where there is none, nor where people have one and do not know it. */
function needsPostcode(country: string): boolean {
  return hasPostcodes(country) && !seldom.includes(country)
}

/** The fields as people of a country are asked: no postcode where there is none, and none required where few use theirs. */
export function fieldsIn<F extends { name: string; required: boolean }>(
  country: string,
  fields: readonly F[],
): F[] {
  return fields
    .filter(({ name }) => name !== 'postcode' || hasPostcodes(country))
    .map((field) =>
      field.name === 'postcode'
        ? { ...field, required: field.required && needsPostcode(country) }
        : field,
    )
}

/** A real code, for showing how one looks; undefined for a country whose codes are not known here. */
export function postcodeExample(country: string): string | undefined {
  return shapes.get(country)?.[0]
}

/**
 * A code as it is usually written, whatever its case, spaces and hyphens were and whether the country stood before
 * it; undefined when it cannot be one. Of countries that are not known here, every code is taken as it is.
 */
export function readPostcode(country: string, typed: string): string | undefined {
  const wide = typed.normalize('NFKC').trim().toUpperCase()
  const known = shapes.get(country)
  if (!known) return wide.replace(/\s+/g, ' ')
  const plain = wide
    // Arabic and Persian keyboards have digits of their own.
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/[\s\p{P}\p{Cf}]/gu, '')
  const [mark = ''] = /^[A-Z]+(?=\d)/.exec(plain) ?? []
  // "D-10115" and "FIN-00100": the country as it stands on cars.
  const isCountry = [country, country[0], 'FIN', 'SLO', 'EST'].includes(mark)
  const codes = isCountry ? [plain, plain.slice(mark.length)] : [plain]
  for (const shape of known) {
    const head = shape.startsWith(country) ? country : ''
    const body = shape.slice(head.length)
    const signs = body.replace(/[^A-Z\d*]/g, '')
    const code = codes.find((candidate) => isLike(candidate, signs))
    if (!code) continue
    let next = 0
    return head + body.replace(/[A-Z\d*]/g, () => code[next++] ?? '')
  }
  return undefined
}

function isLike(code: string, signs: string): boolean {
  return (
    code.length === signs.length &&
    [...signs].every((sign, i) =>
      (sign === '*' ? /[A-Z\d]/ : sign > '9' ? /[A-Z]/ : /\d/).test(code[i] ?? ''),
    )
  )
}

/** What a browser knows of postcodes; a server may know more, and takes no code that this refuses. */
export const postcodes: Postcodes = {
  isNeeded: needsPostcode,
  fits: (country, typed) => readPostcode(country, typed) !== undefined,
}
