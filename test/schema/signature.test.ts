import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  fieldNames,
  limits,
  Signature,
  signatureIssues,
  slugPattern,
  tidy,
  type Asked,
  type FieldName,
} from '../../src/schema/index.ts'

const whole = {
  name: 'Ada',
  email: 'ada@example.org',
  country: 'GB',
  postcode: 'E1 6AN',
  comment: 'Keep it',
  consents: { updates: true },
  declarations: { residence: true },
  locale: 'en',
  partner: 'poppy-project',
  source: 'newsletter',
  shown: 'r1',
  trap: '',
  proof: 'x',
}

const nothing: Asked = { fields: [], consents: [], declarations: [] }
const asking = (name: FieldName, required = true): Asked => ({
  ...nothing,
  fields: [{ name, required }],
})
const codeOf = (name: FieldName, value: string) =>
  signatureIssues({ [name]: value }, asking(name))[0]?.code

describe('a signature', () => {
  it('is taken whole, and with nothing but what it always needs', () => {
    assert.deepEqual(Signature.parse(whole), whole)
    assert(Signature.safeParse({ shown: 'r1' }).success)
  })

  it('with another key at any level is refused', () => {
    assert(!Signature.safeParse({ ...whole, later: 1 }).success)
    assert(
      !Signature.safeParse({ ...whole, consents: { updates: true, 'Not A Slug': true } }).success,
    )
    assert(!Signature.safeParse({ ...whole, consents: { updates: { yes: true } } }).success)
    assert(
      !Signature.safeParse(JSON.parse('{"locale":"en","shown":"r","__proto__":{"x":1}}')).success,
    )
  })

  it('with another type in any place is refused', () => {
    for (const key of Object.keys(whole)) {
      for (const odd of [null, 7, true, ['x'], { x: 1 }]) {
        assert(
          !Signature.safeParse({ ...whole, [key]: odd }).success,
          `${key}: ${JSON.stringify(odd)}`,
        )
      }
    }
    assert(!Signature.safeParse({ ...whole, shown: undefined }).success)
  })

  it('may not say false to a declaration, which is not to make it', () => {
    assert(!Signature.safeParse({ ...whole, declarations: { residence: false } }).success)
    assert(Signature.safeParse({ ...whole, consents: { updates: false } }).success)
  })

  for (const [key, most] of [
    ['locale', 35],
    ['partner', 64],
    ['source', 64],
    ['shown', 64],
  ] as const) {
    it(`${key} has at most ${most} characters`, () => {
      for (const length of [most - 1, most])
        assert(Signature.safeParse({ ...whole, [key]: 'a'.repeat(length) }).success)
      assert(!Signature.safeParse({ ...whole, [key]: 'a'.repeat(most + 1) }).success)
    })
  }
})

describe('the limits of fields', () => {
  const filler: Partial<Record<FieldName, (length: number) => string>> = {
    email: (length) => `ada@${'a'.repeat(length - 7)}.eu`,
    phone: (length) => '1'.repeat(length),
  }
  for (const name of fieldNames.filter((field) => field !== 'country')) {
    it(`${name} takes ${limits[name]} code points and not one more`, () => {
      const of = filler[name] ?? ((length: number) => 'é'.repeat(length))
      assert.equal(codeOf(name, of(limits[name] - 1)), undefined)
      assert.equal(codeOf(name, of(limits[name])), undefined)
      assert.equal(codeOf(name, of(limits[name] + 1)), 'long')
    })
  }
  it('count code points of the composed form, not units or bytes', () => {
    assert.equal(codeOf('name', '𠮷'.repeat(255)), undefined)
    assert.equal(codeOf('name', '𠮷'.repeat(256)), 'long')
    assert.equal(codeOf('name', 'e\u0301'.repeat(255)), undefined)
    assert.equal(codeOf('name', ` ${'a'.repeat(255)} `), undefined)
  })
  it('are those of the contract', () => {
    const { name, email, comment, bodyBytes, nesting } = limits
    assert.deepEqual([name, email, comment, bodyBytes, nesting], [255, 254, 2000, 16_384, 4])
  })
  it('leave 64 characters before the at sign', () => {
    assert.equal(codeOf('email', `${'a'.repeat(64)}@x.eu`), undefined)
    assert.equal(codeOf('email', `${'a'.repeat(65)}@x.eu`), 'format')
  })
})

describe('an email address', () => {
  for (const email of [
    "o'neil@b.ie",
    'a+b@x.eu',
    'user@exämple.org',
    'üser@example.org',
    '用户@例子.公司',
    'a@b-c.d.museum',
    'x@xn--exmple-cua.org',
    '"odd"@b.ie',
    ' ada@b.ie ',
    'user@उदाहरण.भारत',
  ]) {
    it(`may be ${email} (row 36)`, () => assert.equal(codeOf('email', email), undefined))
  }
  for (const email of [
    'a@b',
    'a b@c.eu',
    '@x.eu',
    'a@',
    'a',
    'a@b@c.eu',
    'a@.eu',
    'a@b..eu',
    'a@b.',
    'a@b.e',
    'a@b.eu,',
    '<a@b.eu>',
    'a@b.eu\r\nbcc: c@d.eu',
    'a@b_c.eu',
    'a@\u202eue.b',
  ]) {
    it(`may not be ${JSON.stringify(email)} (row 36)`, () =>
      assert.equal(codeOf('email', email), 'format'))
  }
})

