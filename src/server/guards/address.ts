import { BlockList, isIPv6 } from 'node:net'

/** Tells the address of a client; behind proxies, only those that are listed are believed. */
export function createAddressReader(
  trustedProxies: readonly string[],
): (peer: string | undefined, forwardedFor: string | undefined) => string {
  const trusted = new BlockList()
  for (const entry of trustedProxies) {
    const [address = '', bits] = entry.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

  return (peer = '', forwardedFor = '') => {
    const hops = forwardedFor.split(',').map((hop) => plain(hop.trim()))
    let address = plain(peer)
    // From the nearest hop outwards: what a hop that is not ours says of others is only its claim.
    while (address !== '' && isTrusted(address) && hops.length > 0) address = hops.pop() || address
    return address
  }
}

/** The network a limit is kept for: an IPv4 address, or the /64 that one IPv6 household has. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros =
    tail === undefined
      ? []
      : Array.from({ length: Math.max(0, 8 - groups.length - after.length) }, () => '0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}

/** IPv4 written as IPv6 is the same address. */
function plain(address: string): string {
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice(7) : address
}
