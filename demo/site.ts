import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/** A partner's site while it runs. */
export interface Site {
  /** Its origin, with the port it took. */
  url: string
  close(): Promise<void>
}

/** The addresses that pages name as `{{backend}}`, `{{charity}}` and `{{mep}}`. */
export type Addresses = Record<'backend' | 'charity' | 'mep', string>

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
}

/** The fonts of each site, at `/fonts/`: with fonts of the machine they would take another room on each. */
const fonts: Record<string, Record<string, string>> = {
  charity: { lora: '@fontsource-variable/lora/files/lora-latin-wght-normal.woff2' },
  mep: {
    'libre-franklin':
      '@fontsource-variable/libre-franklin/files/libre-franklin-latin-wght-normal.woff2',
    'source-serif':
      '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  },
}
const { resolve } = createRequire(import.meta.url)

/**
 * Serves the pages of one folder of this one, `/2009` being `2009.html`, at `/gallery/` every state of the widget, at
 * `/shared/` what the sites have in common, and at `/docs/` and `/configurator/` the documentation and the configurator that the build made.
 * The addresses are asked at every request, so that a site can listen before it is known which ports the others take.
 * Port 0 is any free one.
 * @param plainForm what a page has for `{{form}}`: made when it is asked for, since it says what is signed today
 */
export async function serveSite(
  name: string,
  port: number,
  addresses: () => Addresses,
  plainForm?: () => Promise<string>,
): Promise<Site> {
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/' } = request
    answer(name, method, url, addresses(), response, plainForm).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  // Null only before listening and after closing.
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://localhost:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  name: string,
  method: string,
  target: string,
  addresses: Addresses,
  response: ServerResponse,
  plainForm: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> {
  const [, built] = /^\/(docs|configurator)(?=[/?]|$)/.exec(target) ?? []
  if (built) return answerBuilt(built, target, method, response)
  const own = fonts[name] ?? {}
  const font = own[/^\/fonts\/([\w-]+)\.woff2$/.exec(target)?.[1] ?? '']
  if (font) return answerFont(resolve(font), response)
  // Flat folders of plain names: nothing that could climb out of them matches.
  const [path, folder = name, page, extension = 'html'] =
    /^\/(?:(gallery|shared)\/)?([\w-]*)(?:\.(\w+))?(?=\?|$)/.exec(target) ?? []
  const file = path === undefined ? '404.html' : `${page || 'index'}.${extension}`
  const text = await readFile(new URL(`${folder}/${file}`, import.meta.url), 'utf8').catch(
    () => undefined,
  )
  const type = types[extension]
  if (text === undefined || !type) return answerNothing(response)
  const form = text.includes('{{form}}') ? await plainForm() : ''
  const body =
    extension === 'html'
      ? text
          .replace(/\{\{(backend|charity|mep)\}\}/g, (_, word: keyof Addresses) => addresses[word])
          .replace('{{form}}', () => form)
      : text
  // With the page, so that they are there before its text.
  const ahead = Object.keys(own).map(
    (file) => `</fonts/${file}.woff2>; rel=preload; as=font; crossorigin`,
  )
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'content-security-policy': policy(addresses.backend),
    ...(extension === 'html' && folder === name && { link: ahead }),
  })
  response.end(method === 'HEAD' ? undefined : body)
}

async function answerFont(file: string, response: ServerResponse): Promise<void> {
  const font = await readFile(file)
  response.writeHead(200, { 'content-type': 'font/woff2', 'cache-control': 'max-age=3600' })
  response.end(font)
}

/** Pages that say in themselves what they may load: they are made to be hosted anywhere. */
async function answerBuilt(
  folder: string,
  target: string,
  method: string,
  response: ServerResponse,
): Promise<void> {
  const asked = target.slice(folder.length + 1)
  if (!asked.startsWith('/')) return void response.writeHead(308, { location: `/${folder}/` }).end()
  // Plain names again.
  const [, path] = /^\/((?:[\w-]+\/)*(?:[\w.-]*\.\w+)?)(?=\?|$)/.exec(asked) ?? []
  const file = path === '' || path?.endsWith('/') ? `${path}index.html` : (path ?? '')
  const type = types[file.split('.').at(-1) ?? '']
  const body =
    path === undefined || path.includes('..') || !type
      ? undefined
      : await readFile(new URL(`../dist/${folder}/${file}`, import.meta.url)).catch(() => undefined)
  if (!body || !type) return answerNothing(response)
  response.writeHead(200, {
    'content-type': type,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    // The configurator shows its preview in frames of its own.
    'content-security-policy': `frame-ancestors ${folder === 'configurator' ? `'self'` : `'none'`}`,
  })
  response.end(method === 'HEAD' ? undefined : body)
}

function answerNothing(response: ServerResponse): void {
  response
    .writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
    .end('There is no such page.\n')
}

/**
 * What the widget needs is the script's origin, the endpoint and Lit's trusted type; a frame and a plain form need
 * theirs. The rest is the page's own.
 */
function policy(backend: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' ${backend}`,
    `connect-src ${backend}`,
    `style-src 'self'`,
    `font-src 'self'`,
    `img-src 'self'`,
    `base-uri 'none'`,
    `frame-src ${backend}`,
    `form-action 'self' ${backend}`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html 'allow-duplicates'`,
  ].join('; ')
}
