import { hash } from 'node:crypto'
import { createRandomPool } from './random-pool.ts'

/** What the token in a link says. */
export interface LinkToken {
  /** Number of the petition, 24 bits. */
  petition: number
  /** Number of the attempt, 40 bits. */
  n: number
  /** 16 random bytes as base64url. */
  secret: string
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567' // RFC 4648 base32, in lower case
const tokenBytes = 3 + 5 + 16
const tokenLength = Math.ceil((tokenBytes * 8) / 5)
const take = createRandomPool()

/** 128 random bits as base64url. */
export function newSecret(): string {
  return take(16).toString('base64url')
}

/** What the store keeps of a secret: SHA-256, 32 bytes. */
export function hashSecret(secret: string): Uint8Array {
  // By way of text: Node makes a string several times faster than a buffer.
  return Buffer.from(hash('sha256', Buffer.from(secret, 'base64url'), 'binary'), 'binary')
}

/** 39 characters `a` to `z` and `2` to `7`. */
export function writeToken({ petition, n, secret }: LinkToken): string {
  const bytes = Buffer.alloc(tokenBytes)
  bytes.writeUIntBE(petition, 0, 3)
  bytes.writeUIntBE(n, 3, 5)
  bytes.set(Buffer.from(secret, 'base64url'), 8)

  let token = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    for (bits += 8; bits >= 5; bits -= 5) token += alphabet[(value >>> (bits - 5)) & 31]
    value &= (1 << bits) - 1
  }
  return bits > 0 ? token + alphabet[(value << (5 - bits)) & 31] : token
}

/**
 * Reads the token of a link as people bring it: in capitals, or with the dot or bracket their mail program took for a
 * part of it. Undefined when it is none.
 */
export function readToken(text: string): LinkToken | undefined {
  const token = /^[a-z2-7]*/.exec(text.toLowerCase())?.[0] ?? ''
  if (token.length !== tokenLength) return undefined

  const bytes = Buffer.alloc(tokenBytes)
  let at = 0
  let bits = 0
  let value = 0
  for (const character of token) {
    value = (value << 5) | alphabet.indexOf(character)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = value >>> bits
    value &= (1 << bits) - 1
  }
  // The last character has bits to spare: one link has one spelling.
  if (value !== 0) return undefined
  return {
    petition: bytes.readUIntBE(0, 3),
    n: bytes.readUIntBE(3, 5),
    secret: bytes.subarray(8).toString('base64url'),
  }
}
