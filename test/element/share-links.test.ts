import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  allNetworks,
  networkNames,
  shareLink,
  type Network,
} from '../../src/element/share-links.ts'
import { shareNetworks } from '../../src/schema/index.ts'

const shared = {
  title: 'Keep the unit & more',
  text: '“Keep the unit & more”: will you sign too?',
  url: 'https://mep.example/a?b=c&d=é#e',
}
const links = allNetworks.filter((network) => shareLink(network, shared))

test('every way to share of the contract is offered, in its order', () => {
  assert.deepEqual(allNetworks, shareNetworks)
  assert.deepEqual(
    allNetworks.filter((network) => !links.includes(network)),
    ['native', 'copy'],
  )
})

test('every link carries the address whole, and none goes without TLS', () => {
  for (const network of links) {
    const link = new URL(shareLink(network, shared) ?? '')
    assert.match(link.protocol, /^(https|mailto):$/)
    assert.ok(link.href.includes(encodeURIComponent(shared.url)), network)
    assert.equal(networkNames[network] === undefined, network === 'email', network)
  }
})

test('a text goes where the network takes one', () => {
  const takes = (network: Network) =>
    (shareLink(network, shared) ?? '').includes(encodeURIComponent(shared.text))
  assert.deepEqual(
    links.filter((network) => !takes(network)),
    ['facebook', 'linkedin'],
  )
})

test('a mail has the title as its subject', () => {
  const { searchParams } = new URL(shareLink('email', shared) ?? '')
  assert.equal(searchParams.get('subject'), shared.title)
  assert.equal(searchParams.get('body'), `${shared.text}\n${shared.url}`)
})

test('a title that was cut within a character can be shared all the same', () => {
  for (const network of links) {
    const cut = { ...shared, title: 'Keep it \ud83d', text: '\udc4d Keep it' }
    const link = decodeURIComponent(shareLink(network, cut) ?? '')
    assert.doesNotMatch(link, /\p{Cs}|\ufffd/u, network)
    assert.ok(link.includes(decodeURIComponent(shared.url)), network)
  }
})
