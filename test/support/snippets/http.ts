import * as z from 'zod/mini'
import {
  PetitionFile,
  Receipt,
  Refusal,
  refusalStatus,
  Signature,
  Tally,
} from '../../../src/schema/index.ts'
import { openapi } from '../../../src/server/openapi.ts'
import type { Check } from './read.ts'

/** A request or an answer of our protocol: path and method must exist, and the body must fit the schema. */
export const httpCheck: Check = ({ text }) => {
  const [head = '', body = ''] = text.split(/\n\n([^]*)/)
  const [first = '', ...lines] = head.split('\n')
  const headers = new Map(
    lines.map((line) => {
      const [name = '', value = ''] = line.split(/:\s*(.*)/)
      return [name.toLowerCase(), value] as const
    }),
  )
  const bad = lines
    .filter((line) => !/^[\w-]+: \S/.test(line))
    .map((line) => `"${line}" is no header`)
  const answer = /^HTTP\/[\d.]+ (\d{3})/.exec(first)
  const problems = answer
    ? answerProblems(Number(answer[1]), body)
    : requestProblems(first, headers, body)
  return [...bad, ...problems]
}

function requestProblems(first: string, headers: Map<string, string>, body: string): string[] {
  const [, method = '', path = ''] = /^([A-Z]+) (\/\S*)(?: HTTP\/[\d.]+)?$/.exec(first) ?? []
  if (!method) return [`"${first}" is neither "POST /path" nor "HTTP/1.1 200"`]
  const paths = openapi()['paths'] as Record<string, object> // as it is made there
  const known = Object.keys(paths).find((pattern) =>
    new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/?]+')}$`).test(path.replace(/\?.*/, '')),
  )
  if (!known || !(method.toLowerCase() in (paths[known] ?? {})))
    return [`there is no ${method} ${path}`]
  if (method !== 'POST') return body ? [`${method} has no body`] : []
  const key = headers.get('idempotency-key') ?? ''
  return [
    ...(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(key)
      ? []
      : ['idempotency-key is no UUID']),
    ...schemaProblems(Signature, body),
  ]
}

function answerProblems(status: number, body: string): string[] {
  if (!body) return []
  let said: Record<string, unknown>
  try {
    said = JSON.parse(body) as Record<string, unknown>
  } catch (error) {
    return [String(error)]
  }
  if ('outcome' in said && 'receipt' in said) return schemaProblems(Receipt, body)
  if ('code' in said) {
    const code = String(said['code'])
    const right = Object.hasOwn(refusalStatus, code)
      ? refusalStatus[code as keyof typeof refusalStatus]
      : 0 // asked before
    return [
      ...(right === status && said['status'] === status
        ? []
        : [`${code} comes with ${right}, not ${status}`]),
      ...schemaProblems(Refusal, body),
    ]
  }
  if ('count' in said) return schemaProblems(Tally, body)
  if ('title' in said) {
    const { revision: _revision, status: _status, tally: _tally, ...file } = said
    return schemaProblems(PetitionFile, JSON.stringify(file))
  }
  return ['the body is no receipt, refusal, tally or petition']
}

function schemaProblems(schema: z.ZodMiniType, body: string): string[] {
  try {
    const read = z.safeParse(schema, JSON.parse(body))
    return read.success
      ? []
      : read.error.issues.map(({ path, message, code }) => `${path.join('.')} ${code} ${message}`)
  } catch (error) {
    return [String(error)]
  }
}
