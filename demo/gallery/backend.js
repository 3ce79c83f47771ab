// @ts-check
import { now, tallyOf } from './petition.js'

/** Where the backend in this page pretends to be. Nothing is ever asked of this address. */
export const endpoint = 'https://gallery.example'

/**
 * What the backend says for one petition. A verb that is not there never answers.
 * @typedef {object} Says
 * @property {() => Response | undefined} [document]
 * @property {() => Response | undefined} [tally]
 * @property {() => Response | undefined} [sign]
 */

/** @type {Map<string, Says>} */
const petitions = new Map()

/**
 * Tells what the backend in this page says for a petition.
 * @param {string} id
 * @param {Says} says
 */
export function say(id, says) {
  petitions.set(id, { ...petitions.get(id), ...says })
}

/**
 * An answer as our own server gives it.
 * @param {object} body
 * @param {number} status
 * @param {Record<string, string>} headers
 */
export function json(body, status = 200, headers = {}) {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return Response.json(body, { status, headers: { 'content-type': type, date: now, ...headers } })
}

/**
 * A no as our own server gives it.
 * @param {string} code
 * @param {number} status
 * @param {object} more
 */
export function refusal(code, status, more = {}) {
  return json({ type: 'about:blank', title: code, status, code, ...more }, status)
}

/** @param {string} id */
export const tallyAnswer = (id) => json(tallyOf(id))

/** The network breaks. @returns {never} */
export function broken() {
  throw new TypeError('Failed to fetch')
}

const real = globalThis.fetch

// The widget looks up the page's `fetch` at each call, so a page can stand in for the network.
globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input)
  if (!url.startsWith(`${endpoint}/`)) return real(input, init)
  const [, id = '', verb = ''] = /petitions\/([^/]+)\/?(.*)/.exec(url) ?? []
  const says = petitions.get(id)
  const answer =
    verb === 'signatures' ? says?.sign : verb === 'tally' ? says?.tally : says?.document
  return answer?.() ?? new Promise(() => {})
}
