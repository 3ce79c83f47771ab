import { expect } from '@open-wc/testing'
import { countries } from '../../src/element/countries.ts'
import { countriesIn } from '../../src/server/countries.ts'

describe('the countries to choose from', () => {
  it('are those that the backend takes, in every browser', () => {
    const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).toSorted()
    expect(codes(countries({ list: ['en-GB', 'en'], file: undefined }))).to.deep.equal(
      codes(countriesIn(['en-GB'])),
    )
  })
})
