/** How a language runs. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return /^(?:ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(?:-|$)/.test(tag) ? 'rtl' : 'ltr'
}
