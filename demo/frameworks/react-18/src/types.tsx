import type {} from 'undersigned/react'

/** What the types take, and what they refuse: the check fails when either changes. */
export function Types() {
  return (
    <>
      <undersigned-petition petition="a" heading-level="3" preview fields={['name', 'email']} />
      {/* @ts-expect-error: React 18 would set an attribute "headinglevel" */}
      <undersigned-petition headingLevel={3} />
      {/* @ts-expect-error: an attribute is text */}
      <undersigned-petition messages={{ submit: 'Sign' }} />
      {/* @ts-expect-error: React 18 does not listen on custom elements */}
      <undersigned-petition onundersigned-signed={() => {}} />
    </>
  )
}
