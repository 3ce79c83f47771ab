import { expect } from '@open-wc/testing'
import fc from 'fast-check'
import { carried } from '../../demo/configurator/carried.ts'
import { signable } from '../../demo/configurator/backend-check.ts'
import { withStart } from '../../demo/configurator/backend-options.ts'
import {
  example,
  start,
  ways,
  withAttribute,
  withValueAt,
  type Choices,
} from '../../demo/configurator/choices.ts'
import { examplePetition } from '../../demo/configurator/example.ts'
import { pasted } from '../../demo/configurator/pasted.ts'
import { readSnippet } from '../../demo/configurator/read-snippet.ts'
import { snippet } from '../../demo/configurator/snippet.ts'
import { styleSheet } from '../../demo/configurator/style-sheet.ts'
import { UndersignedPetition } from '../../src/index.ts'
import { anyChoices, attributes } from './choices.ts'
import { inside, lines, mistakes, script } from './explaining.ts'

const heights = { 320: 1500, 480: 1300, 960: 900 }

function whole(choices: Choices): string {
  return `${snippet(choices)}\n<style>${styleSheet(choices, heights)}</style>`
}

/** A petition of the page's own for a backend, set up as the configurator begins. */
function begun(backend: string): Choices {
  const named = withAttribute(
    { ...start, config: { petition: { ...examplePetition, fields: [], consents: undefined } } },
    'backend',
    backend,
  )
  // As JSON has it.
  const said = JSON.parse(
    JSON.stringify(withStart(withAttribute(named, 'petition', '7'))),
  ) as Choices
  return { ...said, pin: undefined }
}

