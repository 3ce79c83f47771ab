import type { UndersignedPetition } from 'undersigned'
import { undersigned } from 'undersigned/adapters'
import type {} from 'undersigned/solid'

/** What the types take, and what they refuse: the check fails when either changes. */
export function Types() {
  let form: UndersignedPetition | undefined
  return (
    <>
      <undersigned-petition
        ref={(element) => (form = element)}
        class="wide"
        lang="cy"
        petition="a"
        backend="their-own"
        live={false}
        goal={500}
        fields={['name', 'email']}
        attr:heading-level="3"
        preview
        prop:config={{ petition: { title: 'A' }, backendOptions: { list: 3 } }}
        messages={[{ lang: 'cy', submit: 'Llofnodi' }]}
        on:undersigned-sign={({ detail, currentTarget }) => {
          detail.waitUntil(currentTarget.ready)
        }}
      >
        <a href="/sign">{form?.state}</a>
      </undersigned-petition>
      <undersigned-petition backend={undersigned({ endpoint: '/api' })} />
      <undersigned-tally petition={null} variant="number" />
      {/* @ts-expect-error: words are exact */}
      <undersigned-petition theme="Dark" />
      {/* @ts-expect-error: there is no level 7 */}
      <undersigned-petition headingLevel={7} />
      {/* @ts-expect-error: the form has no variants */}
      <undersigned-petition variant="bar" />
      {/* @ts-expect-error: an outcome is a word */}
      <undersigned-petition on:undersigned-signed={(event: CustomEvent<{ outcome: 1 }>) => event} />
      {/* @ts-expect-error: it is no input */}
      <undersigned-petition ref={(element: HTMLInputElement) => element} />
    </>
  )
}
