import { useEffect, useRef, useState } from 'react'
import type { UndersignedPetition } from 'undersigned'
import 'undersigned/define'
import type {} from 'undersigned/react'

const messages = { submit: 'Add my name' }

export function Petition({ petition }: { petition: string }) {
  const [outcome, setOutcome] = useState<string>()
  const form = useRef<UndersignedPetition>(null)
  useEffect(() => {
    const element = form.current
    if (!element) return
    const signed = ({ detail }: HTMLElementEventMap['undersigned-signed']) =>
      setOutcome(detail.outcome)
    element.messages = messages
    element.addEventListener('undersigned-signed', signed)
    return () => element.removeEventListener('undersigned-signed', signed)
  }, [])
  return (
    <>
      <undersigned-petition
        ref={form}
        petition={petition}
        endpoint="https://sign.example.org"
        heading-level="3"
      >
        <a href={`https://sign.example.org/p/${petition}`}>Sign the petition</a>
      </undersigned-petition>
      {outcome && <p role="status">Signed: {outcome}</p>}
    </>
  )
}
