/** ISO 3166-1 alpha-2, and Kosovo's user-assigned XK. */
const codes =
  'ADAEAFAGAIALAMAOARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGTGUGWGYHKHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW'

/** Countries whose post knows no codes (Universal Postal Union, addressing by country). */
const codeless =
  'AEAGAOAWBFBIBJBOBSBWBZCFCGCICKCMCWDJDMERFJGAGDGHGMGQGYHKKIKMKNKPLCMLMOMRMWNRNUQARWSBSCSLSRSSSTSXSYTDTGTKTLTOTVUGVUYEZW'

export interface Country {
  code: string
  name: string
}

/** Every country with its name, in the language's order. */
export function countries(list: readonly string[]): Country[] {
  const collator = new Intl.Collator([...list])
  return pairs(codes)
    .map((code) => country(code, list))
    .sort((a, b) => collator.compare(a.name, b.name))
}

/** One country by its code. */
export function country(code: string, list: readonly string[]): Country {
  const names = new Intl.DisplayNames([...list], { type: 'region' })
  try {
    return { code, name: names.of(code) ?? code }
  } catch {
    // No code at all: shown as it was written.
    return { code, name: code }
  }
}

/** Whether the post of a country knows codes; an unknown country may. */
export function hasPostcodes(code: string): boolean {
  return !pairs(codeless).includes(code)
}

function pairs(packed: string): string[] {
  return packed.match(/../g) ?? []
}
