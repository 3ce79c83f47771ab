import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, test } from 'node:test'
import type { Opened } from '../store-contract.ts'
import { hour, newAttempt, newLogo, newPetition, noon, toConfirm } from './attempts.ts'
import { put, signed, stateOf } from './find.ts'

export function petitionContract(shared: Opened): void {
  describe('petitions', () => {
    test('a petition keeps its number and its signer scheme when it is put again', async () => {
      const { store } = shared
      const given = newPetition()
      const first = await store.put(given)
      const second = await store.put({
        ...given,
        document: '{"title":"New"}',
        signerScheme: 999,
        now: noon + 1,
      })
      assert.equal(second.no, first.no)
      assert.equal(second.signerScheme, 257)
      assert.equal(second.document, '{"title":"New"}')
      assert.equal(second.changed, noon + 1)
      assert.deepEqual(
        (await store.petitions()).find(({ slug }) => slug === given.slug),
        second,
      )
    })

    test('what was put comes back as it was', async () => {
      const { store } = shared
      const given = newPetition({ paused: true, delivered: noon, deliveredCount: 1804, paper: 12 })
      const { no, ...record } = await store.put(given)
      assert.ok(no > 0 && no < 2 ** 24)
      assert.deepEqual(record, {
        slug: given.slug,
        document: given.document,
        revision: 'first',
        paused: true,
        delivered: noon,
        deliveredCount: 1804,
        paper: 12,
        signerScheme: 257,
        changed: noon,
        partners: { 'poppy-project': 1, 'mep-office': 2 },
      })
    })

    test('partners keep their numbers, also those that are gone', async () => {
      const { store } = shared
      const given = newPetition({ partners: ['a', 'b'] })
      await store.put(given)
      await store.put({ ...given, partners: ['b'] })
      const { partners } = await store.put({ ...given, partners: ['c', 'b'] })
      assert.deepEqual(partners, { a: 1, b: 2, c: 3 })
    })

    test('every revision is kept, the present one first', async () => {
      const { store } = shared
      const given = newPetition()
      const { no } = await store.put(given)
      await store.put({ ...given, revision: 'second', shown: '"2"', now: noon + hour })
      await store.put({ ...given, revision: 'second', shown: '"2"', now: noon + 2 * hour })
      await store.put({ ...given, revision: 'third', shown: '"3"', now: noon + 3 * hour })
      assert.deepEqual(await store.revisions(no), [
        { revision: 'third', shown: '"3"', since: noon + 3 * hour, until: null },
        { revision: 'second', shown: '"2"', since: noon + hour, until: noon + 3 * hour },
        { revision: 'first', shown: given.shown, since: noon, until: noon + hour },
      ])
    })

    test('a revision that comes back holds again', async () => {
      const { store } = shared
      const given = newPetition()
      const { no } = await store.put(given)
      await store.put({ ...given, revision: 'second', now: noon + hour })
      await store.put({ ...given, now: noon + 2 * hour })
      const [present, before] = await store.revisions(no)
      assert.equal(present?.revision, 'first')
      assert.equal(present?.until, null)
      assert.equal(before?.until, noon + 2 * hour)
    })

    test('a put that fails halfway leaves nothing, and nobody else’s batch fails with it', async () => {
      const { store } = shared
      const good = newPetition()
      // A mistake of ours that the types would have caught.
      const bad = newPetition({ partners: ['fine', null as unknown as string] })
      const outcomes = await Promise.allSettled([store.put(good), store.put(bad)])
      assert.deepEqual(
        outcomes.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      )
      const slugs = (await store.petitions()).map(({ slug }) => slug)
      assert.ok(slugs.includes(good.slug) && !slugs.includes(bad.slug))
    })

    test('a picture put with a petition is kept, whatever is put later', async () => {
      const { store } = shared
      const logo = newLogo()
      const given = newPetition({ logos: [logo] })
      const { no } = await store.put(given)
      const { hash, ...kept } = logo
      const found = async (key = { petition: no, hash }) => {
        const picture = await store.logo(key)
        return picture && { ...picture, bytes: new Uint8Array(picture.bytes) }
      }
      assert.deepEqual(await found(), kept)
      // Under its hash, so another one of the same hash is the same.
      await store.put({ ...given, logos: [{ ...logo, kind: 'gif' }] })
      await store.put({ ...given, logos: [] })
      assert.deepEqual(await found(), kept)
      assert.equal(await found({ petition: no, hash: newLogo().hash }), undefined)
      assert.equal(await found({ petition: no + 1000, hash }), undefined)
    })

    test('a petition is not put without its pictures, nor they without it', async () => {
      const { store } = shared
      const [good, bad] = [newLogo(), newLogo(new Uint8Array(64 * 1024 + 1))]
      const first = newPetition({ logos: [good, bad] })
      await assert.rejects(store.put(first), /put was refused by the store/)
      assert.ok(!(await store.petitions()).some(({ slug }) => slug === first.slug))

      const given = newPetition()
      const { no } = await store.put(given)
      const changed = { ...given, document: '{"title":"New"}', logos: [good, bad] }
      await assert.rejects(store.put(changed), /put was refused by the store/)
      const stored = (await store.petitions()).find(({ slug }) => slug === given.slug)
      assert.equal(stored?.document, given.document)
      assert.equal(await store.logo({ petition: no, hash: good.hash }), undefined)
    })

    test('of two first data keys the earlier one stays', async () => {
      const { store } = shared
      const petition = await put(store)
      const [one, two] = [randomBytes(60), randomBytes(60)]
      await store.addDataKey({ petition, keyNo: 1, wrapId: 1, wrapped: one, created: noon })
      await store.addDataKey({ petition, keyNo: 1, wrapId: 1, wrapped: two, created: noon })
      const keys = await store.dataKeys(petition)
      assert.equal(keys.length, 1)
      assert.deepEqual(Buffer.from(keys[0]?.wrapped ?? []), one)
    })

    test('the time a petition was paused is given back to those who could not confirm', async () => {
      const { store } = shared
      const given = newPetition()
      const petition = await put(store, given)
      const attempt = newAttempt(petition, { expires: noon + 2 * hour })
      const n = await signed(store, attempt)
      await store.put({ ...given, kind: 'paused', paused: true, now: noon + hour })
      await store.put({ ...given, kind: 'resumed', paused: false, now: noon + 10 * hour })
      assert.equal((await store.attempt({ petition, n }))?.expires, noon + 11 * hour)
      assert.equal(await store.confirm(toConfirm(attempt, n, noon + 10.5 * hour)), 'counted')
      assert.equal(await stateOf(store, petition, n), 'counted')
    })
  })
}
