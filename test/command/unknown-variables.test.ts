import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWith } from './in-process.ts'

const told = async (env: Record<string, string>, ...words: string[]) =>
  (await runWith(env, ...words)).err.split('\n').filter((line) => line.includes('ignored'))

test('a variable that is spelled wrong is told once, with what was likely meant', async () => {
  const env = {
    UNDERSIGNED_TRUSTED_PROXY: '10.0.0.0/8',
    UNDERSIGNED_SMTP_UR: 'smtp://secret@mail.example',
    UNDERSIGNED_QUEUE: '1',
    UNDERSIGNED_DATA: '/nonexistent/data',
    UNDERSIGNED_LOGLEVEL: '',
    OTHER_PORT: '1',
  }
  assert.deepEqual(await told(env, 'petition', 'list'), [
    'undersigned: UNDERSIGNED_TRUSTED_PROXY is not known and is ignored. Did you mean UNDERSIGNED_TRUSTED_PROXIES?',
    'undersigned: UNDERSIGNED_SMTP_UR is not known and is ignored. Did you mean UNDERSIGNED_SMTP_URL?',
    'undersigned: UNDERSIGNED_QUEUE is not known and is ignored.',
  ])
  const [line = ''] = await told(env, 'petition', 'list', '--json')
  assert.deepEqual(JSON.parse(line), {
    warning: 'UNDERSIGNED_TRUSTED_PROXY is not known and is ignored.',
    hint: 'Did you mean UNDERSIGNED_TRUSTED_PROXIES?',
  })
  // Help is about something else.
  assert.deepEqual(await told(env, 'serve', '--help'), [])
})

test('variables of any command, of the tests, and secrets of a relay are not told', async () => {
  const env = {
    UNDERSIGNED_DATA: '/nonexistent/data',
    UNDERSIGNED_CONFIG: 'relay.json',
    UNDERSIGNED_PORT: '8790',
    UNDERSIGNED_PETITION: 'keep-the-library',
    UNDERSIGNED_JSON: '0',
    UNDERSIGNED_TEST_PROFILE: 'full',
    UNDERSIGNED_TEST_SEED: '1',
    UNDERSIGNED_ENGINES: 'firefox',
    UNDERSIGNED_KILLS: '1',
    UNDERSIGNED_RENEW: 'trees',
    UNDERSIGNED_SEED: '1',
  }
  assert.deepEqual(await told(env, 'petition', 'list'), [])
  // The relay's file names its secrets as it likes.
  const secret = { UNDERSIGNED_CRM_SECRET: 'x', UNDERSIGNED_CONFIK: 'x' }
  assert.deepEqual(await told(secret, 'relay', 'status'), [
    'undersigned: UNDERSIGNED_CONFIK is not known and is ignored. Did you mean UNDERSIGNED_CONFIG?',
  ])
})
