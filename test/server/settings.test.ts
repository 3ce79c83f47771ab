import assert from 'node:assert/strict'
import { resolve } from 'node:path'
import { test } from 'node:test'
import {
  environmentName,
  optionNames,
  readSettings,
  SettingsError,
} from '../../src/server/index.ts'

test('starts on this machine without any setting', () => {
  const settings = readSettings()
  assert.equal(settings.port, 8787)
  assert.equal(settings.host, '127.0.0.1')
  assert.equal(settings.publicUrl, 'http://localhost:8787')
  assert.equal(settings.data, resolve('data'))
  assert.equal(settings.keysFile, resolve('data/keys.json'))
  assert.equal(settings.scripts, resolve('data/scripts'))
  assert.deepEqual(settings.trustedProxies, [])
})

test('reads every option from the environment too, and lets the option win', () => {
  assert.deepEqual(optionNames.map(environmentName), [
    'UNDERSIGNED_PORT',
    'UNDERSIGNED_HOST',
    'UNDERSIGNED_DATA',
    'UNDERSIGNED_DATABASE_URL',
    'UNDERSIGNED_PUBLIC_URL',
    'UNDERSIGNED_SMTP_URL',
    'UNDERSIGNED_MAIL_FROM',
    'UNDERSIGNED_SMTP_UTF8',
    'UNDERSIGNED_KEYS_FILE',
    'UNDERSIGNED_SCRIPTS',
    'UNDERSIGNED_TRUSTED_PROXIES',
    'UNDERSIGNED_LOG_LEVEL',
  ])
  const environment = {
    UNDERSIGNED_PORT: '9000',
    UNDERSIGNED_HOST: '0.0.0.0',
    UNDERSIGNED_PUBLIC_URL: 'https://sign.example.org/',
    UNDERSIGNED_SMTP_URL: 'smtps://mail.example.org',
    UNDERSIGNED_MAIL_FROM: 'Petitions <petitions@example.org>',
    UNDERSIGNED_SMTP_UTF8: 'true',
    UNDERSIGNED_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    UNDERSIGNED_LOG_LEVEL: '',
  }
  const settings = readSettings({ port: '9001' }, environment)
  assert.equal(settings.port, 9001)
  assert.equal(settings.publicUrl, 'https://sign.example.org')
  assert.equal(settings.smtpUtf8, true)
  assert.deepEqual(settings.trustedProxies, ['10.0.0.0/8', '::1'])
  assert.equal(settings.logLevel, 'info')
})

const mistakes: [Record<string, string>, string, RegExp][] = [
  [{ port: '70000' }, 'UNDERSIGNED_PORT', /must be a port: a whole number/],
  [{ port: 'http' }, 'UNDERSIGNED_PORT', /must be a port: a whole number/],
  [{ databaseUrl: 'postgres://localhost/x' }, 'UNDERSIGNED_DATABASE_URL', /no PostgreSQL store/],
  [{ publicUrl: 'sign.example.org' }, 'UNDERSIGNED_PUBLIC_URL', /must be a URL such as/],
  [{ publicUrl: 'https://example.org/sign' }, 'UNDERSIGNED_PUBLIC_URL', /without a path/],
  [{ publicUrl: 'http://example.org' }, 'UNDERSIGNED_PUBLIC_URL', /https:\/\//],
  [{ smtpUrl: 'mail.example.org' }, 'UNDERSIGNED_SMTP_URL', /must be a URL such as smtps:/],
  [{ smtpUrl: 'smtp://mail.example.org' }, 'UNDERSIGNED_MAIL_FROM', /is required with SMTP/],
  [{ mailFrom: 'petitions' }, 'UNDERSIGNED_MAIL_FROM', /must be an address/],
  [
    { mailFrom: 'a@example.org\r\nBcc: b@example.org' },
    'UNDERSIGNED_MAIL_FROM',
    /must be an address/,
  ],
  ...[
    'Foo <a@b.example',
    'a@b.example>',
    'Two <a@b.example>, c@d.example',
    'Two <a@b.example> <c@d.example>',
    'Petitions petitions@b.example',
    'Petitions: a@b.example;',
    'Petitions <petitions>',
  ].map((mailFrom): [Record<string, string>, string, RegExp] => [
    { mailFrom },
    'UNDERSIGNED_MAIL_FROM',
    /must be an address such as petitions@example\.org, or one with a name: Petitions <petitions@example\.org>/,
  ]),
  [{ smtpUtf8: 'yes' }, 'UNDERSIGNED_SMTP_UTF8', /must be true or false/],
  [{ trustedProxies: '10.0.0.0/33' }, 'UNDERSIGNED_TRUSTED_PROXIES', /must be addresses or ranges/],
  [{ trustedProxies: 'proxy' }, 'UNDERSIGNED_TRUSTED_PROXIES', /must be addresses or ranges/],
  [{ logLevel: 'loud' }, 'UNDERSIGNED_LOG_LEVEL', /must be one of fatal/],
  [{ host: '0.0.0.0' }, 'UNDERSIGNED_PUBLIC_URL', /is required when listening on 0\.0\.0\.0/],
  [
    { host: '::', publicUrl: 'https://sign.example.org' },
    'UNDERSIGNED_SMTP_URL',
    /is required when listening on ::/,
  ],
  [
    { publicUrl: 'https://sign.example.org' },
    'UNDERSIGNED_SMTP_URL',
    /is required with the public URL https:\/\/sign\.example\.org/,
  ],
]
test('names a setting that cannot be used and says what it accepts', async (t) => {
  for (const [given, name, words] of mistakes) {
    await t.test(`${JSON.stringify(given)}`, () => {
      assert.throws(
        () => readSettings(given),
        (error) =>
          error instanceof SettingsError && error.setting === name && words.test(error.message),
      )
    })
  }
})

test('takes as the sender one address, alone or with a name before it', () => {
  for (const mailFrom of [
    'petitions@example.org',
    '<petitions@example.org>',
    ' Petitions <petitions@example.org> ',
    '"Archer, Ada" <ada@example.org>',
    'Žádost <žádost@příklad.example>',
    'petitions@localhost',
  ])
    assert.equal(readSettings({ mailFrom }).mailFrom, mailFrom)
})
