import { execFileSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The engines the tests know. */
export type Engine = 'chromium' | 'firefox' | 'webkit'
export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit']

/** Where each engine may be: the variable that names it, else the first of the programs that is there. */
const places: Record<Engine, { variable: string; programs: string[]; advice: string }> = {
  chromium: {
    variable: 'CHROME_PATH',
    programs: [
      'chromium',
      'chromium-browser',
      'google-chrome-stable',
      'google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ],
    advice: 'install Chromium or Chrome (Debian: apt-get install chromium)',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    programs: [
      'firefox-esr',
      'firefox',
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    advice: 'install Firefox (Debian: apt-get install firefox-esr)',
  },
  webkit: {
    variable: 'WEBKIT_DRIVER_PATH',
    programs: ['WebKitWebDriver'],
    advice: 'Linux only: install WebKitGTK (Debian: apt-get install webkit2gtk-driver xvfb)',
  },
}

/** The program of an engine (for WebKit its driver), or undefined when this machine has none. */
export function findEngine(engine: Engine): string | undefined {
  const { variable, programs } = places[engine]
  const named = process.env[variable]
  if (named) return isProgram(named) ? named : undefined
  if (engine === 'webkit' && !findProgram('Xvfb')) return undefined
  for (const program of programs) {
    const found = findProgram(program)
    if (found) return found
  }
  return undefined
}

/**
 * Why tests of this engine cannot run here, or false when they can: made for `test({ skip: missing('firefox') })`.
 * With `CI=true` it throws instead: there every engine is required.
 */
export function missing(engine: Engine): string | false {
  if (findEngine(engine)) return false
  const { variable, advice } = places[engine]
  const reason = `no ${engine} here: ${advice}, or set ${variable} to its program`
  if (process.env['CI'] === 'true') throw new Error(reason)
  return reason
}

/** How Chromium is started: it asks nothing of the network by itself, and as root it has no sandbox to use. */
export const chromiumArgs: string[] = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

/** The same for Firefox, as preferences. */
export const firefoxPrefs: Record<string, boolean | string | number> = {
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'browser.chrome.site_icons': false,
  'app.normandy.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
}

/** Installs what is missing where that is possible without asking: as root on Debian. */
export function installEngines(): void {
  const wanted: Record<string, string[]> = {
    chromium: ['chromium'],
    'firefox-esr': ['firefox-esr'],
    WebKitWebDriver: ['webkit2gtk-driver'],
    Xvfb: ['xvfb', 'xauth', 'dbus'],
    strace: ['strace'],
  }
  const packages = Object.entries(wanted).flatMap(([program, names]) =>
    findProgram(program) ? [] : names,
  )
  if (packages.length === 0 || process.getuid?.() !== 0 || !isDebian()) return
  console.log(`installing ${packages.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]): void => {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  try {
    apt('update')
    apt('install', '-y', '--no-install-recommends', ...packages)
  } catch (error) {
    // What is still missing is named, engine by engine, when its tests should start.
    console.log(`apt-get failed: ${String(error)}`)
  }
}

function findProgram(program: string): string | undefined {
  if (/[\\/]/.test(program)) return isProgram(program) ? program : undefined
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  return folders.map((folder) => join(folder, program)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where `apt-get` installs what is missing. */
export function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
