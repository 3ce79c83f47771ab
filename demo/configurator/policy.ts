import type { Petition } from '../../src/schema/index.ts'
import { endpointOf, originOf, scriptFolder } from './addresses.ts'
import { textAt, type Choices } from './choices.ts'

/** A policy of the page, and for whom it is. */
export interface Policy {
  name: string
  text: string
}

/** Whether the widget loads pictures: it loads those of the endpoint and no others. */
export function hasLogos(petition: Petition | undefined, endpoint: string): boolean {
  const origins = petition?.backers.map(({ logo = '' }) => originOf(logo)) ?? []
  return endpoint !== '' && origins.includes(endpoint)
}

/** What a page with a strict policy has to allow, in both of the ways that are tested; logos come from the endpoint. */
export function policies(choices: Choices, hasLogos = false): Policy[] {
  const endpoint = originOf(endpointOf(choices)) || `'self'`
  if (choices.way === 'link') return []
  if (choices.way === 'iframe')
    return [
      {
        name: 'By origin',
        text: `default-src 'none'; frame-src ${endpoint}; script-src ${endpoint}`,
      },
    ]
  const script = originOf(scriptFolder(choices)) || endpoint
  const tally = originOf(textAt(choices.config, 'backendOptions.tally.endpoint'))
  const reached = [...new Set([script, endpoint, tally].filter(Boolean))].join(' ')
  const rest = [
    `connect-src ${reached}`,
    ...(hasLogos ? [`img-src ${endpoint}`] : []),
    `require-trusted-types-for 'script'`,
    `trusted-types lit-html 'allow-duplicates'`,
  ]
  const policy = (scripts: string) =>
    [`default-src 'none'`, `script-src ${scripts}`, ...rest].join('; ')
  return [
    { name: 'By origin', text: policy(script) },
    { name: 'By nonce', text: policy(`'nonce-…' 'strict-dynamic'`) },
  ]
}