describe('what the configurator writes', () => {
  it('leaves the ends of lines in a text as they are', () => {
    for (const dir of ['\u2028 ', '\n', 'a\r\nb', '\r']) {
      const said = withAttribute(start, 'dir', dir)
      expect(readSnippet(pasted(whole(said)), attributes)?.choices.attributes['dir']).to.equal(dir)
    }
  })

  it('is read back as what was chosen', async () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const said = carried(choices)
        expect(readSnippet(pasted(whole(said)), attributes)?.choices).to.deep.equal(said)
      }),
      { numRuns: 300, seed: 2009 },
    )
  })

  it('knows every attribute of the element', async () => {
    expect([...attributes].sort()).to.deep.equal([...UndersignedPetition.observedAttributes].sort())
  })

  it('holds nothing but our own elements, whatever is in its texts', async () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const page = new DOMParser().parseFromString(snippet(choices), 'text/html')
        const names = new Set(
          [...page.body.querySelectorAll('*')].map(({ localName }) => localName),
        )
        const ours = ['div', 'undersigned-petition', 'undersigned-tally', 'a', 'script', 'iframe']
        expect([...names].filter((name) => !ours.includes(name))).to.deep.equal([])
        const events = [...page.querySelectorAll('*')].flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith('on')),
        )
        expect(events).to.deep.equal([])
      }),
      { numRuns: 100, seed: 2009 },
    )
  })

  it('takes of the address of a frame what a frame is told, and nothing that would become markup', async () => {
    const query =
      '%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1&backend=form&endpoint=https://evil.example&petition=b&partner=poppy&theme=dark&origin=https://a.example'
    const html = `<iframe data-undersigned-embed src="https://sign.example.org/embed/a?${query}" title="x"></iframe>`
    const read = readSnippet(pasted(html), attributes)?.choices
    expect(read?.attributes).to.deep.equal({
      petition: 'a',
      endpoint: 'https://sign.example.org',
      partner: 'poppy',
      theme: 'dark',
    })
    expect(read?.site).to.equal('https://a.example')
  })

  it('has no attribute whose name is none', async () => {
    const strange = {
      '><img src=x onerror=alert(1)>': '1',
      'a b': '1',
      'a=': '1',
      '': '1',
      '"': '',
    }
    for (const way of ways)
      expect(snippet({ ...start, way, attributes: { ...start.attributes, ...strange } })).to.equal(
        snippet({ ...start, way }),
      )
  })

  it('holds no more than its shortcodes, whatever is in their values', async () => {
    const value = `a" onclick='x'] [gallery] “b” <img src=x onerror=alert(1)> &quot;&#93; c`
    const names = attributes.filter((name) => name !== 'backend')
    const said = names.reduce<Choices>((choices, name) => withAttribute(choices, name, value), {
      ...start,
      way: 'wordpress',
      tally: 'bar',
    })
    const written = snippet(said).split('\n')
    expect(written).to.have.length(2)
    for (const line of written)
      expect(line).to.match(/^\[undersigned(_tally)?( [a-z-]+="[^"'“”[\]<>&]*")+\]$/)
  })

  it('has no mistake in it, and every line is explained', async () => {
    for (const way of ways) expect(await mistakes(whole({ ...start, way })), way).to.equal('')
    expect((await lines(whole(start))).every(({ text }) => text.length > 10)).to.equal(true)
  })
})

describe('what somebody pastes', () => {
  it('is never run, fetched or put into the page', async () => {
    let ran = 0
    Object.assign(window, { ran: () => ran++ })
    const before = document.documentElement.outerHTML
    const html = `<script>ran()</script><img src="/no-such-image" onerror="ran()"><svg onload="ran()"></svg>
      <iframe srcdoc="<script>parent.ran()</script>"></iframe><details open ontoggle="ran()"></details>
      <object data="javascript:ran()"></object><link rel="stylesheet" href="/no-such.css" onerror="ran()">
      <video src="/no-such-video" onerror="ran()"></video><style>@import '/no-such-import.css';</style>
      <undersigned-petition petition="a" endpoint="https://sign.example.org" onclick="ran()"></undersigned-petition>`
    performance.clearResourceTimings()
    expect(pasted(html).elements).to.have.length(1)
    await lines(html)
    // What would run or be asked for begins in a task of its own.
    await new Promise((done) => setTimeout(done, 50))
    expect(ran).to.equal(0)
    expect(document.documentElement.outerHTML).to.equal(before)
    const asked = performance.getEntriesByType('resource').map(({ name }) => name)
    expect(asked.filter((name) => name.includes('no-such'))).to.deep.equal([])
  })

  it('is told what is near to a word it has wrong', async () => {
    const element = (attributes: string) =>
      `${script}<undersigned-petition ${attributes}>${inside}</undersigned-petition>`
    const wrong: [string, RegExp][] = [
      [element('petiton="keep" endpoint="/"'), /petiton="keep": .*Did you mean "petition"\?/],
      [
        element('petition="keep" endpoint="sign.example.org"'),
        /stops the form.*Did you mean "https:\/\/sign\.example\.org"\?/,
      ],
      [
        element('petition="keep" endpoint="http://sign.example.org"'),
        /Did you mean "https:\/\/sign\.example\.org"\?/,
      ],
      [
        element('petition="keep" endpoint="/" theme="drak"'),
        /goes on with the default.*Did you mean "dark"\?/,
      ],
      [element('petition="keep" endpoint="/" backend="jsno"'), /Did you mean "json"\?/],
      [
        `${script}<div data-undersigned="keep" data-endpoint="/" data-patner="a">${inside}</div>`,
        /data-patner="a": .*Did you mean "partner"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="/"><script type="application/json" slot="messages">{"petition.mroe": "Read"}</script>${inside}</undersigned-petition>`,
        /Did you mean "petition\.more"\?/,
      ],
      ['[undersigned petition="keep" parnter="a"]', /Did you mean "partner"\?/],
      ['[undersigned petition="keep" endpoint="/"]', /set for the whole site/],
    ]
    for (const [html, expected] of wrong) expect(await mistakes(html)).to.match(expected)
  })

  it('is told where its JSON breaks, which key nothing reads, and what is missing', async () => {
    const config = (json: string, backend = 'json') =>
      mistakes(
        `${script}<undersigned-petition petition="7" backend="${backend}" endpoint="https://sign.example.org"><script type="application/json" slot="config">${json}</script>${inside}</undersigned-petition>`,
      )
    expect(await config('{\n  "petition": {,}\n}')).to.equal(
      'slot="config": This stops the form: it is no JSON. Line 2, column 16: a key in double quotes is expected.',
    )
    expect(await config('{"petiton": {}}')).to.match(
      /petiton: Nothing reads this key\. Did you mean "petition"\?/,
    )
    const lacking = await config('{"petition": {"title": "A", "closesat": "2030-01-01"}}')
    expect(lacking).to.match(/it accepts an object with at least title, target\.name/)
    expect(lacking).to.match(/petition\.closesat: .*Did you mean "closesAt"\?/)
    expect(lacking).to.match(/petition\.owner: It is missing/)
  })

  it('is told what another backend says of its options and of the petition', async () => {
    const config = (choices: Choices) =>
      mistakes(
        snippet({ ...choices, script: 'https://sign.example.org', link: 'https://a.example' }),
      )
    for (const name of signable().filter((one) => one !== 'undersigned')) {
      const choices = begun(name)
      expect(await config(choices), name).to.equal('')
      const { backendOptions = {}, ...rest } = choices.config
      const strange = { ...rest, backendOptions: { ...Object(backendOptions), nonsense: 1 } }
      expect(await config({ ...choices, config: strange }), name).to.match(/"nonsense"/)
    }
    const { config: said, ...others } = begun('action-network')
    const subscribing = {
      ...others,
      config: withValueAt(said, 'backendOptions.withoutSubscription', undefined),
    }
    expect(await config(subscribing)).to.match(/subscribes whoever signs/)
  })

  it('is told what is wrong with the script', async () => {
    const url = 'https://sign.example.org/undersigned'
    const wrong: [string, RegExp][] = [
      ['', /script is missing/],
      [`<script src="${url}.js"></script>`, /type="module" is missing/],
      ['<script type="module" src="http://a.example/undersigned.js"></script>', /from http:/],
      [`<script type="module" src="${url}.js" integrity="sha384-abcd"></script>`, /no version/],
      [`<script type="module" src="${url}-0.1.0.js" integrity="abcd"></script>`, /is no integrity/],
      [
        `<script defer src="${url}-0.1.0.classic.js" integrity="sha384-abcd"></script>`,
        /crossorigin="anonymous" is missing/,
      ],
      [`<script type="module" src="${url}-0.1.0.js" integrity="sha384-abcd"></script>`, /^$/],
    ]
    for (const [head, expected] of wrong)
      expect(
        await mistakes(
          `${head}<undersigned-petition petition="a" endpoint="https://sign.example.org">${inside}</undersigned-petition>`,
        ),
      ).to.match(expected)
  })

  it('is told of tags that close themselves, ids that stand twice, frames without an origin, and of nothing of ours', async () => {
    const closed = `${script}<undersigned-petition petition="a" endpoint="/" /><p id="a"></p><p id="a"></p>${inside}`
    expect(await mistakes(closed)).to.match(/^.*close themselves.*\nid="a".*$/)
    const framed = await mistakes('<iframe src="https://sign.example.org/embed/keep"></iframe>')
    expect(framed).to.match(/origin: .*\ntitle: /)
    expect(await mistakes('<p>Hello</p>')).to.match(/There is no <undersigned-petition>/)
    // What is not there for a page that runs scripts is not there.
    const hidden = `<noscript>${inside}<undersigned-petition></undersigned-petition></noscript>`
    expect(await mistakes(hidden)).to.match(/There is no/)
  })

  it('can be loaded, and what the settings have no place for is named', async () => {
    const html = `${script}<undersigned-petition class="wide" petition="${example.petition}" endpoint="${example.endpoint}" fields="email name?">
      <script type="application/json" slot="messages">{"form.submit": "Go"}</script><b slot="heading">Mine</b>${inside}</undersigned-petition>`
    const read = readSnippet(pasted(html), attributes)
    expect(read?.choices.attributes).to.deep.equal({ ...start.attributes, fields: 'email name?' })
    expect(read?.choices.link).to.equal('https://sign.example.org/p/keep')
    expect(read?.notTaken).to.deep.equal([
      'the attribute class',
      'the texts of your own (messages)',
      'what stands in the slot "heading"',
    ])
  })
})
