import { expect } from '@open-wc/testing'
import fc from 'fast-check'
import { carried } from '../../demo/configurator/carried.ts'
import { example, start, type Choices } from '../../demo/configurator/choices.ts'
import { explained } from '../../demo/configurator/explain.ts'
import type { Known, Line } from '../../demo/configurator/explanation.ts'
import { pasted } from '../../demo/configurator/pasted.ts'
import { readSnippet } from '../../demo/configurator/read-snippet.ts'
import { snippet } from '../../demo/configurator/snippet.ts'
import { styleSheet } from '../../demo/configurator/style-sheet.ts'
import { UndersignedPetition, UndersignedTally } from '../../src/index.ts'
import { anyChoices, attributes } from './choices.ts'

const heights = { 320: 1500, 480: 1300, 960: 900 }

function whole(choices: Choices): string {
  return `${snippet(choices)}\n<style>${styleSheet(choices, heights)}</style>`
}

const told = (tagName: string, names: string[]) => ({
  tagName,
  description: '',
  attributes: names.map((name) => ({ name, description: `about ${name}` })),
  cssProperties: [],
  slots: [],
})
const known: Known = {
  backends: ['undersigned', 'json'],
  manifest: {
    'undersigned-petition': told('undersigned-petition', UndersignedPetition.observedAttributes),
    'undersigned-tally': told('undersigned-tally', UndersignedTally.observedAttributes),
  },
}

function lines(html: string): Line[] {
  return explained(pasted(html), known).flatMap((part) => part.lines)
}

function mistakes(html: string): string[] {
  return lines(html).flatMap(({ kind, code, text }) =>
    kind === 'mistake' ? [`${code}: ${text}`] : [],
  )
}

const script = '<script type="module" src="https://sign.example.org/undersigned.js"></script>'
const inside = '<a href="https://sign.example.org/p/keep">Sign</a>'

