#!/usr/bin/env node
// Nothing is imported above this check: an older Node would stop at the first `node:sqlite` with words that help
// nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) {
  const error = `undersigned needs Node 22.18 or newer, and this is Node ${process.versions.node}.`
  const hint =
    'Newer ones are at https://nodejs.org/ (choose LTS), or in your version manager: nvm install 24'
  const asJson =
    process.argv.includes('--json') || /^(1|true|yes)$/i.test(process.env['UNDERSIGNED_JSON'] ?? '')
  process.stderr.write(asJson ? `${JSON.stringify({ error, hint })}\n` : `${error}\n${hint}\n`)
  process.exitCode = 1
} else {
  const [{ run }, { OutputError }] = await Promise.all([import('./run.ts'), import('./verb.ts')])
  // Whoever writes is told by the promise; an error that nobody listens to would end the process besides.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  process.exitCode = await run(process.argv.slice(2), {
    out: (text) =>
      write(process.stdout, text).catch((error: NodeJS.ErrnoException) => {
        throw new OutputError(error)
      }),
    err: (text) => write(process.stderr, text).catch(() => {}),
    env: process.env,
    now: Date.now,
  })
}

/** Resolves when the text has left, so that an exit cannot cut it off. */
function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) =>
    stream.write(text, (error) => (error ? reject(error) : resolve())),
  )
}
