/**
 * A name within a sentence or a list: one in the other direction, or with marks of direction in it, must not carry the
 * words around it along. As Unicode
 * does it in plain text (UAX 9, FSI and PDI).
 */
export function isolated(name: string, { dir }: { dir: 'ltr' | 'rtl' }): string {
  return dir === 'rtl' || /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069]/.test(name)
    ? `\u2068${name}\u2069`
    : name
}
