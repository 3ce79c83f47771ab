import { standIn, type StandIn } from './stand-in.ts'

interface Asked {
  query: string
  variables: {
    page: number
    action: { actionType: string; customFields?: string }
    contact: Record<string, unknown>
    privacy: { optIn: boolean | null; leadOptIn: boolean | null }
  }
}

export const actionPage = '1042'

/** Proca's GraphQL: errors have status 200 too, their paths are in snake_case, and a GET tells the count. */
export function proca(): Promise<StandIn> {
  return standIn(({ method, url, body }) => {
    const { pathname, searchParams } = new URL(url, 'http://proca')
    if (pathname !== '/api') return undefined
    if (method === 'GET') {
      const { page } = JSON.parse(searchParams.get('variables') ?? '{}') as { page?: number }
      if (page !== Number(actionPage)) return errors('page', 'action page not found')
      const stats = { supporterCount: 2741 }
      return { status: 200, body: { data: { actionPage: { campaign: { stats } } } } }
    }
    const { variables } = JSON.parse(body) as Asked
    const { page, contact } = variables
    if (page !== Number(actionPage)) return errors('action_page_id', 'not found')
    if (!contact['name'] && !contact['firstName'])
      return errors('first_name', "first_name: can't be blank")
    if (String(contact['email']).endsWith('.invalid'))
      return errors('email', 'email: has invalid format')
    const said = { contactRef: 'Zm9vYmFy', firstName: contact['firstName'] ?? null }
    return { status: 200, body: { data: { addActionContact: said } } }
  })
}

function errors(last: string, message: string) {
  const path = ['addActionContact', 'contact', last]
  return { status: 200, body: { data: null, errors: [{ message, path, locations: [] }] } }
}
