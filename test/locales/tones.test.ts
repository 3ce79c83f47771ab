import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Words } from '../../src/locales/en.ts'
import { languages } from '../../src/locales/languages.ts'
import type { LanguageSource } from '../../src/locales/pack.ts'

type Tone = 'formal' | 'informal'

const otherThan = { formal: 'informal', informal: 'formal' } as const

/** Words that only one of the two tones uses: pronouns, and verbs and endings that are nothing else in our texts. */
const givenAwayBy: Record<string, Record<Tone, RegExp>> = {
  bg: {
    formal: words('ви|вас|вие|ваш.*|имате|подписвате|.+(?:ете|йте)'),
    informal: words('ти|тво.+|въведи|избери|провери|подпиши|попълни|опитай|.{2,}[еа]ш'),
  },
  ca: {
    formal: words('escriviu|trieu|signeu|deixeu|mireu|demaneu|llegiu|seleccioneu|reviseu|torneu'),
    informal: words('tu|teu|teva|signes|llegies|volies|escriu|tria|mira|demana|deixa|selecciona'),
  },
  cs: {
    formal: words('vá[šms]|vaš.+|jste|.{3,}te'),
    informal: words('tvůj|tvé.*|tvo.+|ti|tebe|jsi|zadej|zkus|vyber|vyplň|podepiš|zvol|.{2,}[eíá]š'),
  },
  de: {
    // At the beginning of a sentence it may be "she" or "they".
    formal: /(?<!\p{L})(?:Ihnen|Ihre?[rmns]?|(?<!^|[.:] )Sie)(?!\p{L})/u,
    informal: words('du|dich|dir|dein.*|mach|schau'),
  },
  el: {
    formal: words('σας|εσείς|υπογράφετε|κρατήστε|ζητήστε|προσπαθήστε|.{3,}(?:ώστε|ξτε|ψτε)'),
    informal: words('σου|εσύ|υπογράφεις|συμπλήρωσε|επίλεξε|έλεγξε|προσπάθησε|υπόγραψε'),
  },
  es: {
    formal: words(
      'usted|sus?|firma\\?|escriba|elija|vuelva a (?:intentarlo|leerla)|consulte|revise|rellene|quite|seleccione',
    ),
    informal: words(
      'tú|tus?|te|puedes|escribe|elige|vuelve a (?:intentarlo|leerla)|qué firmas|querías|revisa|selecciona',
    ),
  },
  et: {
    formal: words('teie|teil|te|saate|täitke|vaadake|.{3,}[aeiou]ge'),
    informal: words('sa|sina|sinu|sul|vali|sisesta|proovi|kontrolli|vaata|täida|ära|loe'),
  },
  fi: {
    formal: words('te|teitä|teille|teidän|.{3,}nne|(?!liikaa).{3,}k(?:aa|ää)|.{2,}tte(?:ko)?'),
    informal: words(
      'sinä|sinun|sinua|sinulle|voit|haluat|olet|kirjoita|valitse|tarkista|yritä|katso|lue|täytä|pidä|jätä|allekirjoitat?',
    ),
  },
  fr: {
    formal: words('vous|votre|vos|.{3,}ez'),
    informal: words('tu|te|toi|ta|ton|tes|indique|vérifie|sois|garde|remplis'),
  },
  hr: {
    formal: words('vaš.*|vam|vas|pokušajte|.{3,}[aei]te'),
    informal: words('tvo.+|upiši|odaberi|potpiši|provjeri|ispuni|.{2,}[eia]š'),
  },
  hu: {
    formal: words(
      'önt?|önnek|adjon|ellenőrizze|olvassa|nézze|írja|megerősíti|gondolt|aláírás[aá]t',
    ),
    informal: words('adj|ellenőrizd|olvasd|nézd|írd|gondoltál|írod|aláírásod'),
  },
  it: {
    formal: words('suo|sua|suoi|sue|inserire|scegliere|scrivere|tenere|rileggere|selezionare'),
    informal: words('tuo|tua|tuoi|tue|sei|inserisci|scegli|scrivi|tieni|compila|togli|rileggi'),
  },
  lt: {
    formal: words('jūs.*|.{2,}kite|.{3,}[ao]te'),
    informal: words('tu|tav.+|.{3,}yk|pasirink|patikrink|pasirašai|norėjai'),
  },
  lv: {
    formal: words('jūs.*|parakstāt|.{3,}iet|izvēlieties'),
    informal: words('tu|tev.*|tav.+|ievadi|izvēlies|pārbaudi|mēģini|izlasi'),
  },
  nl: { formal: words('u|uw'), informal: words('jij|jou|jouw|je') },
  pl: {
    formal: words('proszę|pan|pani.?|pana|panu|państw.+'),
    informal: words('twó?j.*|tob.+|ci|cię|podaj|wybierz|sprawdź|wypełnij|zamykaj|.{2,}[eiy]sz'),
  },
  pt: {
    formal: words(
      'seu|sua|indique|escreva|mantenha|consulte|preencha|verifique|retire|queria|volte',
    ),
    informal: words('teu|tua|teus|tuas|assinas|querias|indica|escolhe|escreve|tenta|mantém'),
  },
  ro: {
    formal: words('vă|ați|sunteți|introduceți|alegeți|scrieți|verificați|invitați|semnați|citiți'),
    informal: words('tu|tău|ești|semnezi|citeai|introdu|alege|scrie|verifică|invită|ai'),
  },
  sk: {
    formal: words('vá[šms]|vaš.+|vášho|ste|(?!karte|ceste|siete).{3,}te'),
    informal: words('tvo.+|ti|ťa|teba|zadaj|skús|vyber|vyplň|podpíš|zvoľ|.{2,}[eíá]š'),
  },
  sl: {
    formal: words('vaš.*|vam|vas|(?!pošte).{3,}te'),
    informal: words('tvo.+|vpiši|izberi|poskusi|preveri|podpiši|izpolni|.{2,}[eia]š'),
  },
  tr: {
    formal: words(
      'siz|sizin|sizde|.{2,}(?:ınız|iniz|unuz|ünüz).*|yazın|seçin|deneyin|doldurun|edin',
    ),
    informal: words('sen|senin|sende|.+yorsun|istedin|yaz|seç|dene|doldur|imzala'),
  },
  uk: {
    formal: words('ви|вас|вам|ваш.*|перевірте|.{3,}(?:іть|айте)'),
    informal: words('ти|теб.|тобі|тв[оії].+|укажи|вибери|спробуй|перевір|підпиши|.{2,}[еиї]ш'),
  },
}

