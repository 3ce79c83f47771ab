import { esbuildPlugin } from '@web/dev-server-esbuild'
import type { TestRunnerConfig } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import * as puppeteer from 'puppeteer-core'
import { fileURLToPath } from 'node:url'
import { chromiumArgs, findEngine, firefoxPrefs, type Engine } from './test/support/engines.ts'
import { webkitLauncher } from './test/support/webkit-launcher.ts'

/** Engines named in UNDERSIGNED_ENGINES (`firefox,webkit`), else all that are here. */
const wanted = process.env['UNDERSIGNED_ENGINES']?.split(',')
const find = (engine: Engine): string | undefined =>
  !wanted || wanted.includes(engine) ? findEngine(engine) : undefined
const chromium = find('chromium')
const firefox = find('firefox')

/** Component tests: one page at a time in each engine, so that focus and keys are the test's own. */
export default {
  files: 'test/**/*.browser.test.ts',
  nodeResolve: true,
  concurrency: 1,
  concurrentBrowsers: 3,
  testFramework: { config: { timeout: '10000' } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  plugins: [
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    ...(chromium
      ? [chromeLauncher({ launchOptions: { executablePath: chromium, args: chromiumArgs } })]
      : []),
    ...(firefox
      ? [
          chromeLauncher({
            puppeteer,
            launchOptions: {
              browser: 'firefox',
              executablePath: firefox,
              extraPrefsFirefox: firefoxPrefs,
            },
          }),
        ]
      : []),
    ...(find('webkit') ? [webkitLauncher()] : []),
  ],
} satisfies TestRunnerConfig
