let origin: string | undefined

/** Where the one-file script came from: the endpoint of elements that name none. */
export function scriptOrigin(): string | undefined {
  return origin
}

/** Said by the one-file script and by nothing else; the package's modules may come from anywhere. */
export function setScriptOrigin(url: string): void {
  const { protocol, origin: own } = new URL(url)
  if (/^https?:$/.test(protocol)) origin = own
}
