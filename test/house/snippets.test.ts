import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFence } from '../../demo/docs/fences.ts'
import { readManifest } from '../../demo/docs/manifest.ts'
import { commandsCheck } from '../support/snippets/commands.ts'
import { htmlCheck } from '../support/snippets/html.ts'
import { httpCheck } from '../support/snippets/http.ts'
import { configCheck, petitionCheck, relayCheck } from '../support/snippets/json.ts'
import { messagesCheck } from '../support/snippets/messages.ts'
import { placeOf, readDocumentation, type Check, type Snippet } from '../support/snippets/read.ts'
import { runCommands } from '../support/snippets/run-commands.ts'
import { stylesCheck } from '../support/snippets/styles.ts'
import { typesProblems } from '../support/snippets/types.ts'

const { snippets, inline } = readDocumentation()
const elements = readManifest()

/** By kind. Pages and styles are tried in a browser too, see test/e2e/snippets.test.ts. */
const checks: Record<string, Check> = {
  'html page': htmlCheck(elements),
  'html part': htmlCheck(elements),
  'json config': configCheck,
  'json petition': petitionCheck,
  'json relay': relayCheck,
  'json messages': messagesCheck,
  css: stylesCheck(elements),
  http: httpCheck,
  sh: commandsCheck,
}

for (const [kind, check] of Object.entries(checks)) {
  test(`every \`${kind}\` of the documentation is right`, async (t) => {
    const own = snippets.filter((snippet) => snippet.kind === kind)
    const problems: string[] = []
    for (const snippet of own)
      problems.push(...(await check(snippet)).map((what) => `${placeOf(snippet)}: ${what}`))
    t.diagnostic(`${own.length} snippets of ${kind}`)
    assert.deepEqual(problems, [])
  })
}

test('every command in a sentence of the documentation exists', async () => {
  const problems: string[] = []
  // With `--help`, since a sentence may name a command without what it needs.
  for (const { text, ...place } of inline.filter((one) =>
    /^(npx )?undersigned [a-z]/.test(one.text),
  ))
    problems.push(
      ...(await commandsCheck(snippet('sh', `${text} --help`))).map(
        (what) => `${placeOf(place)}: ${what}`,
      ),
    )
  assert.deepEqual(problems, [])
})

test('every `ts` and `tsx` of the documentation type-checks with the built package', async (t) => {
  const own = snippets.filter(({ kind }) => kind === 'ts' || kind === 'tsx')
  t.diagnostic(`${own.length} snippets`)
  assert.deepEqual(await typesProblems(own), [])
})

const runnable = snippets.filter(({ kind, words }) => kind === 'sh' && words.includes('run'))
for (const file of new Set(runnable.map((snippet) => snippet.file))) {
  const own = runnable.filter((snippet) => snippet.file === file)
  const skip = process.platform === 'win32'
  test(`the commands of ${file} run in their order`, { skip }, async () => {
    assert.deepEqual(await runCommands(own), [])
  })
}

/** For each kind what its check must find, so that none of them passes everything. */
const wrong: [info: string, text: string, finds: RegExp][] = [
  [
    'html part',
    '<undersigned-petition petitoin="x" petition="x" endpoint="/"></undersigned-petition>',
    /did you mean "petition"/,
  ],
  [
    'html part',
    '<undersigned-petition petition="x" endpoint="/" theme="Dark"></undersigned-petition>',
    /theme is "Dark".*Did you mean "dark"/,
  ],
  [
    'html part',
    '<undersigned-petition petition="x"></undersigned-petition>',
    /endpoint is not set/,
  ],
  ['html part', '<undersigned-tally petition="x" endpoint="/">', /not closed/],
  ['html part', '<undersigned-button></undersigned-button>', /no element/],
  [
    'html part',
    '<div data-undersigned="x" data-endpoint="/" data-partnr="y"></div>',
    /did you mean "partner"/,
  ],
  [
    'html part',
    '<undersigned-petition petition="x" endpoint="/"><script type="application/json" slot="config">{"petition": {},}</script></undersigned-petition>',
    /SyntaxError/,
  ],
  ['json config', '{ "backendOption": {} }', /did you mean backendOptions/],
  ['json config', '{ "petition": { "titel": "x" } }', /did you mean petition.title/],
  ['json config nobody', '{}', /backend is "nobody"/],
  ['json petition part', '{ "goal": { "steps": [200, 100] } }', /goal.steps must rise/],
  ['json petition', '{ "id": "x" }', /title/],
  ['json messages', '{ "form.submit": "Sign", "form.nothing": "x" }', /no such text/],
  ['css', 'undersigned-petition::part(buton) { --undersigned-brnad: red }', /buton|brnad/],
  [
    'http',
    'POST /v1/petitions/x/signature\ncontent-type: application/json\n\n{}',
    /there is no POST/,
  ],
  ['http', 'HTTP/1.1 409 Conflict\n\n{"status":409,"code":"closed"}', /comes with 410/],
  ['sh', 'npx undersigned serve --publicurl https://x.example', /Did you mean --public-url/],
  ['sh', 'undersigned petiton put x.json', /did you mean "petition put"/],
  ['sh', 'export UNDERSIGNED_SMTP_UR=x', /did you mean UNDERSIGNED_SMTP_URL/],
  ['sh', 'undersigned petition put', /needs FILE.json/],
]

test('a mistake in a snippet is found, whatever it is', async () => {
  const missed: string[] = []
  for (const [info, text, finds] of wrong) {
    const one = snippet(info, text)
    const problems = await checks[one.kind]?.(one)
    if (!problems?.some((problem) => finds.test(problem)))
      missed.push(`${info}: ${text}: ${problems?.join()}`)
  }
  assert.deepEqual(missed, [])
  assert.match(
    (
      await typesProblems([
        snippet('ts', `import { registerBackend } from 'undersigned'\nregisterBackend(1)`),
      ])
    ).join(),
    /:3: error TS/,
  )
  assert.match(
    (await runCommands([snippet('sh run', 'npx undersigned tally nothing')])).join(),
    /nothing/,
  )
})

test('a fence says what it is', () => {
  const place = { file: 'page.md', line: 7 }
  assert.throws(() => readFence('html', '', place), /page\.md:7.*none of: html page/)
  assert.throws(() => readFence('sh fast', '', place), /"fast" cannot follow "sh"/)
  assert.throws(
    () => readFence('ts from demo/nothing.ts', '', place),
    /there is no demo\/nothing\.ts/,
  )
  assert.throws(() => readFence('ts from demo/../../x.ts', '', place), /begins with demo/)
  assert.match(readFence('ts from demo/start.ts', '', place).text, /npm start/)
})

function snippet(info: string, text: string): Snippet {
  return { ...readFence(info, text, { file: 'page.md', line: 1 }), front: {} }
}
