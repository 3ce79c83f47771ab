import { pairsOf, standIn, type StandIn } from './stand-in.ts'

/** ActionKit: 201 with where to go next; without a page or an address 400. No other site may read its answers. */
export function actionkit(): Promise<StandIn> {
  return standIn((arrived) => {
    if (arrived.method !== 'POST' || arrived.url !== '/rest/v1/action/') return undefined
    const said = Object.fromEntries(pairsOf(arrived))
    if (!said['page'] || !said['email'])
      return { status: 400, body: { errors: { email: ['This field is required.'] } } }
    const body = { action_id: 7, akid: '.7.x', redirect_url: '/thanks/?action_id=7' }
    return { status: 201, body, headers: { location: '/rest/v1/petitionaction/7/' } }
  }, {})
}
