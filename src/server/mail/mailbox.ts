import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import type { Letter } from './compose.ts'
import type { Transport } from './transport.ts'

/** A mail in the local mailbox. */
export interface KeptMail {
  /** Names its file; begins with the instant, so names sort by age. */
  id: string
  at: number
  to: string
  subject: string
  text: string
  html: string
}

/** Where mails stay on a machine without a relay: one `.eml` a mail, for looking at while trying things out. */
export interface Mailbox extends Transport {
  /** Newest first. */
  list(): Promise<KeptMail[]>
  read(id: string): Promise<KeptMail | undefined>
}

const idPattern = /^\d{14}-[\da-f]{8}$/

/** @param keep how many mails stay; the oldest go first, since they hold addresses nobody needs any more */
export function createMailbox({ folder, keep = 200 }: { folder: string; keep?: number }): Mailbox {
  async function ids(): Promise<string[]> {
    const names = await readdir(folder).catch(ifMissing([] as string[]))
    return names
      .map((name) => name.replace(/\.eml$/, ''))
      .filter((id) => idPattern.test(id))
      .sort()
      .reverse()
  }

  async function read(id: string): Promise<KeptMail | undefined> {
    if (!idPattern.test(id)) return undefined
    const raw = await readFile(join(folder, `${id}.eml`)).catch(ifMissing(undefined))
    if (!raw) return undefined
    const mail = await PostalMime.parse(raw)
    return {
      id,
      at: Number(id.slice(0, 14)),
      to: mail.to?.[0]?.address ?? '',
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html ?? '',
    }
  }

  return {
    async send({ raw, at }: Letter) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const id = `${String(at).padStart(14, '0')}-${randomUUID().slice(0, 8)}`
      // Under another name first: the page never sees half a mail.
      const draft = join(folder, `${id}.draft`)
      const file = await open(draft, 'wx', 0o600)
      try {
        await file.writeFile(raw)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, join(folder, `${id}.eml`))
      for (const old of (await ids()).slice(keep))
        await rm(join(folder, `${old}.eml`), { force: true })
    },
    acceptsUtf8: () => true,
    async close() {},
    read,
    async list() {
      const mails = await Promise.all((await ids()).map(read))
      return mails.filter((mail) => mail !== undefined)
    },
  }
}

function ifMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead
    throw error
  }
}
