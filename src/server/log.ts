import { destination as descriptor, pino } from 'pino'

/** What is logged: codes, numbers and route patterns; never a path, an address or anything a person typed. */
export interface Log {
  error(about: object, message: string): void
  warn(about: object, message: string): void
  info(about: object, message: string): void
  debug(about: object, message: string): void
}

/** Keys that must never reach a log; none is passed on purpose, so this is the net below. */
const personal = [
  'name',
  'given',
  'family',
  'email',
  'address',
  'phone',
  'postcode',
  'comment',
  'token',
  'url',
  'body',
  'headers',
]

/** Lines of JSON, to standard error unless told otherwise: standard output is the command's. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: personal.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
  }
  return pino(options, destination ?? standardError())
}

/** A log that cannot be written, on a full disk or to a reader who has left, is lost: the server is not to end of it. */
function standardError() {
  // What waits to be written is dropped beyond a mebibyte, else it would pile up.
  const stream = descriptor({ fd: 2, sync: true, maxLength: 1024 * 1024 })
  stream.on('error', () => {})
  return stream
}

/** Of a failure, what may be logged: its kind and where it came from. Messages may quote what people sent. */
export function kindOf(thrown: unknown): { kind: string; code?: string; at: string[] } {
  if (!(thrown instanceof Error)) return { kind: typeof thrown, at: [] }
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in thrown && typeof thrown.code === 'string' ? { code: thrown.code } : {}
  return {
    kind: thrown.constructor.name,
    ...code,
    at: frames.slice(0, 5).map((line) => line.trim()),
  }
}
