import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Failure, undersigned } from '../../src/adapters/index.ts'
import { adapterContract } from './contract.ts'
import { examplePetition } from './petition-example.ts'
import { serveBackend } from './server.ts'

adapterContract('undersigned', async (backend) => {
  const { url, close } = await serveBackend(backend)
  return { adapter: undersigned({ endpoint: url }, { pollMs: 5 }), close }
})

test('a document of another petition than was asked for is no document', async () => {
  const another = examplePetition({ id: 'another' })
  const adapter = undersigned(
    { endpoint: 'https://sign.example.org' },
    { fetch: () => Promise.resolve(Response.json(another)) },
  )
  const asked = { lang: 'en', signal: new AbortController().signal }
  assert.equal((await adapter.petition('another', asked)).title, another.title)
  await assert.rejects(adapter.petition('keep-the-unit', asked), (cause) => {
    assert.ok(cause instanceof Failure)
    assert.equal(cause.code, 'unreadable')
    assert.match(cause.message, /"another"/)
    return true
  })
})
