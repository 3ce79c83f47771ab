import { hash } from 'node:crypto'
import * as z from 'zod/mini'
import {
  Petition,
  PetitionFile,
  Receipt,
  Refusal,
  refusalCodes,
  refusalStatus,
  Signature,
  slugPattern,
  Tally,
  type RefusalCode,
} from '../schema/index.ts'
import * as headers from './headers.ts'
import { logoTypes } from './logo.ts'
import { embedThemes } from './pages/embed-page.ts'
import { refusalTitles } from './refused.ts'
import { matches } from './tally.ts'

type Json = { [key: string]: unknown }

/** `GET /openapi.json`: the interface of section 3 of the contract, made from the schemas that read and check. */
export function openapiResponse(request: Request): Response {
  made ??= makeDocument()
  const head = { ...headers.freshFile, etag: made.etag }
  if (matches(request.headers.get('if-none-match'), made.etag))
    return new Response(null, { status: 304, headers: head })
  return new Response(made.json, { headers: { ...head, 'content-type': 'application/json' } })
}

/** Of the interface, not of the program. */
const version = '1.0.0'
let made: { json: string; etag: string } | undefined

function makeDocument(): { json: string; etag: string } {
  const json = JSON.stringify(openapi())
  return { json, etag: `"${hash('sha256', json, 'base64url').slice(0, 22)}"` }
}

export function openapi(): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'undersigned',
      version,
      description:
        'Signing petitions and following their tallies. Answers may gain keys and words within version 1: ignore what you do not know.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: {
      '/v1/petitions/{id}': {
        get: {
          operationId: 'getPetition',
          summary: 'The petition document, with its status and tally',
          parameters: [id],
          responses: {
            ...answer(200, 'The document as it is now', 'PetitionDocument'),
            ...refusals('no-petition'),
          },
        },
      },
      '/v1/petitions/{id}/tally': {
        get: {
          operationId: 'getTally',
          summary: 'The count at this moment',
          parameters: [id],
          responses: { ...answer(200, 'The tally', 'Tally'), ...refusals('no-petition') },
        },
      },
      '/v1/petitions/{id}/tally/stream': {
        get: {
          operationId: 'followTally',
          summary: 'Server-sent events named "tally", each with the whole tally as its data',
          parameters: [id],
          responses: {
            200: {
              description: 'The stream; the present tally comes at once',
              content: { 'text/event-stream': { schema: { type: 'string' } } },
            },
            ...refusals('no-petition', 'unavailable'),
          },
        },
      },
      '/v1/petitions/{id}/logos/{name}': {
        get: {
          operationId: 'getLogo',
          summary: 'A logo of a backer, under the SHA-256 of its bytes; it never changes',
          parameters: [
            id,
            { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
          ],
          responses: {
            200: {
              description: 'The picture',
              content: Object.fromEntries(
                Object.values(logoTypes).map((type) => [
                  type,
                  { schema: { type: 'string', format: 'binary' } },
                ]),
              ),
            },
            ...refusals('no-petition', 'no-route'),
          },
        },
      },
      '/oembed': {
        get: {
          operationId: 'oembed',
          summary: 'What to show for the address of a petition’s page (oEmbed 1.0, rich)',
          parameters: [
            query('url', { type: 'string', format: 'uri' }, true),
            query('maxwidth', { type: 'integer', minimum: 1 }),
            query('maxheight', { type: 'integer', minimum: 1 }),
            query('format', { type: 'string', default: 'json' }),
          ],
          responses: {
            ...answer(200, 'A frame and its script', 'Oembed'),
            ...refusals('malformed', 'no-petition'),
            501: { description: 'Another format than json' },
          },
        },
      },
      '/embed/{id}': {
        get: {
          operationId: 'embed',
          summary: 'A page for frames: the petition with its form, or its tally and a link',
          description:
            'The form comes for an `origin` whose pages may embed the petition, and can be framed by that origin alone.',
          parameters: [
            id,
            query('origin', { type: 'string' }),
            query('partner', { type: 'string', pattern: slugPattern.source }),
            query('source', { type: 'string', pattern: slugPattern.source }),
            query('lang', { type: 'string' }),
            query('theme', { enum: [...embedThemes] }),
          ],
          responses: {
            200: {
              description: 'The page',
              content: { 'text/html': { schema: { type: 'string' } } },
            },
            404: { description: 'A page that says that there is no such petition' },
          },
        },
      },
      '/v1/petitions/{id}/signatures': {
        post: {
          operationId: 'sign',
          summary: 'Signs; the signature counts once it is confirmed by mail',
          description:
            'The same key and body get the same answer for 24 hours. A refusal consumes no key.',
          parameters: [
            id,
            {
              name: 'Idempotency-Key',
              in: 'header',
              required: true,
              schema: { type: 'string', format: 'uuid' },
            },
          ],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: ref('Signature') } },
          },
          responses: {
            ...answer(202, 'On disk; a confirmation mail will go out', 'Receipt'),
            ...answer(201, 'Counted at once; other backends of this protocol', 'Receipt'),
            ...refusals(...refusalCodes.filter((code) => !['no-route', 'method'].includes(code))),
          },
        },
      },
    },
    components: {
      schemas: {
        PetitionFile: schemaOf(PetitionFile, 'input'),
        PetitionDocument: petitionDocument(),
        Tally: answerOf(Tally),
        Signature: schemaOf(Signature, 'input'),
        Receipt: answerOf(Receipt),
        Oembed: oembed,
        // The reader of refusals makes do with less than the server sends, and `issues` come with `invalid` only.
        Problem: { ...answerOf(Refusal), required: ['type', 'title', 'status', 'code'] },
      },
    },
  }
}

