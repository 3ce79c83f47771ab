import { useState } from 'react'
import 'undersigned/define'
import type {} from 'undersigned/react'

const messages = JSON.stringify({ submit: 'Add my name' })

export function Petition({ petition }: { petition: string }) {
  const [outcome, setOutcome] = useState<string>()
  return (
    <>
      <undersigned-petition
        petition={petition}
        endpoint="https://sign.example.org"
        heading-level="3"
        onundersigned-signed={({ detail }) => setOutcome(detail.outcome)}
      >
        <script
          type="application/json"
          slot="messages"
          dangerouslySetInnerHTML={{ __html: messages }}
        />
        <a href={`https://sign.example.org/p/${petition}`}>Sign the petition</a>
      </undersigned-petition>
      {outcome && <p role="status">Signed: {outcome}</p>}
    </>
  )
}
