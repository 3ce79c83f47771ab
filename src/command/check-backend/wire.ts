import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'

/** One request of the check. */
export interface Question {
  method: string
  url: string
  headers?: Record<string, string>
  body?: string
  /** The answer's head is enough: the connection is cut after it. For streams. */
  headOnly?: boolean
}

/** What came back; `status` is 0 when nothing did. */
export interface Answer {
  /** The request in a line, for the report. */
  sent: string
  status: number
  headers: Headers
  body: string
  /** The beginning of the body, for the report. */
  shown: string
  /** The body as JSON; undefined when it is none. */
  json: unknown
  /** Why there is no answer. */
  failure?: string
}

export type Ask = (question: Question) => Promise<Answer>

const patienceMs = 15_000
/** More than the widget reads of any answer. */
const mostBytes = 256 * 1024

/**
 * Asks over node:http and not by fetch, which follows, decodes, caches and adds headers: a check has to see what is
 * sent and what comes. No redirect is followed.
 * @param hide is left out of the report
 */
export function createAsk(hide = ''): Ask {
  return async (question) => {
    const sent = describe(question, hide)
    try {
      const { status, headers, body } = await exchange(question)
      return { sent, status, headers, body, shown: short(body, hide), json: parse(body) }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      const failure = `no answer: ${code ?? message}`
      const nothing = { status: 0, headers: new Headers(), body: '', shown: '', json: undefined }
      return { sent, ...nothing, failure }
    }
  }
}

function exchange({ method, url, headers = {}, body, headOnly = false }: Question) {
  return new Promise<{ status: number; headers: Headers; body: string }>((resolve, reject) => {
    const send = url.startsWith('https:') ? requestHttps : requestHttp
    const request = send(url, {
      method,
      agent: false,
      headers: {
        accept: '*/*',
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
    })
    const limit = setTimeout(() => {
      reject(new Error(`none within ${patienceMs / 1000} s`))
      request.destroy()
    }, patienceMs)
    request.on('response', (response: IncomingMessage) => {
      let text = ''
      const done = () => {
        clearTimeout(limit)
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response), body: text })
        request.destroy()
      }
      if (headOnly) return done()
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
        if (text.length > mostBytes) done()
      })
      response.on('end', done)
      response.on('error', reject)
    })
    // Too late to matter where the answer came first: a backend may refuse a large body before all of it was sent.
    request.on('error', (error) => {
      clearTimeout(limit)
      reject(error)
    })
    request.end(body)
  })
}

function headersOf({ headersDistinct }: IncomingMessage): Headers {
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(headersDistinct))
    for (const value of values) headers.append(name, value)
  return headers
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function describe({ method, url, headers = {}, body }: Question, hide: string): string {
  const shown = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const parts = [`${method} ${url}`, ...shown, ...(body === undefined ? [] : [short(body, hide)])]
  return hidden(parts.join(' · '), hide)
}

/** An answer in a line: status, type and the beginning of its body. */
export function told({ status, headers, shown, failure }: Answer): string {
  if (failure !== undefined) return failure
  const location = headers.get('location')
  return [
    String(status),
    headers.get('content-type') ?? 'no content type',
    ...(location === null ? [] : [`location: ${location}`]),
    ...(shown ? [shown] : []),
  ].join(' · ')
}

/** What is hidden goes first: of an address that is cut in two the beginning would not be found. */
function short(text: string, hide: string): string {
  const line = hidden(text, hide).replaceAll(/\s+/g, ' ')
  return line.length > 240 ? `${line.slice(0, 240)}… (${text.length} characters)` : line
}

/** The address is a person's, and reports are passed around. Backends send it back in other cases and spellings. */
export function hidden(text: string, hide: string): string {
  return hide ? text.replaceAll(spellingsOf(hide), 'ADDRESS') : text
}

/** In either case, each character also as addresses of pages and JSON may write it: `%40`, `\\u0040`. */
function spellingsOf(text: string): RegExp {
  const characters = [...text].map((one) => {
    const percent = Buffer.from(one).toString('hex').replaceAll(/../g, '%$&')
    const escaped = one.split('').map((unit) => {
      const hex = unit.charCodeAt(0).toString(16).padStart(4, '0')
      return String.raw`\\+u${hex}`
    })
    return `(?:${one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}|${percent}|${escaped.join('')})`
  })
  return new RegExp(characters.join(''), 'giu')
}
