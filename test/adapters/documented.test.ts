import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadBackend } from '../../src/adapters/index.ts'
import { inlinePetition } from '../../src/element/inline-petition.ts'
import { readPetition } from '../../src/schema/index.ts'

const element =
  /<undersigned-petition petition="([^"]+)" endpoint="([^"]+)" backend="([^"]+)">([^]*?)<\/undersigned-petition>/g

test('what the pages on backends show is taken by those backends', async () => {
  const tried: string[] = []
  for (const file of globSync('demo/docs/backends/*.md')) {
    for (const [, id = '', endpoint = '', backend = '', inside = ''] of readFileSync(
      file,
      'utf8',
    ).matchAll(element)) {
      const [, json = ''] = /slot="config">([^]*?)<\/script>/.exec(inside) ?? []
      const config = JSON.parse(json) as { petition: object; backendOptions?: object }
      const petition = inlinePetition(config.petition, id, undefined, readPetition)
      assert.ok(petition, file)
      const adapter = (await loadBackend(backend))({ ...config.backendOptions, endpoint })
      assert.equal(adapter.objection?.(petition), undefined, file)
      tried.push(backend)
    }
  }
  assert.deepEqual(tried.sort(), [
    'action-network',
    'actionkit',
    'civicrm-inlay',
    'form',
    'json',
    'proca',
  ])
})
