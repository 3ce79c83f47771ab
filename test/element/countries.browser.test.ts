import { expect } from '@open-wc/testing'
import { countries, fillCountries } from '../../src/element/countries.ts'
import { Locale } from '../../src/element/locale.ts'
import { countriesIn } from '../../src/server/countries.ts'

describe('the countries to choose from', () => {
  it('are those that the backend takes, in every browser', async () => {
    const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code).toSorted()
    const ours = countries(new Locale('en', undefined))
    await ours.load()
    expect(codes(ours.part ?? [])).to.deep.equal(codes(countriesIn(['en-GB'])))
  })

  it('stand in the order of the language, in English too, where no collator is asked', async () => {
    for (const tag of ['en', 'en-GB', 'en-US', 'en-AU', 'en-IN', 'sv', 'cs', 'el']) {
      const { list } = new Locale(tag, undefined)
      const chunk = countries({ list, file: undefined })
      await chunk.load()
      const names = chunk.part!.map(({ name }) => name) // loaded
      expect(names).to.deep.equal(names.toSorted(new Intl.Collator(list).compare), tag)
    }
  })

  it('come into a list once, the common ones first, and leave alone what a person chooses', async () => {
    const locale = new Locale('en', undefined)
    await countries(locale).load()
    const select = document.createElement('select')
    select.append(new Option('Choose', ''))
    const common = ['GB', 'IE']
    fillCountries(select, 'IE', common, locale)
    const options = [...select.options].map(({ value }) => value)
    expect(options.slice(0, 4)).to.deep.equal(['', 'GB', 'IE', 'AF'])
    expect(options.filter((code) => code === 'IE').length).to.equal(2)
    expect(select.selectedOptions[0]).to.equal(select.options[2])

    select.value = 'FR'
    const [, kept] = select.options
    fillCountries(select, 'IE', [...common], locale)
    expect(select.options[1]).to.equal(kept)
    expect([select.value, select.options[2]?.value]).to.deep.equal(['FR', 'IE'])
    fillCountries(select, 'DE', common, locale)
    expect(select.value).to.equal('DE')
    fillCountries(select, 'XX', common, locale)
    expect([select.value, select.selectedIndex]).to.deep.equal(['', 0])
    fillCountries(select, '', undefined, locale)
    expect(select.querySelectorAll('optgroup').length).to.equal(0)
    expect(select.options.length).to.equal(options.length - common.length)
  })
})
