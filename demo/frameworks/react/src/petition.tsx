import { useState } from 'react'
import 'undersigned/define'
import type {} from 'undersigned/react'

const messages = { submit: 'Add my name' }

export function Petition({ petition }: { petition: string | undefined }) {
  const [outcome, setOutcome] = useState<string>()
  return (
    <>
      <undersigned-tally petition={petition} endpoint="https://sign.example.org" variant="bar" />
      <undersigned-petition
        petition={petition}
        endpoint="https://sign.example.org"
        messages={messages}
        onundersigned-signed={({ detail }) => setOutcome(detail.outcome)}
      />
      {outcome && <p role="status">Signed: {outcome}</p>}
    </>
  )
}
