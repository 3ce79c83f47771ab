import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Resets and frameworks that partners' sites are made with: the package, and which of its style sheets. */
const packages: Record<string, string> = {
  // Enough for a short run: the best known.
  'normalize.css@8.0.1': 'normalize.css',
  'bootstrap@5.3.8': 'dist/css/bootstrap{,-reboot}.min.css',
  'tailwindcss@4.3.5': 'preflight.css',
  '@picocss/pico@2.1.1': 'css/pico{,.classless,.fluid.classless,.violet}.min.css',
  'semantic-ui-css@2.5.0': 'semantic.min.css',
  'skeleton-css@2.0.4': 'css/{normalize,skeleton}.css',
  '@csstools/normalize.css@12.1.1': '{normalize,opinionated}.css',
  '@exampledev/new.css@1.1.3': '{new,theme/{night,terminal,boilerplate}}.css',
  '@primer/css@22.3.2': 'dist/primer.css',
  '@wordpress/block-library@9.40.0': 'build-style/{style,theme,reset,common}.css',
  'awsm.css@3.0.7': 'dist/awsm{,_theme_big-stone,_theme_gondola,_theme_pastel-pink}.min.css',
  'bootstrap@3.4.1': 'dist/css/bootstrap{,-theme}.min.css',
  'bootstrap@4.6.2': 'dist/css/bootstrap{,-reboot}.min.css',
  'bootswatch@5.3.8': 'dist/*/bootstrap.min.css',
  'bulma@1.0.4': 'css/bulma.min.css',
  'bulmaswatch@0.8.1': '*/bulmaswatch.min.css',
  'chota@0.9.2': 'dist/chota.min.css',
  'cirrus-ui@0.8.0': 'dist/cirrus{,-core}.min.css',
  'destyle.css@4.0.1': 'destyle.css',
  'foundation-sites@6.9.0': 'dist/css/foundation{,-float}.min.css',
  'govuk-frontend@6.6.0': 'dist/govuk/govuk-frontend.min.css',
  'hack@0.8.1': 'dist/{dark,standard,solarized-dark}.css',
  'holiday.css@0.11.6': 'dist/holiday.css',
  'jquery-ui-dist@1.13.3': 'jquery-ui.min.css',
  'marx-css@4.1.4': 'css/marx.min.css',
  'materialize-css@1.0.0': 'dist/css/materialize.min.css',
  'milligram@1.4.1': 'dist/milligram.min.css',
  'minireset.css@0.0.7': 'minireset.min.css',
  'modern-css-reset@1.4.0': 'dist/reset.min.css',
  'modern-normalize@3.0.1': 'modern-normalize.css',
  'mvp.css@1.18.0': 'mvp.css',
  'nes.css@2.3.0': 'css/nes{,-core}.min.css',
  'papercss@1.9.2': 'dist/paper.min.css',
  'purecss@3.1.0': 'build/{pure,base}.css',
  'reset-css@5.0.2': 'reset.css',
  'ress@5.0.2': 'ress.css',
  'sakura.css@1.5.1': 'css/sakura*.css',
  'sanitize.css@13.0.0': '{assets,forms,reduce-motion,sanitize,system-ui,typography}.css',
  'simpledotcss@2.3.7': 'simple{,-v1}.min.css',
  'spectre.css@0.5.9': 'dist/spectre{,-exp}.min.css',
  'tachyons@4.12.0': 'css/tachyons.min.css',
  'tailwindcss@3.4.17': 'src/css/preflight.css',
  'terminal.css@0.7.5': 'dist/terminal.min.css',
  'the-new-css-reset@1.11.3': 'css/reset.css',
  'uikit@3.25.29': 'dist/css/uikit{,-core}.min.css',
  'water.css@2.1.1': 'out/{dark,light,water}.min.css',
}

/** How many packages make a short run. */
const few = 3

export interface Sheet {
  /** Its package with the version, and its place there. */
  name: string
  css: string
}

/** The style sheets, fetched from the registry once; only a few unless all are wanted. */
export function sheets(all: boolean): Sheet[] {
  return Object.entries(packages)
    .slice(0, all ? undefined : few)
    .flatMap(([spec, pattern]) => {
      const folder = unpacked(spec)
      const found = globSync(pattern, { cwd: folder }).toSorted()
      if (found.length === 0) throw new Error(`${spec} has no ${pattern}`)
      return found.map((path) => ({
        name: `${spec}/${path}`,
        css: readFileSync(join(folder, path), 'utf8'),
      }))
    })
}

/** As `npm pack` brings it: without what it depends on, and running nothing. */
function unpacked(spec: string): string {
  const folder = resolve('node_modules/.cache/sheets', spec)
  if (existsSync(folder)) return folder
  const coming = `${folder}.coming`
  rmSync(coming, { recursive: true, force: true })
  mkdirSync(coming, { recursive: true })
  const packed = execFileSync('npm', ['pack', spec, '--silent', '--pack-destination', coming], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  execFileSync('tar', ['-xzf', join(coming, packed.trim()), '-C', coming, '--strip-components=1'])
  renameSync(coming, folder)
  return folder
}
