// A backend for backend="json" in plain Node, 22.18 or newer: node server.mjs
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { DatabaseSync } from 'node:sqlite'

const petition = 'keep-the-library'
const required = ['name', 'email']
// How long each may be; what is not listed is not taken.
const fields = { name: 255, email: 254, postcode: 16 }
const longest = { ...fields, locale: 35, shown: 64, partner: 64, source: 64, trap: 255 }
const limitBytes = 16 * 1024
const always = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-expose-headers': 'Date, Age, Retry-After',
  'access-control-max-age': '600',
  'cache-control': 'no-store',
}

const database = new DatabaseSync(process.env.FILE ?? 'signatures.sqlite')
// With FULL a signature is on the disk before anybody is thanked for it.
database.exec(`PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS signatures
  (key TEXT PRIMARY KEY, hash TEXT, answer TEXT, email TEXT, isTrapped INT, signature TEXT)`)
const find = database.prepare('SELECT hash, answer FROM signatures WHERE key = ?')
const store = database.prepare('INSERT INTO signatures VALUES (?, ?, ?, ?, ?, ?)')
const counts = database.prepare(`SELECT count(*) AS version,
  count(DISTINCT CASE isTrapped WHEN 0 THEN email END) AS count FROM signatures`)

const server = createServer(async (request, response) => {
  const { status, body, headers } = await answerTo(request).catch((error) => {
    console.error(error)
    return { ...no(503, 'unavailable'), headers: { 'retry-after': '5' } }
  })
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  response.writeHead(status, { ...always, 'content-type': type, ...headers })
  response.end(body && JSON.stringify(body))
})
const port = process.env.PORT ?? 8080
server.listen(port, () => console.log(`http://localhost:${server.address().port}`))

async function answerTo(request) {
  const { method, url, headers } = request
  const [, id, what] = /^\/v1\/petitions\/([^/?]+)\/(signatures|tally)(?:\?|$)/.exec(url) ?? []
  if (!id) return no(404, 'no-route')
  if (method === 'OPTIONS') return { status: 204 }
  if (id !== petition) return no(404, 'no-petition')
  if (what === 'tally' && method === 'GET') return tally()
  if (what === 'tally' || method !== 'POST') return no(405, 'method')
  if (!/^application\/json *(;|$)/i.test(headers['content-type'])) return no(415, 'media-type')
  const chunks = []
  let size = 0
  // What is over the limit is read and dropped: who cuts the connection cuts off the answer too.
  for await (const chunk of request) if ((size += chunk.length) <= limitBytes) chunks.push(chunk)
  if (size > limitBytes) return no(413, 'too-large')
  return sign(Buffer.concat(chunks).toString(), headers['idempotency-key'])
}

function sign(text, key) {
  const signature = parse(text)
  const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key)
  if (!isUuid || typeof signature !== 'object' || !signature) return no(400, 'malformed')
  const hash = createHash('sha256').update(text).digest('hex')
  const before = find.get(key)
  if (before && before.hash !== hash) return no(422, 'key-reused')
  if (before) return { status: 201, body: JSON.parse(before.answer) }
  const issues = [...new Set([...required, ...Object.keys(signature)])].flatMap((field) => {
    const code = mistakeIn(field, signature[field])
    return code ? [{ field, code, message: `${field}: ${code}` }] : []
  })
  if (issues.length > 0) return no(422, 'invalid', { issues })
  const body = { outcome: 'counted', receipt: { id: randomUUID(), at: new Date().toISOString() } }
  const email = signature.email.trim().toLowerCase()
  store.run(key, hash, JSON.stringify(body), email, signature.trap ? 1 : 0, text)
  return { status: 201, body }
}

function mistakeIn(field, value = '') {
  // By id, true or false; this petition has none.
  if (field === 'consents') return JSON.stringify(value) === '{}' ? undefined : 'format'
  if (!Object.hasOwn(longest, field)) return 'unknown'
  if (typeof value !== 'string') return 'format'
  if (required.includes(field) && !value.trim()) return 'missing'
  if ([...value].length > longest[field]) return 'long'
  const isAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())
  return field === 'email' && !isAddress ? 'format' : undefined
}

function tally() {
  const { count, version } = counts.get()
  const body = { petition, count, goal: null, stream: false, lineage: '1', version }
  return { status: 200, body, headers: { 'cache-control': 'public, max-age=5' } }
}

function no(status, code, more) {
  return { status, body: { type: 'about:blank', title: code, status, code, ...more } }
}

function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
