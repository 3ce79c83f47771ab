import { setTimeout as wait } from 'node:timers/promises'

/** Asks again and again until the answer is something; throws after `patienceMs`, saying what did not come. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  patienceMs = 15_000,
): Promise<Exclude<T, false | undefined>> {
  const over = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    // What is left of T when it is neither false nor undefined.
    if (answer) return answer as Exclude<T, false | undefined>
    if (Date.now() > over) throw new Error(`waited ${patienceMs} ms for ${what}`)
    await wait(25)
  }
}
