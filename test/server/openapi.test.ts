import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { refusalCodes } from '../../src/schema/index.ts'
import { openapi } from '../../src/server/openapi.ts'
import { openBackend, publicUrl, signature } from './backend.ts'

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>>
  components: { schemas: Record<string, object> }
}

/** A schema of the document, as something that checks. */
function checker(name: string): z.ZodType {
  const { schemas } = (openapi() as unknown as Document).components
  const $defs = JSON.parse(JSON.stringify(schemas).replaceAll('#/components/schemas/', '#/$defs/'))
  return z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs })
}

test('describes what is answered', async (t) => {
  const backend = await openBackend(t)
  const petition = await backend.put({ showPartners: true, delivery: { at: '2009-12' } })
  const path = `/v1/petitions/${petition.slug}`
  const answers: [string, unknown][] = [
    ['PetitionDocument', await (await backend.ask(path)).json()],
    ['Tally', await (await backend.ask(`${path}/tally`)).json()],
    ['Signature', JSON.parse(JSON.stringify(signature(petition)))],
    ['Oembed', await (await backend.ask(`/oembed?url=${publicUrl}/p/${petition.slug}`)).json()],
    ['Receipt', await (await backend.sign()).json()],
    ['Problem', await (await backend.sign({ name: '' })).json()],
    ['Problem', await (await backend.sign({ shown: 'else' })).json()],
  ]
  for (const [name, answer] of answers) {
    assert.deepEqual(checker(name).safeParse(answer).error?.issues ?? [], [], name)
    assert.equal(checker(name).safeParse({}).success, false, `${name} is not empty`)
  }
})

test('names every route under /v1 and every refusal of signing', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const { paths } = openapi() as unknown as Document
  for (const [path, methods] of Object.entries(paths)) {
    for (const method of Object.keys(methods)) {
      const answer = await backend.ask(path.replace('{id}', 'none'), {
        method: method.toUpperCase(),
      })
      assert.notEqual(answer.status, 405, `${method} ${path}`)
      assert.doesNotMatch(await answer.text(), /no-route/)
    }
  }
  const words = JSON.stringify(paths['/v1/petitions/{id}/signatures']?.['post']?.responses)
  for (const code of refusalCodes) {
    assert.equal(words.includes(`\`${code}\``), !['no-route', 'method'].includes(code), code)
  }
})
