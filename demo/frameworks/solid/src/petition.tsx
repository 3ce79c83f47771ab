import { createSignal, Show } from 'solid-js'
import 'undersigned/define'
import type {} from 'undersigned/solid'

export function Petition(props: { petition: string | undefined }) {
  const [outcome, setOutcome] = createSignal<string>()
  return (
    <>
      <undersigned-tally
        petition={props.petition}
        endpoint="https://sign.example.org"
        variant="bar"
      />
      <undersigned-petition
        petition={props.petition}
        endpoint="https://sign.example.org"
        messages={{ submit: 'Add my name' }}
        on:undersigned-signed={({ detail }) => setOutcome(detail.outcome)}
      />
      <Show when={outcome()}>
        <p role="status">Signed: {outcome()}</p>
      </Show>
    </>
  )
}
