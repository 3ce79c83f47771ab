import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TestContext } from 'node:test'
import { promisify } from 'node:util'
import { isDebian } from './engines.ts'

/** A WordPress with the plugin, while it runs. */
export interface WordPress {
  /** Its origin. */
  url: string
  /** The folder of its files. */
  site: string
  /** Runs PHP inside it, as the administrator and as a request of wp-admin would, and returns what it prints. */
  php(code: string): Promise<string>
  /** What PHP has complained about in the plugin's files so far. */
  notices(): string
  /** Addresses that WordPress wanted to ask over the network; it may ask none. */
  asked(): string[]
}

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const cache = resolve('node_modules/.cache/wordpress')

/**
 * Why a WordPress cannot run here, or false when it can. The long suite installs what is missing, as root on Debian:
 * that takes a minute, which the short one does not have.
 */
export function missingWordPress(): string | false {
  if (!problem()) return false
  if (isFull && process.getuid?.() === 0 && isDebian()) {
    try {
      install()
    } catch (error) {
      return `WordPress could not be installed: ${String(error)}`
    }
  }
  const reason = problem()
  return reason
    ? `${reason}; npm run test:full installs PHP, MariaDB and WordPress, as root on Debian`
    : false
}

/** Debian's, or what `WORDPRESS` names. */
function program(): string {
  const places = [process.env['WORDPRESS'], '/usr/share/wordpress', unpacked]
  return places.find((place) => place && existsSync(`${place}/wp-load.php`)) ?? ''
}
const unpacked = `${cache}/usr/share/wordpress`

function problem(): string | undefined {
  const wanted = ['php', 'mariadb-install-db', 'my_print_defaults']
  const absent = wanted.filter((name) => !isHere(name))
  if (!program()) absent.push('wordpress')
  return absent.length > 0 ? `not here: ${absent.join(', ')}` : undefined
}

function isHere(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${name}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** PHP and MariaDB are installed; WordPress is only unpacked, since its package would bring a web server along. */
function install(): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...words: string[]): void => {
    execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...words], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: cache,
    })
  }
  mkdirSync(cache, { recursive: true })
  apt('update')
  apt(
    ...['install', '-y', '--no-install-recommends', 'php-cli', 'php-mysql'],
    ...['mariadb-server-core', 'mariadb-client-core'],
  )
  if (program()) return
  apt(
    ...['download', 'wordpress', 'wordpress-theme-twentytwentythree'],
    ...['wordpress-theme-twentytwentytwo', 'wordpress-theme-twentytwentyone'],
    ...['libjs-underscore', 'libjs-cropper', 'libjs-prototype', 'php-getid3'],
  )
  for (const file of readdirSync(cache).filter((name) => name.endsWith('.deb'))) {
    execFileSync('dpkg-deb', ['-x', `${cache}/${file}`, cache])
    rmSync(`${cache}/${file}`)
  }
}

/** Starts demo/wordpress/start.sh and waits until its pages are there; ends with the test. */
export async function openWordPress(
  t: Pick<TestContext, 'after'>,
  { port, endpoint }: { port: number; endpoint: string },
): Promise<WordPress> {
  const child = spawn('bash', ['demo/wordpress/start.sh'], {
    env: {
      ...process.env,
      PORT: String(port),
      ENDPOINT: endpoint,
      WORDPRESS: program(),
      // The test's petition names this site already.
      UNDERSIGNED_DATA: '/nonexistent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk) => (said += String(chunk)))
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const ended = once(child, 'exit')
  t.after(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const folder = await new Promise<string>((found, fail) => {
    child.stdout.on('data', () => {
      const [, path] = /^Folder: (\S+)/m.exec(said) ?? []
      if (path) found(path)
    })
    child.once('exit', () => fail(new Error(`start.sh has ended:\n${said}`)))
  })

  const site = `${folder}/site`
  const url = `http://localhost:${port}`
  mkdirSync(`${site}/wp-content/mu-plugins`, { recursive: true })
  writeFileSync(
    `${site}/wp-content/mu-plugins/asked.php`,
    `<?php add_filter( 'pre_http_request', function ( $answer, $args, $url ) {
      file_put_contents( WP_CONTENT_DIR . '/asked.log', "$url\\n", FILE_APPEND );
      return $answer;
    }, 10, 3 );`,
  )
  return {
    url,
    site,
    async php(code) {
      const start = `$_SERVER += array( 'HTTP_HOST' => 'localhost:${port}', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'REMOTE_ADDR' => '127.0.0.1' );
        define( 'WP_ADMIN', true );
        require '${site}/wp-load.php';
        require_once ABSPATH . 'wp-admin/includes/admin.php';
        wp_set_current_user( 1 );`
      const { stdout } = await promisify(execFile)('php', ['-r', start + code])
      return stdout
    },
    notices: () =>
      lines(`${site}/wp-content/debug.log`)
        .filter((line) => line.includes('plugins/undersigned') || line.includes('Undersigned'))
        .join('\n'),
    asked: () => lines(`${site}/wp-content/asked.log`),
  }
}

function lines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
}
