import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { serve } from '../server.ts'

/** One request as it arrived. */
export interface Arrived {
  method: string
  /** Path and query. */
  url: string
  headers: IncomingHttpHeaders
  body: string
}

/** What a product answers. */
export interface Answer {
  status: number
  type?: string
  body?: unknown
  headers?: Record<string, string>
}

/** A product as its documentation says, oddities included, on a port of its own. */
export interface StandIn {
  url: string
  arrived: Arrived[]
  /** How often a browser asked whether it may send. */
  preflights: number
  /** Something in between answers instead, until it is undefined again. */
  instead: ((response: ServerResponse) => void) | undefined
  close(): Promise<void>
}

/**
 * @param answer what the product says; undefined for what it does not know
 * @param cors what it allows pages of other sites to read
 */
export async function standIn(
  answer: (arrived: Arrived) => Answer | undefined,
  cors: Record<string, string> = { 'access-control-allow-origin': '*' },
): Promise<StandIn> {
  const arrived: Arrived[] = []
  const server = await serve(async (request, response) => {
    const { method = '', url = '', headers } = request
    let body = ''
    for await (const part of request) body += String(part)
    if (method === 'OPTIONS') {
      standing.preflights++
      const allowed = {
        ...cors,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'content-type',
      }
      response.writeHead(204, allowed).end()
      return
    }
    arrived.push({ method, url, headers, body })
    if (standing.instead) return standing.instead(response)
    const said = answer({ method, url, headers, body }) ?? {
      status: 404,
      type: 'text/html',
      body: '<!doctype html><title>Not found</title>',
    }
    response.writeHead(said.status, {
      ...cors,
      'content-type': said.type ?? 'application/json; charset=utf-8',
      ...said.headers,
    })
    response.end(
      typeof said.body === 'string' || said.body === undefined
        ? said.body
        : JSON.stringify(said.body),
    )
  })
  const { url, close } = server
  const standing: StandIn = { url, arrived, preflights: 0, instead: undefined, close }
  return standing
}

/** Pairs of a form that came urlencoded. */
export function pairsOf({ body }: Arrived): [string, string][] {
  return [...new URLSearchParams(body)]
}
