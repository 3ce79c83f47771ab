import { until } from './until.ts'

/** Waits for the newest mail to an address in the local mailbox and returns the link to press in it. */
export async function confirmLink(backend: string, email: string): Promise<string> {
  return until(`a mail to ${email}`, async () => {
    const page = await (await fetch(`${backend}/mailbox`)).text()
    const entry = page.split('<li>').find((part) => part.includes(`<bdi>${email}</bdi>`))
    return entry && /href="([^"]*\/confirm\/[a-z2-7]+)"/.exec(entry)?.[1]
  })
}
