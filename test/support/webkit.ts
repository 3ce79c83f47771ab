import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

/** One WebKitGTK window on a screen of its own, driven by W3C WebDriver (https://www.w3.org/TR/webdriver2/). */
export interface WebKit {
  goto(url: string): Promise<void>
  url(): Promise<string>
  /** Runs a function body in the page. */
  evaluate(body: string): Promise<unknown>
  /** Sends input as a person would: `type` is `key` or `pointer`, `actions` as in section 15 of the standard. */
  perform(type: 'key' | 'pointer', actions: object[]): Promise<void>
  /** Makes the inside of the window this large; GTK keeps it 450 px wide at least. */
  resize(width: number, height: number): Promise<void>
  close(): Promise<void>
}

/** Starts a screen, the driver and a window. `driver` is the program found by `findEngine('webkit')`. */
export async function launchWebKit(driver: string): Promise<WebKit> {
  const programs: ChildProcess[] = []
  const stop = (): void => programs.forEach((program) => program.kill())
  try {
    // Without a window manager the window under the pointer has the focus, and the pointer stands in the middle of the
    // screen: a small screen keeps it inside the window whatever its size.
    const screen = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    )
    programs.push(screen)
    // The fourth stream was asked for as a pipe just above.
    const display = await firstLine(screen, screen.stdio[3] as Readable)
    const port = await freePort()
    const service = spawn(driver, [`--port=${port}`], {
      stdio: 'ignore',
      env: {
        ...process.env,
        DISPLAY: `:${display}`,
        GDK_BACKEND: 'x11',
        NO_AT_BRIDGE: '1',
        LIBGL_ALWAYS_SOFTWARE: '1',
        WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      },
    })
    programs.push(service)
    const base = `http://127.0.0.1:${port}`
    await until(async () => (await call('GET', `${base}/status`)) !== undefined, 'WebKitWebDriver')
    return await openWindow(base, stop)
  } catch (error) {
    stop()
    throw error
  }
}

async function openWindow(base: string, stop: () => void): Promise<WebKit> {
  const created = (await call('POST', `${base}/session`, {
    capabilities: { alwaysMatch: { timeouts: { script: 10_000, pageLoad: 30_000 } } },
  })) as { sessionId: string }
  const session = `${base}/session/${created.sessionId}`
  const evaluate = (script: string): Promise<unknown> =>
    call('POST', `${session}/execute/sync`, { script, args: [] })

  return {
    goto: async (url) => void (await call('POST', `${session}/url`, { url })),
    url: async () => String(await call('GET', `${session}/url`)),
    evaluate,
    async perform(type, actions) {
      await call('POST', `${session}/actions`, { actions: [{ type, id: type, actions }] })
    },
    async resize(width, height) {
      if (width < 450) throw new Error('WebKitGTK keeps 450 px: use a sized container or a frame')
      const size = async (): Promise<{ width: number; height: number }> =>
        (await evaluate('return { width: innerWidth, height: innerHeight }')) as {
          width: number
          height: number
        }
      const outer = (await call('GET', `${session}/window/rect`)) as {
        width: number
        height: number
      }
      const inner = await size()
      const frame = { width: outer.width - inner.width, height: outer.height - inner.height }
      await call('POST', `${session}/window/rect`, {
        width: width + frame.width,
        height: height + frame.height,
      })
      await until(async () => {
        const now = await size()
        return now.width === width && now.height === height
      }, `a window of ${width} by ${height}`)
    },
    async close() {
      await call('DELETE', session).catch(() => undefined)
      stop()
    },
  }
}

/** One WebDriver call; its error is thrown with the standard's error code in the message. */
async function call(method: string, url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`)
  return value
}

async function until(isSo: () => Promise<boolean>, what: string, limitMs = 10_000): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end; await wait(20)) {
    if (await isSo().catch(() => false)) return
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`)
}

async function firstLine(program: ChildProcess, stream: Readable): Promise<string> {
  const line = once(createInterface(stream), 'line') as Promise<[string]>
  const ended = once(program, 'exit').then(() => Promise.reject(new Error('Xvfb ended at once')))
  return (await Promise.race([line, ended]))[0]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
