import { parseAst, type Plugin } from 'vite'

/** As it is called in the folder of the script. */
const fileName = 'undersigned.classic.js'

/** A piece of the syntax tree of ESTree. */
interface Node {
  type: string
  start: number
  end: number
  [key: string]: unknown
}

/**
 * Writes `undersigned.classic.js`, for tag managers and optimisers: the finished module as a classic script, with the
 * same parts and the same languages, so that the two cannot differ. What a module knows of itself is told it by `before`.
 */
export function classic(): Plugin {
  return {
    name: 'classic',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_, bundle) {
      const script = bundle['undersigned.js']
      if (script?.type !== 'chunk') throw new Error('there is no undersigned.js to make it of')
      this.emitFile({ type: 'asset', fileName, source: classicScript(script.code) })
    },
  }
}

/** A module without imports as a classic script. */
export function classicScript(code: string): string {
  const edits: { start: number; end: number; text: string }[] = []
  const found = { load: 0, top: 0, inside: 0 }
  let exported = ''
  const visit = (node: Node, isInside: boolean): void => {
    const { type, start, end } = node
    if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration')
      throw new Error(`${type} in a script that was to be one file`)
    if (type === 'ImportExpression') {
      found.load++
      edits.push({ start, end: start + 'import'.length, text: '$load' })
    } else if (type === 'MetaProperty') {
      found[isInside ? 'inside' : 'top']++
      // With the `.url` behind it.
      edits.push({ start, end: end + '.url'.length, text: isInside ? '$beside()' : '$here' })
    } else if (type === 'ExportNamedDeclaration') {
      const [, name] =
        /^export\s*\{\s*([\w$]+) as registerBackend\s*\}/.exec(code.slice(start)) ?? []
      if (!name || exported) throw new Error('registerBackend was to be all that it exports')
      exported = name
      edits.push({ start, end, text: '' })
    }
    const within = isInside || /Function/.test(type)
    for (const value of Object.values(node).flat())
      if (value && typeof value === 'object' && 'type' in value) visit(value as Node, within)
  }
  visit(parseAst(code) as unknown as Node, false)
  if (!exported || !found.load || found.top !== 1 || found.inside !== 1)
    throw new Error(`the script is another than was expected: ${JSON.stringify(found)}`)

  const [banner = ''] = /^\/\*![^]*?\*\/\n/.exec(code) ?? []
  const body = edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), code)
    .slice(banner.length)
  return `${banner}(()=>{"use strict";${before}${body}${after(exported)}})();\n`
}

/**
 * Where the script lies. An address is its own when it has its name: an optimiser that puts several scripts together,
 * or into the page, leaves no address, and then `undersigned.script` may name one. What is written in the page is never
 * taken for it: `currentScript` and `undersigned` can be forged by an image or a link with that name, which every
 * sanitiser lets through, and whatever is loaded from there is run. For the same reason an element's endpoint is asked
 * for nothing but a language, which is pinned.
 */
const before = tight(`
  const $own = Object.hasOwn(globalThis, "undersigned") ? globalThis.undersigned : void 0;
  const $here = (() => {
    const said = $own?.script;
    const run = document.currentScript;
    const src = run instanceof HTMLScriptElement ? run.src : "";
    if (typeof said === "string" && URL.canParse(said, document.baseURI)) return new URL(said, document.baseURI).href;
    return /^[^?#]*\\/undersigned[^/?#]*\\.js([?#]|$)/.test(src) ? src : "about:blank"
  })();
  const $beside = () => {
    if ($here !== "about:blank") return $here;
    const element = document.querySelector(":is(undersigned-petition,undersigned-tally)[endpoint]:not([backend])");
    return new URL(element.getAttribute("endpoint").replace(/\\/?$/, "/"), document.baseURI)
  };
  const $load = async (part) => import(new URL(part, $here));
`)

/** The one name it leaves on the page, for classic scripts that cannot import. */
const after = (registerBackend: string): string =>
  tight(`
  if ($own === void 0) globalThis.undersigned = { registerBackend: ${registerBackend} };
  else if ($own && typeof $own === "object") $own.registerBackend ??= ${registerBackend}`)

/** Without the white space that separates no words; there is none in its strings. */
function tight(code: string): string {
  return code.replaceAll(/\s+(?![\w$"])|(?<![\w$"])\s+/g, '')
}
