import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openFolder, petition } from './process.ts'

test('a petition is put, shown, paused, resumed, closed, reopened and handed in', async (t) => {
  const { run, file } = openFolder(t)
  const put = await run('petition', 'put', file('p.json', petition))
  assert.equal(put.code, 0, put.err)
  assert.match(put.out, /Stored "keep-the-library" \(Keep the library open\)\. It is open\./)
  assert.match(put.out, /"purpose": "processing"/)
  assert.match(put.out, /A new store and its keys were made in /)

  const again = await run('petition', 'put', 'p.json', '--json')
  assert.deepEqual((again.json() as { did: string; notes: string[] }).did, 'unchanged')
  assert.deepEqual((again.json() as { notes: string[] }).notes, [])

  const list = await run('petition', 'list')
  assert.match(
    list.out,
    /^ID +STATUS +COUNT +TITLE\nkeep-the-library +open +0 +Keep the library open\n$/,
  )
  const show = await run('petition', 'show', 'keep-the-library')
  assert.match(show.out, /to +The town council\n/)

  assert.match((await run('petition', 'pause', 'keep-the-library')).out, /is paused\. To go on:/)
  assert.match((await run('petition', 'pause', 'keep-the-library')).out, /paused already/)
  const resumed = await run('petition', 'resume', 'keep-the-library', '--json')
  assert.deepEqual(resumed.json(), { id: 'keep-the-library', did: 'resumed', status: 'open' })
  assert.match((await run('petition', 'resume', 'keep-the-library')).out, /is not paused/)

  assert.match((await run('petition', 'close', 'keep-the-library')).out, /is closed since 2\d{3}-/)
  assert.match((await run('petition', 'close', 'keep-the-library')).out, /is closed already/)
  const pausedLate = await run('petition', 'pause', 'keep-the-library')
  assert.equal(pausedLate.code, 1)
  assert.match(pausedLate.err, /nothing to pause/)

  const reopening = await run('petition', 'put', 'p.json')
  assert.equal(reopening.code, 1)
  assert.match(
    reopening.err,
    /is closed, and this file would let people sign it again.*\n.*--reopen/,
  )
  const reopened = await run('petition', 'put', 'p.json', '--reopen')
  assert.equal(reopened.code, 0)
  assert.match(reopened.out, /closesAt: 2\d{3}-.* → none/)
  assert.match(reopened.out, /10 minutes/)

  const where = ['--place', 'Town hall', '--to', 'The mayor']
  const wrong = await run('petition', 'deliver', 'keep-the-library', '--at', '2026-13', ...where)
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /--at is no date of the calendar/)
  const future = await run('petition', 'deliver', 'keep-the-library', '--at', '2999-01', ...where)
  assert.match(future.out, /is open and will be "delivered" from 2999-01 on/)
  const delivered = await run(
    'petition',
    'deliver',
    'keep-the-library',
    '--at',
    '2020-01-31',
    ...where,
    '--count',
    '1804',
    '--json',
  )
  assert.deepEqual(delivered.json(), {
    id: 'keep-the-library',
    did: 'delivered',
    status: 'delivered',
    delivery: {
      at: '2020-01-31',
      place: 'Town hall',
      recipient: 'The mayor',
      count: 1804,
      attendees: [],
    },
    count: 1804,
  })

  const tally = await run('tally', 'keep-the-library')
  assert.match(tally.out, /^1,804 signatures, "keep-the-library" \(delivered\)\n/)
  const counted = (await run('tally', 'keep-the-library', '--json')).json() as Record<
    string,
    unknown
  >
  assert.deepEqual(
    { ...counted, at: '' },
    {
      petition: 'keep-the-library',
      status: 'delivered',
      count: 1804,
      counted: 0,
      retired: 0,
      paper: 0,
      withdrawn: 0,
      goal: null,
      partners: [],
      at: '',
    },
  )

  // The file knows nothing of the hand-in: it stays, and with it the status.
  const kept = await run(
    'petition',
    'put',
    file('p2.json', { ...petition, title: 'Keep our library open' }),
  )
  assert.match(
    kept.out,
    /It is delivered\. What is different:\n  title: Keep the library open → Keep our library open\n/,
  )
  assert.doesNotMatch(kept.out, /"purpose": "processing"/)

  // Only a null takes it away, and what people could sign again needs the word for it.
  const without = file('p3.json', { ...petition, delivery: null, outcome: null })
  const refused = await run('petition', 'put', without)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /is delivered, and this file would let people sign it again/)
  const removed = await run('petition', 'put', without, '--reopen')
  assert.equal(removed.code, 0, removed.err)
  assert.match(removed.out, /It is open\. [^]*  delivery: \{[^]* → none\n/)
  const twice = await run('petition', 'put', without)
  assert.match(twice.out, /^Nothing to change/)
  assert.doesNotMatch((await run('petition', 'show', 'keep-the-library')).out, /Town hall/)
})

