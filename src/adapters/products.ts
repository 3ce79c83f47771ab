import { actionNetwork as actionNetworkOf } from './action-network.ts'
import { actionkit as actionkitOf } from './actionkit.ts'
import { civicrmInlay as civicrmInlayOf } from './civicrm-inlay.ts'
import { eci as eciOf } from './eci.ts'
import { form as formOf } from './form.ts'
import { json as jsonOf } from './json.ts'
import { jsonCount as jsonCountOf } from './json-count.ts'
import { kit } from './kit.ts'
import { proca as procaOf } from './proca.ts'
import { ukParliament as ukParliamentOf } from './uk-parliament.ts'
import { withTally } from './with-tally.ts'

// For sites that bundle the package: with everything they need, each to be set as the `backend` property. Pages with
// the script name a backend, and get its chunk (`others.ts`).

export const json = withTally(jsonOf, kit)
export const form = withTally(formOf, kit)
export const actionNetwork = withTally(actionNetworkOf, kit)
export const proca = withTally(procaOf, kit)
export const actionkit = withTally(actionkitOf, kit)
export const civicrmInlay = withTally(civicrmInlayOf, kit)
export const ukParliament = withTally(ukParliamentOf, kit)
export const eci = withTally(eciOf, kit)
export const jsonCount = withTally(jsonCountOf, kit)
