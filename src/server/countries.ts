// ISO 3166-1 alpha-2 (2026-01), and XK, which is in wide use for Kosovo though not of the standard.
const codes = `
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW`
  .trim()
  .split(/\s+/)

const known = new Set(codes)

/** Whether a code of two capitals is a country's. */
export function isCountry(code: string): boolean {
  return known.has(code)
}

/** By the language: looking them all up takes some milliseconds. */
const named = new Map<string, { code: string; name: string }[]>()

/** All countries with their names in a language, in that language's order. */
export function countriesIn(list: readonly string[]): { code: string; name: string }[] {
  const key = list.join()
  const found = named.get(key) ?? lookUp([...list])
  // Anybody can ask for a region that is in no atlas.
  if (named.size < 50) named.set(key, found)
  return found
}

function lookUp(list: string[]): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(list, { type: 'region' })
  const { compare } = new Intl.Collator(list)
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => compare(a.name, b.name))
}
