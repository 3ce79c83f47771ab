import { RelayConfigError, readSecret, type SecretPlaces } from '../secret.ts'
import { isSafeUrl, type RelayFile, type TargetFile } from '../relay-file.ts'
import { engagingNetworks } from './engaging-networks.ts'
import { everyAction } from './every-action.ts'
import type { Patience } from './exchange.ts'
import { nationBuilder } from './nation-builder.ts'
import type { Target } from './target.ts'
import { webhook } from './webhook.ts'

/** Makes the target of a petition. Throws RelayConfigError when a secret cannot be read. */
export function openTarget(
  file: TargetFile,
  { timeoutSeconds }: Pick<RelayFile, 'timeoutSeconds'>,
  path: string,
  places: SecretPlaces,
): Target {
  const patience: Patience = { timeoutMs: timeoutSeconds * 1000 }
  const secret = (name: string, value: Parameters<typeof readSecret>[0]) =>
    readSecret(value, `${path}.${name}`, places)
  switch (file.kind) {
    case 'webhook':
      return webhook({ ...file, url: urlOf(file.url) }, secret('secret', file.secret), patience)
    case 'nation-builder': {
      const { auth } = file
      const access =
        'token' in auth
          ? { token: secret('auth.token', auth.token) }
          : {
              clientId: auth.clientId,
              clientSecret: secret('auth.clientSecret', auth.clientSecret),
              refreshToken: secret('auth.refreshToken', auth.refreshToken),
            }
      return nationBuilder(file, access, patience)
    }
    case 'every-action':
      return everyAction(file, secret('apiKey', file.apiKey), patience)
    case 'engaging-networks':
      return engagingNetworks(file, secret('apiKey', file.apiKey), patience)
  }

  /** An address that is a secret itself stands elsewhere too. */
  function urlOf(given: Extract<TargetFile, { kind: 'webhook' }>['url']): string {
    if (typeof given === 'string') return given
    const url = secret('url', given)
    if (isSafeUrl(url)) return url
    const message = 'leads to something that is no URL beginning with https://'
    throw new RelayConfigError([{ path: `${path}.url`, message }])
  }
}
