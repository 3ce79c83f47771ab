import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

export interface Page {
  body: string
  type?: string
  headers?: Record<string, string>
}

export interface Pages {
  /** The origin of the pages. */
  url: string
  /** What is served, by path without query; may be filled while the server runs. */
  pages: Map<string, Page>
  /** The bodies of what was posted there, such as reports of a policy. */
  posted: string[]
}

/** A partner's site made of a few pages; ends with the test. */
export async function servePages(t: TestContext): Promise<Pages> {
  const pages = new Map<string, Page>()
  const posted: string[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      posted.push(body)
      response.writeHead(204).end()
      return
    }
    const page = pages.get((request.url ?? '/').replace(/\?.*/, ''))
    response
      .writeHead(page ? 200 : 404, {
        'content-type': page?.type ?? 'text/html; charset=utf-8',
        ...page?.headers,
      })
      .end(page?.body)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  t.after(() => {
    server.close()
    server.closeAllConnections()
  })
  // Null only before listening and after closing.
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, pages, posted }
}
