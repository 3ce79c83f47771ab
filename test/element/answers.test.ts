import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldsOf } from '../../src/element/answers.ts'
import { parseField, readPetition, type Field } from '../../src/schema/index.ts'
import { fullPetition } from '../schema/examples.ts'

const petition = readPetition({
  ...fullPetition,
  fields: ['name', 'email', 'country', 'postcode?', 'city?'],
})

for (const [asked, why, comes] of [
  ['email name', 'orders, keeps what is required and leaves out the rest', 'email name country'],
  ['name email phone', 'adds nothing that the petition does not ask for', 'name email country'],
  ['name? email? country?', 'does not make optional what is required', 'name email country'],
  ['city name', 'does not require what is optional', 'city? name email country'],
] as const) {
  test(`fields="${asked}" ${why}`, () => {
    assert.ok(petition)
    const wanted = asked.split(' ').flatMap((word) => parseField(word) ?? [])
    assert.equal(fieldsOf(petition, wanted).map(wordOf).join(' '), comes)
  })
}

function wordOf({ name, required }: Field): string {
  return required ? name : `${name}?`
}
