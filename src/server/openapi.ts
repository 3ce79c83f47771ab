import * as headers from './headers.ts'

export function openapiResponse(): Response {
  return new Response('{}', { headers: { ...headers.publicDocument(300), 'content-type': 'application/json' } })
}
