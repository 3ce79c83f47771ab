import { pairsOf, standIn, type StandIn } from './stand-in.ts'

/** A form as sites make it themselves: it answers with JSON under a type for pages, and says in it whether it worked. */
export function homeMade(cors?: Record<string, string>): Promise<StandIn> {
  return standIn((arrived) => {
    if (arrived.method !== 'POST' || arrived.url !== '/sign.php') return undefined
    const said = Object.fromEntries(pairsOf(arrived))
    const status = said['full_name'] && said['mail'] ? 'success' : 'error'
    return { status: 200, type: 'text/html; charset=utf-8', body: JSON.stringify({ status }) }
  }, cors)
}
