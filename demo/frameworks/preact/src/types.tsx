import { useRef } from 'preact/hooks'
import type { UndersignedPetition } from 'undersigned'
import { undersigned } from 'undersigned/adapters'
import type {} from 'undersigned/preact'

/** What the types take, and what they refuse: the check fails when either changes. */
export function Types() {
  const form = useRef<UndersignedPetition>(null)
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <undersigned-petition
        ref={form}
        class="wide"
        lang="cy"
        petition="a"
        backend="their-own"
        live={false}
        goal={500}
        fields={['name', 'email']}
        headingLevel={3}
        heading-level="3"
        preview
        config={{ petition: { title: 'A' }, backendOptions: { list: 3 } }}
        messages={[{ lang: 'cy', submit: 'Llofnodi' }]}
        onClick={({ currentTarget }) => currentTarget.reset()}
        onundersigned-sign={({ detail, currentTarget }) => {
          detail.waitUntil(currentTarget.ready)
        }}
      >
        <a href="/sign">Sign</a>
      </undersigned-petition>
      <undersigned-petition backend={undersigned({ endpoint: '/api' })} />
      <undersigned-tally petition={null} variant="number" />
      {/* @ts-expect-error: words are exact */}
      <undersigned-petition theme="Dark" />
      {/* @ts-expect-error: there is no level 7 */}
      <undersigned-petition headingLevel={7} />
      {/* @ts-expect-error: a goal is a number or "auto" */}
      <undersigned-petition goal="many" />
      {/* @ts-expect-error: the form has no variants */}
      <undersigned-petition variant="bar" />
      {/* @ts-expect-error: "option" is no part of a configuration */}
      <undersigned-petition config={{ option: {} }} />
      {/* @ts-expect-error: an outcome is a word */}
      <undersigned-petition onundersigned-signed={(event: CustomEvent<{ outcome: 1 }>) => event} />
      {/* @ts-expect-error: it is no input */}
      <undersigned-petition ref={input} />
    </>
  )
}

// @ts-expect-error: the JSX of other frameworks is left alone
export type Global = JSX.IntrinsicElements
