import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBackend, press } from './backend.ts'

test('lets nothing personal into logs and metrics, whatever fails', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  const canaries: string[] = []
  for (let i = 0; i < 20; i += 1) {
    const [name, local] = [`Canaryname${i}`, `canary-address-${i}`]
    canaries.push(name, local)
    const person = { name, email: `${local}@mail.example` }
    const { receipt } = (await (await backend.sign(person)).json()) as { receipt: { id: string } }
    const links = await backend.links(receipt.id)
    canaries.push(links.confirm.slice(-39), links.withdraw.slice(-39))
    await backend.sign({ ...person, country: name })
    await backend.ask(`/p/${name}?email=${local}`)
    await backend.ask(`/nothing/${local}`)
    await backend.ask(links.confirm)
    await press(backend, links.confirm, 'answer=confirm')
    await press(backend, links.withdraw)
    const { store } = backend
    const { sign, attempt } = store
    store.sign = () => Promise.reject(new Error(`${name} ${local}@mail.example`))
    store.attempt = () => Promise.reject(new RangeError(links.confirm))
    assert.equal((await backend.sign(person)).status, 500)
    assert.equal((await backend.ask(links.confirm)).status, 500)
    Object.assign(store, { sign, attempt })
  }
  const seen = backend.logged.join('') + (await (await backend.ask('/metrics')).text())
  assert.match(seen, /"kind":"RangeError"/)
  assert.match(seen, /undersigned_requests_total\{route="\/confirm\/:token",status="500"\} 20/)
  for (const canary of canaries) assert.ok(!seen.includes(canary), canary)
  assert.ok(!seen.includes('keep-the-unit'))
})
