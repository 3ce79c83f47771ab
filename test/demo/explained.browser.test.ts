import { expect } from '@open-wc/testing'
import { pasted } from '../../demo/configurator/pasted.ts'
import { readSnippet } from '../../demo/configurator/read-snippet.ts'
import { inside, lines, mistakes, notes, script } from './explaining.ts'

const tally = (attributes: string, config = '') =>
  `${script}<undersigned-tally ${attributes}>${config && `<script type="application/json" slot="config">${config}</script>`}</undersigned-tally>`
const uk = 'endpoint="https://petition.parliament.uk" backend="uk-parliament"'

describe('what is said of a tally', () => {
  it('is no mistake where its backend is one that only reads a count', async () => {
    performance.clearResourceTimings()
    for (const html of [
      tally(`petition="700143" ${uk} variant="bar"`),
      tally('petition="45" endpoint="https://eci.ec.europa.eu" backend="eci"'),
      tally(
        'petition="a" endpoint="https://count.example/{petition}.json" backend="json-count"',
        '{"backendOptions": {"path": "data.count"}}',
      ),
      tally('petition="a" endpoint="https://json.example" backend="json"'),
      tally('petition="a" endpoint="https://sign.example.org"'),
    ])
      expect(await mistakes(html), html).to.equal('')
    const asked = performance.getEntriesByType('resource').map(({ name }) => name)
    expect(asked.filter((name) => /parliament|europa|example/.test(name))).to.deep.equal([])
  })

  it('is told what the backend says of the petition and of its options, as a thing about a number', async () => {
    const wrong: [string, RegExp][] = [
      [
        tally(`petition="abc" ${uk}`),
        /^petition: This stops the number: .*the number in the address of the petition\.$/,
      ],
      [
        tally(`petition="1" ${uk}`, '{"backendOptions": {"pth": "a"}}'),
        /^.*stops the number: .*pth.*$/,
      ],
      [tally(`petition="1" ${uk}`, '{,}'), /^slot="config": This stops the number: it is no JSON/],
      [
        tally('petition="1" endpoint="https://petition.parliament.uk" backend="uk-parliment"'),
        /stops the number.*Did you mean "uk-parliament"\?/,
      ],
      [tally(`petition="1" ${uk} variant="bra"`), /number goes on with the default.*"bar"/],
      [
        tally(
          'petition="1" endpoint="https://a.example" backend="form"',
          '{"backendOptions": {"fields": {"name": "n"}, "opaque": true}}',
        ),
        /^backend: This stops the number: .*has no number/,
      ],
    ]
    for (const [html, expected] of wrong) {
      expect(await mistakes(html)).to.match(expected)
      expect(await mistakes(html)).not.to.match(/the form/i)
    }
    // A form has to be sent somewhere.
    expect(
      await mistakes(
        `${script}<undersigned-petition petition="1" ${uk}>${inside}</undersigned-petition>`,
      ),
    ).to.match(/stops the form: backend is "uk-parliament"/)
  })
})

describe('what is said of a petition in the page', () => {
  it('is that nobody reads it where the backend has its own, or where only a number is shown', async () => {
    const config =
      '<script type="application/json" slot="config">{"petition": {"titel": "A"}}</script>'
    const petition = (attributes: string) =>
      `${script}<undersigned-petition petition="a" ${attributes}>${config}${inside}</undersigned-petition>`
    for (const html of [
      petition('endpoint="https://sign.example.org"'),
      petition('endpoint="https://sign.example.org" backend="undersigned"'),
    ]) {
      expect(await notes(html)).to.match(/^petition: .*backend has the petition itself.*not read/)
      expect(await mistakes(html)).to.equal('')
    }
    expect(
      await notes(`${script}<undersigned-tally petition="1" ${uk}>${config}</undersigned-tally>`),
    ).to.match(/^petition: .*number alone.*not read/)
    const elsewhere = petition('endpoint="https://json.example" backend="json"')
    expect(await notes(elsewhere)).to.equal('')
    expect(await mistakes(elsewhere)).to.match(/petition\.titel: /)
  })
})

