import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAddressReader, networkOf } from '../../../src/server/guards/address.ts'

test('believes nobody without a list of proxies', () => {
  const addressOf = createAddressReader([])
  assert.equal(addressOf('192.0.2.1', '203.0.113.9'), '192.0.2.1')
  assert.equal(addressOf('::ffff:192.0.2.1', undefined), '192.0.2.1')
})

test('goes from proxy to proxy and stops at the first that is not listed', () => {
  const addressOf = createAddressReader(['10.0.0.0/8', '::1'])
  assert.equal(addressOf('10.0.0.1', '203.0.113.9'), '203.0.113.9')
  assert.equal(addressOf('::1', '198.51.100.7, 203.0.113.9, 10.1.1.1'), '203.0.113.9')
  assert.equal(addressOf('192.0.2.1', '203.0.113.9'), '192.0.2.1')
  assert.equal(addressOf('10.0.0.1', undefined), '10.0.0.1')
  assert.equal(addressOf('10.0.0.1', ''), '10.0.0.1')
})

test('takes an IPv6 household as one network', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::9'))
  assert.notEqual(networkOf('2001:db8:1:2::9'), networkOf('2001:db8:1:3::9'))
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1')
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
})
