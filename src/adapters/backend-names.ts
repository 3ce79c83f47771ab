import { otherNames } from './others.ts'
import { registeredNames } from './registry.ts'

/** What the `backend` attribute accepts so far. The script itself does not know them all, and looks them up when asked. */
export function backendNames(): string[] {
  return [...registeredNames(), ...otherNames]
}