describe('a name', () => {
  for (const name of [
    'O',
    '李',
    'Björk',
    'María-José O’Neill',
    'محمد',
    'é'.repeat(255),
    'Ng',
    "D'Arcy St. John-Smith",
    'Jr. 3rd',
    'नरेन्द्र',
    'J. R. R. Tolkien',
    'X Æ A-12',
    'Ștefan',
    'ñ',
  ]) {
    it(`may be ${name.slice(0, 30)}, and stays as it is (row 37)`, () => {
      assert.equal(codeOf('name', name), undefined)
      assert.equal(tidy(name), name)
    })
  }
  for (const name of [
    'https://spam.example',
    'Buy at www.spam.ru',
    'cheap-pills.com',
    'see //x',
    'Ann WIN.ONLINE now',
  ]) {
    it(`may not hold the link ${name}`, () => assert.equal(codeOf('name', name), 'link'))
  }
  for (const name of [
    'a\u0000b',
    'a\u001bb',
    'a\nb',
    'a\tb',
    'a\u202eb',
    'a\u2066b',
    'a\ud800b',
    'a\u0085b',
  ]) {
    it(`may not hold ${JSON.stringify(name)}`, () => assert.equal(codeOf('name', name), 'format'))
  }
  it('of blanks is missing', () => assert.equal(codeOf('name', ' \u00a0\n'), 'missing'))
})

describe('other fields', () => {
  it('a comment may have lines, and a link', () => {
    assert.equal(codeOf('comment', 'One\nsee https://a.example\r\n\tthree'), undefined)
    assert.equal(codeOf('comment', 'a\u0000b'), 'format')
  })
  it('a country is two capitals, a phone number has digits', () => {
    assert.deepEqual(
      ['GB', 'gb', 'GBR', 'G'].map((value) => codeOf('country', value)),
      [undefined, 'format', 'long', 'format'],
    )
    assert.deepEqual(
      ['+44 20 7946 0000', '(020) 7946-0000', 'call me', '12'].map((value) =>
        codeOf('phone', value),
      ),
      [undefined, undefined, 'format', 'format'],
    )
  })
  it('take no long time for long values', () => {
    for (const piece of ['a', '.', '@', 'a.', '-', ' ', '(', 'a@', '//', 'www', '+1']) {
      for (const name of fieldNames) {
        const start = process.threadCpuUsage()
        codeOf(name, piece.repeat(65_536 / piece.length))
        assert(process.threadCpuUsage(start).user < 100_000, `${name} of ${piece}`)
      }
    }
  })
})

describe('what needs attention', () => {
  const asked: Asked = {
    fields: [
      { name: 'name', required: true },
      { name: 'email', required: true },
      { name: 'postcode', required: false },
    ],
    declarations: [
      { id: 'residence', required: true },
      { id: 'age', required: false },
    ],
    consents: [
      { id: 'terms', purpose: 'processing', mode: 'checkbox', required: true },
      { id: 'updates', purpose: 'updates', mode: 'yes-no', required: true },
      { id: 'poppy', purpose: 'partner', mode: 'checkbox', required: true },
    ],
  }
  const fine = {
    name: 'Ada',
    email: 'ada@b.ie',
    declarations: { residence: true },
    consents: { terms: true, updates: false },
  } as const

  it('is nothing when all is there', () => assert.deepEqual(signatureIssues(fine, asked), []))

  it('comes in the order in which it is asked', () => {
    assert.deepEqual(
      signatureIssues({ postcode: 'x'.repeat(17) }, asked).map(
        ({ field, code }) => `${field} ${code}`,
      ),
      [
        'name missing',
        'email missing',
        'postcode long',
        'declarations.residence missing',
        'consents.terms missing',
        'consents.updates missing',
      ],
    )
  })

  it('is a no where a yes is needed, and never a no elsewhere', () => {
    const consents = { terms: false, updates: false, poppy: false }
    assert.deepEqual(signatureIssues({ ...fine, consents }, asked), [
      { field: 'consents.terms', code: 'missing' },
    ])
  })
})

describe('a slug', () => {
  it('has 1 to 64 characters of a to z, digits and inner hyphens', () => {
    for (const slug of ['a', '0', 'a-b', 'a--b', 'a'.repeat(64)]) assert.match(slug, slugPattern)
    for (const slug of [
      '',
      '-',
      'a-',
      '-a',
      'A',
      'ä',
      'a_b',
      'a.b',
      'a b',
      'a\n',
      'a'.repeat(65),
    ]) {
      assert.doesNotMatch(slug, slugPattern)
    }
  })
})
