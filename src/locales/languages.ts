/** The languages there are words in besides English, by BCP 47 tag: one file each, `TAG.json`. */
export const languages: readonly string[] =
  'ar bg ca cs cy da de el es et fi fr ga he hr hu it lt lv mt nb nl pl pt ro sk sl sv tr uk ur'.split(
    ' ',
  )
