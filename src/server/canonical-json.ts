/** JSON with sorted keys and no white space, so that equal values have equal text. Keys without a value are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  // Written for speed: every signature comes by.
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const entry: unknown = Reflect.get(value, key)
    if (entry === undefined) continue
    text += `${text && ','}${JSON.stringify(key)}:${canonicalJson(entry)}`
  }
  return `{${text}}`
}
