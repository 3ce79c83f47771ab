import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionOptions,
} from 'nodemailer/lib/smtp-connection'
import type { Letter } from './compose.ts'
import { isLoopback } from '../settings.ts'
import { MailNotTaken, MailRefused, type Transport } from './transport.ts'

export interface SmtpOptions {
  /** `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://…` (TLS from the start). */
  url: string
  /** Whether the relay takes local parts beyond ASCII; asked of it when left out. */
  utf8?: boolean | undefined
  /** For the whole exchange of one mail, from connecting to the relay's last word. */
  timeoutMs?: number
  now: () => number
}

/** What nodemailer hands over; named here since its own types leave the error open. */
interface SmtpError {
  code?: string | undefined
  command?: string | undefined
  responseCode?: number | undefined
}

const askAgainMs = 60_000

/**
 * A connection for each mail. nodemailer's own pool sends a mail again by itself after a connection is lost; here
 * only the outbox may do that, because only it keeps count of who gets how many.
 */
export function createSmtp({ url, utf8, timeoutMs = 30_000, now }: SmtpOptions): Transport {
  const { auth, ...parsed } = parseConnectionUrl(url) as SMTPConnectionOptions & {
    auth?: SMTPConnectionAuth
  }
  const options: SMTPConnectionOptions = {
    // A password leaves this machine only under TLS, also when somebody on the way hides STARTTLS.
    requireTLS: auth !== undefined && !isLoopback(parsed.host ?? 'localhost'),
    ...parsed,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  }
  const open = new Set<SMTPConnection>()
  let answer: boolean | undefined = utf8
  let asked = -Infinity

  /** Connects, logs in where asked to, does the work, and says goodbye; all of it within the time. */
  function exchange(
    work: (connection: SMTPConnection, done: (error?: SmtpError | null) => void) => void,
    login: boolean,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const connection = new SMTPConnection(options)
      open.add(connection)
      let over = false
      const timer = setTimeout(() => finish({ code: 'ETIMEDOUT' }), timeoutMs)
      const finish = (error?: SmtpError | null) => {
        if (over) return
        over = true
        clearTimeout(timer)
        open.delete(connection)
        if (error) connection.close()
        else connection.quit()
        if (error) reject(told(error))
        else resolve()
      }
      // Errors go on being heard after the end, since an unheard one would end the process.
      connection.on('error', finish)
      connection.on('end', () => finish({ code: 'ECONNECTION' }))
      connection.connect((error) => {
        if (error) return finish(error)
        if (utf8 === undefined) answer = offersUtf8(connection)
        if (!auth || !login) return work(connection, finish)
        connection.login({ credentials: auth, ...auth }, (failed) =>
          failed ? finish(failed) : work(connection, finish),
        )
      })
    })
  }

  function ask(): void {
    if (now() - asked < askAgainMs) return
    asked = now()
    // A relay that is away now is asked again later; until then only ASCII is let in.
    exchange((_, done) => done(), false).catch(() => {})
  }

  if (utf8 === undefined) ask()

  return {
    send: (letter: Letter) =>
      exchange((connection, done) => {
        const envelope = { from: letter.from, to: letter.to, size: letter.raw.length }
        connection.send(envelope, letter.raw, (error) => done(error))
      }, true),
    acceptsUtf8() {
      if (answer === undefined) ask()
      return answer ?? false
    },
    async close() {
      for (const connection of open) connection.close()
    },
  }
}

// A refusal of the login, of the sender or of our network is about us and can be mended: only a no to the
// recipient or to the message itself ends the tries.
function told({ code, command, responseCode = 0 }: SmtpError): Error {
  const final =
    responseCode >= 500 && responseCode < 600 && (command === 'RCPT TO' || command === 'DATA')
  return final
    ? new MailRefused(responseCode)
    : new MailNotTaken([code ?? 'unknown', responseCode || ''].join(' ').trim())
}

function offersUtf8(connection: SMTPConnection): boolean {
  // nodemailer keeps the relay's EHLO answer to itself; without the field the answer is a safe no.
  const { _supportedExtensions: extensions } = connection as unknown as {
    _supportedExtensions?: string[]
  }
  return extensions?.includes('SMTPUTF8') ?? false
}
