import { defaultReporter, startTestRunner } from '@web/test-runner'
import type { TestSession } from '@web/test-runner-core'
import config from '../../web-test-runner.config.ts'
import type { Count } from './count.ts'

/** Runs component tests in every engine that is here, and counts; what fails is printed by web-test-runner. */
export async function browserTests(files: string[]): Promise<Count> {
  const runner = await startTestRunner({
    config: {
      ...config,
      files,
      staticLogging: true,
      reporters: [defaultReporter({ reportTestProgress: false })],
    },
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  })
  if (!runner) throw new Error('web-test-runner did not start')
  await new Promise((stopped) => runner.on('stopped', stopped))

  const count: Count = { passed: 0, failed: 0, skipped: 0, notes: '' }
  for (const session of runner.sessions.all()) countSession(session, count)
  return count
}

function countSession(session: TestSession, count: Count): void {
  let failed = 0
  const walk = (suite: NonNullable<TestSession['testResults']>): void => {
    for (const test of suite.tests) {
      if (test.skipped) count.skipped++
      else if (test.passed) count.passed++
      else failed++
    }
    suite.suites.forEach(walk)
  }
  if (session.testResults) walk(session.testResults)
  // A file that did not load, or whose hook failed, has no failing test to count.
  count.failed += session.passed || failed > 0 ? failed : 1
}
