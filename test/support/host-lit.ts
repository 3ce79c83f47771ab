import { build } from 'vite'

const source = `
import { LitElement, html } from 'lit'
customElements.define('host-greeting', class extends LitElement {
  render() { return html\`<p>The host's own element</p>\` }
})`

/** A partner's own script with a Lit of its own inside, as a bundler makes it. */
export async function hostLit(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: 'host' } },
    plugins: [
      {
        name: 'host',
        resolveId: (id) => (id === 'host' ? '\0host' : undefined),
        load: (id) => (id === '\0host' ? source : undefined),
      },
    ],
  })
  const [first] = [made].flat()
  if (!first || !('output' in first)) throw new Error('nothing was built')
  return first.output[0].code
}