test('a stored outcome is removed by a null and by nothing else', async (t) => {
  const { run, file } = openFolder(t)
  const delivery = { at: '2020-01-31', place: 'Town hall' }
  const outcome = { at: '2020-03', text: 'The library stays open.' }
  await run('petition', 'put', file('p.json', { ...petition, delivery, outcome }))
  const statusAfter = async (changes: object) =>
    (
      (
        await run('petition', 'put', file('q.json', { ...petition, ...changes }), '--json')
      ).json() as {
        status: string
      }
    ).status
  assert.equal(await statusAfter({}), 'answered')
  assert.equal(await statusAfter({ outcome: null }), 'delivered')
  assert.equal(await statusAfter({}), 'delivered')
})

test('what "show --json" prints can be edited and put again', async (t) => {
  const { run, file } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  const shown = (await run('petition', 'show', 'keep-the-library', '--json')).json() as {
    document: object
  }
  const put = await run(
    'petition',
    'put',
    file('again.json', { ...shown.document, goal: { steps: [100, 250] } }),
  )
  assert.equal(put.code, 0, put.err)
  assert.match(
    put.out,
    /What is different:\n  goal: none → \{"steps":\[100,250\],"stretchAt":1\}\n/,
  )
  // A goal is nothing anybody agrees to.
  assert.doesNotMatch(put.out, /10 minutes/)
})

test('a file with mistakes changes nothing and names each of them', async (t) => {
  const { run, file } = openFolder(t)
  const wrong = await run('petition', 'put', file('p.json', { ...petition, titel: 'x', lang: 5 }))
  assert.equal(wrong.code, 1)
  assert.equal(wrong.out, '')
  assert.match(wrong.err, /p\.json cannot be stored, 2 things are wrong:\n/)
  assert.match(wrong.err, /  titel is not known here; did you mean "title"\?\n/)
  assert.match(wrong.err, /  lang must be text in quotes\n/)

  const json = await run('petition', 'put', 'p.json', '--json')
  const { details } = JSON.parse(json.err) as { details: { path: string }[] }
  assert.deepEqual(details.map(({ path }) => path).toSorted(), ['lang', 'titel'])

  const broken = await run(
    'petition',
    'put',
    file('broken.json', '{\n  "id": "a",\n  "lang" "en"\n}'),
  )
  assert.equal(broken.code, 1)
  assert.match(broken.err, /broken\.json is not JSON: line 3, column \d+:/)

  const list = await run('petition', 'list')
  assert.match(list.err, /There is no store/)
})

test('a petition that is not there is named, with the nearest', async (t) => {
  const { run, file } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  const verbs = [
    ['petition', 'show'],
    ['petition', 'pause'],
    ['petition', 'resume'],
    ['petition', 'close'],
    ['tally'],
    ['verify'],
  ]
  for (const verb of verbs) {
    const { code, err } = await run(...verb, 'keep-the-libary')
    assert.equal(code, 1, verb.join(' '))
    assert.match(err, /There is no petition "keep-the-libary"\.\nDid you mean "keep-the-library"\?/)
  }
})

test('a file that is not UTF-8 is not stored with other letters', async (t) => {
  const { run, file, path } = openFolder(t)
  const latin = Buffer.from(JSON.stringify({ ...petition, title: 'Gardons le café' }), 'latin1')
  writeFileSync(join(path, file('latin.json', '')), latin)
  const { code, err } = await run('petition', 'put', 'latin.json')
  assert.equal(code, 1)
  assert.equal(
    err,
    'undersigned: latin.json is not UTF-8.\nSave it as UTF-8. Nothing was changed.\n',
  )
  assert.equal(existsSync(join(path, 'data')), false)
  const marked = file('marked.json', `\ufeff${JSON.stringify(petition)}`)
  assert.equal((await run('petition', 'put', marked)).code, 0)
})

test('the number that was handed in stays until another is given, or the live count again', async (t) => {
  const { run, file } = openFolder(t)
  await run('petition', 'put', file('p.json', { ...petition, paper: 7 }))
  const deliver = async (place: string, ...words: string[]) => {
    const given = ['--at', '2020-01-31', '--place', place, '--to', 'The mayor', ...words]
    const ended = await run('petition', 'deliver', petition.id, ...given, '--json')
    assert.equal(ended.code, 0, ended.err)
    const { delivery, count } = ended.json() as { delivery: { count?: number }; count: number }
    return [delivery.count, count]
  }
  assert.deepEqual(await deliver('Town hall'), [undefined, 7])
  assert.deepEqual(await deliver('Town hall', '--count', '1804'), [1804, 1804])
  assert.deepEqual(await deliver('The town hall'), [1804, 1804])
  assert.deepEqual(await deliver('The town hall', '--count', 'live'), [undefined, 7])
  const wrong = await run(
    'petition',
    'deliver',
    petition.id,
    '--at',
    '2020',
    '--place',
    'x',
    '--to',
    'x',
    '--count',
    'many',
  )
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /--count must be a whole number, or "live"\./)
})
