import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator'
import { postcodeExample, postcodes, readPostcode, type Postcodes } from '../schema/index.ts'

/**
 * What the server knows of postcodes: how they are written, as the browser does, and then which of them a country
 * gives out. The list for that is asked only of countries whose codes we know ourselves: a wrong no keeps somebody
 * from signing, and a wrong yes does little harm.
 */
export const knownPostcodes: Postcodes = {
  isNeeded: postcodes.isNeeded,
  fits(country, typed) {
    const code = readPostcode(country, typed)
    if (code === undefined) return false
    if (!postcodeExample(country) || !postcodeValidatorExistsForCountry(country)) return true
    // The list has "MD-2001" without the country, and "LV-1010" with it.
    const bare = code.startsWith(`${country}-`) ? code.slice(country.length + 1) : code
    return postcodeValidator(code, country) || postcodeValidator(bare, country)
  },
}