describe('what is said of a plain form inside the element', () => {
  const form = (attributes: string) =>
    `<undersigned-petition petition="keep" endpoint="https://sign.example.org">
      <form ${attributes}><p><a href="https://sign.example.org/p/keep?lang=cy">Keep it</a></p>
        <input name="email"><a href="https://a.example/privacy">Privacy</a></form></undersigned-petition>`
  const plain = form('method="post" action="https://sign.example.org/p/keep"')

  it('is that it works without the script, and what the script adds', async () => {
    expect(await mistakes(plain)).to.equal('')
    expect(await notes(plain)).to.match(/^<script>: There is no script.*works as a plain one/)
    expect(await notes(script + plain)).to.equal('')
    expect((await lines(script + plain)).find(({ code }) => code === '<form>')?.text).to.match(
      /script.*comes in its place/,
    )
    // The number has no such form to go on with.
    expect(
      await mistakes(plain + tally('petition="keep" endpoint="/"').replace(script, '')),
    ).to.match(/script is missing/)
  })

  it('is a mistake where it would show in an address what was typed, or send it nowhere', async () => {
    expect(await mistakes(form('action="https://sign.example.org/p/keep"'))).to.match(
      /^method: .*address/,
    )
    expect(await mistakes(form('method="POST"'))).to.match(/^action: /)
  })

  it('is named among what is not loaded, and its links are no place to sign', () => {
    const read = readSnippet(pasted(script + plain), ['petition', 'endpoint'])
    expect(read?.notTaken).to.deep.equal(['the plain form inside it'])
    expect(read?.choices.link).to.equal('')
  })
})

describe('what is said of a frame', () => {
  const frame = (attributes: string, src = 'https://sign.example.org/embed/keep') =>
    `<iframe data-undersigned-embed src="${src}" title="Keep it" ${attributes}></iframe><script async src="https://sign.example.org/embed.js"></script>`

  it('is what its sandbox takes away, and no more', async () => {
    const whole = 'allow-scripts allow-same-origin allow-popups'
    const all: [string, RegExp][] = [
      ['', /^$/],
      [`sandbox="${whole}"`, /^$/],
      [`sandbox="Allow-Popups  ALLOW-SCRIPTS allow-same-origin"`, /^$/],
      [
        'sandbox="allow-scripts allow-popups allow-forms"',
        /^sandbox: Without allow-same-origin there is no form[^.]*\.$/,
      ],
      [
        'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"',
        /^sandbox: Without allow-scripts there is no form[^.]*\.$/,
      ],
      [
        'sandbox="allow-scripts-not allow-popups"',
        /Without allow-scripts and allow-same-origin there is no form.*opens.*cannot be sent/,
      ],
      [
        'sandbox',
        /Without allow-scripts and allow-same-origin there is no form.*link opens nothing/,
      ],
      [
        'sandbox="allow-scripts allow-same-origin"',
        /^sandbox: Without allow-popups the links in the form open nothing/,
      ],
    ]
    for (const [attributes, expected] of all)
      expect(await mistakes(frame(attributes)), attributes).to.match(expected)
  })

  it('is that it shows nothing where its address is none of the web', async () => {
    expect(await mistakes(frame('', 'javascript:alert(1)//embed/keep'))).to.match(/^src: .*https:/)
    expect(await mistakes(frame('', '/embed/keep'))).to.equal('')
  })
})

describe('what is said of shortcodes', () => {
  it('is said of a tally too, alone and beside a petition', async () => {
    expect(await mistakes('[undersigned_tally petition="a" variant="bar"]')).to.equal('')
    expect((await lines('[undersigned_tally petition="a"]')).map(({ code }) => code)).to.deep.equal(
      ['petition="a"'],
    )
    expect(
      await mistakes('[undersigned petition="a"] [undersigned_tally petition="a" varaint="bra"]'),
    ).to.match(/^varaint="bra": .*Did you mean "variant"\?$/)
    expect(await mistakes('[undersigned_tally variant="bar"]')).to.match(/^petition: .*the number/)
    expect(await mistakes('[undersigned_tally petition="a" endpoint="/"]')).to.match(
      /set for the whole site/,
    )
  })
})
