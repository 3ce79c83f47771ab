import { randomUUID } from 'node:crypto'
import { confirmLink } from './mailbox.ts'
import { petitionId } from './world.ts'

/** Signs as a program would, without a browser, and returns the link that the mail has for confirming. */
export async function sendSignature(backend: string, email: string): Promise<string> {
  const petition = `${backend}/v1/petitions/${petitionId}`
  const { revision: shown } = (await (await fetch(petition)).json()) as { revision: string }
  const body = { name: 'Fay Testperson', email, country: 'GB', locale: 'en', shown }
  const answer = await fetch(`${petition}/signatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(body),
  })
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`)
  return confirmLink(backend, email)
}

/** The same, confirmed. */
export async function addSignature(backend: string, email: string): Promise<void> {
  const confirmed = await fetch(await sendSignature(backend, email), {
    method: 'POST',
    body: new URLSearchParams({ answer: 'confirm' }),
  })
  if (!confirmed.ok) throw new Error(`confirming answered ${confirmed.status}`)
}
