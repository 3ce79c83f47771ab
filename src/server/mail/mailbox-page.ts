import { Hono, type Context } from 'hono'
import { html, raw } from 'hono/html'
import { mailboxEn as words } from '../../locales/mailbox-en.ts'
import { isOfThisMachine } from '../guards/local.ts'
import type { KeptMail, Mailbox } from './mailbox.ts'
import { mailboxStyle } from './mailbox-style.ts'

export interface MailboxPageOptions {
  mailbox: Pick<Mailbox, 'list' | 'read'>
  /** The address at the other end of the connection; what `@hono/node-server` knows when left out. */
  remoteAddress?: (context: Context) => string | undefined
}

type Html = ReturnType<typeof html>

const headers = {
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
}
const pagePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
// The mail itself, as a mail program would show it: no scripts, no requests; a press on a link leaves the frame.
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"

/**
 * `/mailbox` for machines without a relay. Whoever reads it can confirm in anybody's name, so it answers only to
 * this machine: the connection comes from loopback, by a loopback name (else any site could read it by pointing a
 * name of its own here), and through no proxy. To everyone else there is no such page.
 */
export function mailboxPage({ mailbox, remoteAddress = nodeAddress }: MailboxPageOptions): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    const { headers: asked, url } = c.req.raw
    if (!isOfThisMachine({ address: remoteAddress(c), headers: asked, url })) return c.notFound()
    for (const [name, value] of Object.entries(headers)) c.header(name, value)
    c.header('Content-Security-Policy', pagePolicy)
    return next()
  })

  app.get('/', async (c) => c.html(page(words.title, listBody(await mailbox.list()))))

  app.get('/:id', async (c) => {
    const mail = await mailbox.read(c.req.param('id'))
    return mail
      ? c.html(page(mail.subject, mailBody(mail)))
      : c.html(page(words.title, goneBody()), 404)
  })

  app.get('/:id/html', async (c) => {
    const mail = await mailbox.read(c.req.param('id'))
    c.header('Content-Security-Policy', mailPolicy)
    if (!mail) return c.html(page(words.title, goneBody()), 404)
    return c.html(mail.html.replace('<head>', '<head><base target="_top">'))
  })

  return app
}

function nodeAddress(c: Context): string | undefined {
  // `env` is whatever the server passed to `fetch`; @hono/node-server passes the request of node:http.
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress
}

function page(title: string, body: Html) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${raw(mailboxStyle)}
        </style>
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`
}

function listBody(mails: KeptMail[]): Html {
  return html`<header>
      <h1>${words.title}</h1>
      <a href="/mailbox">${words.look}</a>
    </header>
    <p class="muted">${words.what}</p>
    ${
      mails.length === 0
        ? html`<p class="empty">${words.empty}</p>`
        : html`<ol>
            ${mails.map(entry)}
          </ol>`
    }`
}

function entry(mail: KeptMail): Html {
  const [main] = linksOf(mail.text)
  return html`<li>
    <div>
      <h2><a href="/mailbox/${mail.id}">${mail.subject}</a></h2>
      <p class="muted"><bdi>${mail.to}</bdi> · ${time(mail.at)}</p>
    </div>
    ${main ? html`<a class="button" href="${main.url}">${main.label}</a>` : ''}
  </li>`
}

function mailBody(mail: KeptMail): Html {
  return html`<header>
      <h1>${mail.subject}</h1>
      <a href="/mailbox">${words.back}</a>
    </header>
    <p class="muted">${words.to} <bdi>${mail.to}</bdi> · ${words.sent} ${time(mail.at)}</p>
    <iframe src="/mailbox/${mail.id}/html" title="${words.asHtml}"></iframe>
    <h2>${words.asText}</h2>
    <pre>
${mail.text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 ? html`<a href="${part}">${part}</a>` : part))}</pre>`
}

function goneBody(): Html {
  return html`<header>
    <h1>${words.gone}</h1>
    <a href="/mailbox">${words.back}</a>
  </header>`
}

function time(at: number): Html {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">${iso.replace('T', ' ').slice(0, 19)} UTC</time>`
}

/** The links of a text part, with what stands above them; the first is what the mail is about. */
function linksOf(text: string): { label: string; url: string }[] {
  return [...text.matchAll(/^(.+):\r?\n(https?:\/\/\S+)$/gm)].map(([, label = '', url = '']) => ({
    label,
    url,
  }))
}