/** Names of commands, said to the page and not to the visitor, and what visitors write to their friends. */
const toOthers =
  /^(load\.open|load\.retry|fail\.retry|petition\.more|submit|form\.trap|tally\.(pause|resume)|pending\.(resend|change)|email\.(use|keep)|share\.(native|copy|email|on|text))$/

for (const tag of languages) {
  const source = JSON.parse(readFileSync(`src/locales/${tag}.json`, 'utf8')) as LanguageSource
  const { tone, widget } = source
  const other = tone && otherThan[tone]

  test(`${tag} says in which tone it is where it has the other one too, and only there`, () => {
    assert.deepEqual(
      (['formal', 'informal'] as const).filter((one) => source[one]),
      other ? [other] : [],
    )
    assert.equal(tag in givenAwayBy, Boolean(other), 'the words that give a tone away')
  })
  if (!other) continue

  test(`${tag} has in its other tone no text that it does not have in its own`, () => {
    assert.deepEqual(
      Object.keys(source[other] ?? {}).filter((key) => !(key in widget)),
      [],
    )
  })

  test(`${tag} addresses visitors in one way throughout, in either tone`, () => {
    assert.deepEqual(slips(tag, widget, other), [])
    assert.deepEqual(slips(tag, { ...widget, ...source[other] }, tone), [])
    // A list that finds nothing where it should would be no test.
    const shared = Object.keys(source[other] ?? {}).length / 3
    assert.ok(slips(tag, source[other] ?? {}, other).length > shared, other)
    assert.ok(slips(tag, widget, tone).length > shared, tone)
  })
}

/** The texts with a word of a tone that they are not in. */
function slips(tag: string, section: Readonly<Record<string, Words>>, wrong: Tone): string[] {
  return Object.entries(section)
    .filter(([key]) => !toOthers.test(key))
    .flatMap(([key, words]) =>
      (typeof words === 'string' ? [words] : Object.values(words))
        .map((text) => givenAwayBy[tag]?.[wrong].exec(text)?.[0])
        .filter((found) => found !== undefined)
        .map((found) => `${key}: "${found}" is ${wrong}`),
    )
}

/** Any of the whole words, `.` being a letter. */
function words(list: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${list.replaceAll('.', '\\p{L}')})(?!\\p{L})`, 'iu')
}