describe('what the configurator writes', () => {
  it('is read back as what was chosen', () => {
    fc.assert(
      fc.property(anyChoices, (choices) => {
        const said = carried(choices)
        expect(readSnippet(pasted(whole(said)), attributes)?.choices).to.deep.equal(said)
      }),
      { numRuns: 300 },
    )
  })

  it('knows every attribute of the element', () => {
    expect([...attributes].sort()).to.deep.equal([...UndersignedPetition.observedAttributes].sort())
  })

  it('holds nothing but our own elements, whatever is in its texts', () => {
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
      { numRuns: 100 },
    )
  })

  it('has no mistake in it, and every line is explained', () => {
    for (const way of ['module', 'classic', 'div', 'link', 'wordpress'] as const)
      expect(mistakes(whole({ ...start, way })), way).to.deep.equal([])
    const framed = { ...start, way: 'iframe' as const, site: 'https://charity.example' }
    expect(mistakes(whole(framed))).to.deep.equal([])
    expect(lines(whole(start)).every(({ text }) => text.length > 10)).to.equal(true)
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
    lines(html)
    // What would run or be asked for begins in a task of its own.
    await new Promise((done) => setTimeout(done, 50))
    expect(ran).to.equal(0)
    expect(document.documentElement.outerHTML).to.equal(before)
    const asked = performance.getEntriesByType('resource').map(({ name }) => name)
    expect(asked.filter((name) => name.includes('no-such'))).to.deep.equal([])
  })

  it('is told what is near to a word it has wrong', () => {
    const wrong: [string, RegExp][] = [
      [
        `${script}<undersigned-petition petiton="keep" endpoint="/">${inside}</undersigned-petition>`,
        /petiton="keep": .*Did you mean "petition"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="sign.example.org">${inside}</undersigned-petition>`,
        /stops the form.*Did you mean "https:\/\/sign\.example\.org"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="http://sign.example.org">${inside}</undersigned-petition>`,
        /Did you mean "https:\/\/sign\.example\.org"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="/" theme="drak">${inside}</undersigned-petition>`,
        /goes on with the default.*Did you mean "dark"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="/" backend="jsno">${inside}</undersigned-petition>`,
        /Did you mean "json"\?/,
      ],
      [
        `${script}<div data-undersigned="keep" data-endpoint="/" data-patner="a">${inside}</div>`,
        /data-patner="a": .*Did you mean "partner"\?/,
      ],
      [
        `${script}<undersigned-petition petition="keep" endpoint="/"><script type="application/json" slot="messages">{"petition.mroe": "Read"}</script>${inside}</undersigned-petition>`,
        /Did you mean "petition\.more"\?/,
      ],
    ]
    for (const [html, expected] of wrong) {
      expect(mistakes(html).join('\n'), html).to.match(expected)
    }
  })

  it('is told where its JSON breaks, which key nothing reads, and what is missing', () => {
    const config = (json: string) =>
      mistakes(
        `${script}<undersigned-petition petition="7" backend="json" endpoint="https://sign.example.org"><script type="application/json" slot="config">${json}</script>${inside}</undersigned-petition>`,
      )
    expect(config('{\n  "petition": {,}\n}')).to.deep.equal([
      'slot="config": This stops the form: it is no JSON. Line 2, column 16: a key in double quotes is expected.',
    ])
    const unknown = config('{"petiton": {}}').join()
    expect(unknown).to.match(/petiton: Nothing reads this key\. Did you mean "petition"\?/)
    const lacking = config('{"petition": {"title": "A", "closesat": "2030-01-01"}}').join('\n')
    expect(lacking).to.match(/it accepts an object with at least title, target\.name/)
    expect(lacking).to.match(/petition\.closesat: .*Did you mean "closesAt"\?/)
    expect(lacking).to.match(/petition\.owner: It is missing/)
  })

  it('is told what is wrong with the script', () => {
    const page = (head: string) =>
      mistakes(
        `${head}<undersigned-petition petition="a" endpoint="https://sign.example.org">${inside}</undersigned-petition>`,
      )
    expect(page('')[0]).to.match(/script is missing/)
    expect(page('<script src="https://sign.example.org/undersigned.js"></script>')[0]).to.match(
      /type="module" is missing/,
    )
    expect(
      page('<script type="module" src="http://sign.example.org/undersigned.js"></script>')[0],
    ).to.match(/loads no script from http:/)
    expect(
      page(
        '<script type="module" src="https://sign.example.org/undersigned.js" integrity="sha384-abcd"></script>',
      )[0],
    ).to.match(/names no version/)
    expect(
      page(
        '<script type="module" src="https://sign.example.org/undersigned-0.1.0.js" integrity="abcd"></script>',
      )[0],
    ).to.match(/is no integrity/)
    expect(
      page(
        '<script defer src="https://sign.example.org/undersigned-0.1.0.classic.js" integrity="sha384-abcd"></script>',
      )[0],
    ).to.match(/crossorigin="anonymous" is missing/)
    expect(
      page(
        '<script type="module" src="https://sign.example.org/undersigned-0.1.0.js" integrity="sha384-abcd"></script>',
      ),
    ).to.deep.equal([])
  })

  it('is told of tags that close themselves, ids that stand twice, frames without an origin, and of nothing of ours', () => {
    const closed = `${script}<undersigned-petition petition="a" endpoint="/" /><p id="a"></p><p id="a"></p>${inside}`
    expect(mistakes(closed)).to.have.length(2)
    expect(mistakes(closed).join()).to.match(/close themselves.*id="a"/)
    const framed = mistakes('<iframe src="https://sign.example.org/embed/keep"></iframe>').join()
    expect(framed).to.match(/origin: .*title: /)
    expect(mistakes('<p>Hello</p>')[0]).to.match(/There is no <undersigned-petition>/)
    // What is not there for a page that runs scripts is not there.
    expect(
      mistakes(`<noscript>${inside}<undersigned-petition></undersigned-petition></noscript>`)[0],
    ).to.match(/There is no/)
  })

  it('can be loaded, and what the settings have no place for is named', () => {
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