const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { type: 'string', pattern: slugPattern.source },
}

function query(name: string, schema: Json, required = false): Json {
  return { name, in: 'query', schema, ...(required && { required }) }
}

/** https://oembed.com, of what it allows as much as is answered. */
const oembed: Json = {
  type: 'object',
  properties: {
    version: { const: '1.0' },
    type: { const: 'rich' },
    title: { type: 'string' },
    author_name: { type: 'string' },
    author_url: { type: 'string' },
    provider_name: { type: 'string' },
    provider_url: { type: 'string' },
    cache_age: { type: 'integer' },
    width: { type: 'integer' },
    height: { type: 'integer' },
    html: { type: 'string' },
  },
  required: ['version', 'type', 'width', 'height', 'html'],
}

/** What the server answers: the file as it was put, and what only the server knows. */
function petitionDocument(): Json {
  const file = withoutLimits(schemaOf(PetitionFile, 'output'))
  const known = schemaOf(Petition, 'input')
  const own = Object.fromEntries(
    Object.entries(known['properties'] as Json).filter(([key]) =>
      ['revision', 'status'].includes(key),
    ),
  )
  const { partners: _withOrigins, ...properties } = file['properties'] as Json
  const { partners } = withoutLimits(known)['properties'] as Json
  return {
    ...file,
    properties: { ...properties, partners, ...own, tally: ref('Tally') },
    required: [...(file['required'] as string[]), 'revision', 'status', 'tally'],
  }
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  })
  return rest as Json
}

/** Of a tolerant reader: the shape it looks for, without what it falls back to. */
function answerOf(schema: z.ZodMiniType): Json {
  return withoutLimits(schemaOf(schema, 'input'))
}

/** Answers may gain keys, and have no defaults: what is absent is absent. */
function withoutLimits<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(withoutLimits) as T
  if (typeof schema !== 'object' || schema === null) return schema
  const kept = Object.entries(schema).filter(
    ([key, value]) => key !== 'default' && !(key === 'additionalProperties' && value === false),
  )
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutLimits(value)])) as T
}

function ref(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

function answer(status: number, description: string, name: string): Json {
  return { [status]: { description, content: { 'application/json': { schema: ref(name) } } } }
}

/** Codes that share a status share an entry. */
function refusals(...codes: RefusalCode[]): Json {
  const entry = (status: number): Json => ({
    description: codes
      .filter((code) => refusalStatus[code] === status)
      .map((code) => `\`${code}\`: ${refusalTitles[code]}`)
      .join('. '),
    content: { 'application/problem+json': { schema: ref('Problem') } },
  })
  return Object.fromEntries(codes.map((code) => [refusalStatus[code], entry(refusalStatus[code])]))
}
