import {
  knownLanguage,
  partnerNamed,
  pinnedScript,
  policies,
  reserveCss,
  reserveOf,
  scriptOf,
  snippetHtml,
  snippetKinds,
  wordsFor,
  type KnownPetition,
  type Partner,
  type SnippetKind,
  type SnippetOf,
} from '../server/index.ts'
import { dataOptions } from './data-options.ts'
import { nearest } from './did-you-mean.ts'
import { findPetition, withData } from './petitions.ts'
import { CallError, WorkError, type Call, type Verb } from './verb.ts'

export const snippet: Verb = {
  name: 'snippet',
  summary: 'Prints what a partner pastes to embed a petition',
  positionals: ['ID'],
  options: [
    {
      name: 'kind',
      value: 'KIND',
      help: 'module, the usual way; classic, for tag managers; iframe; link; form, without a script',
    },
    { name: 'partner', value: 'SLUG', help: 'Whose page it is for, as the petition lists them' },
    { name: 'lang', value: 'TAG', help: 'The language to speak; that of the page otherwise' },
    {
      name: 'public-url',
      value: 'URL',
      help: 'Where people reach the server, such as https://sign.example.org',
    },
    {
      name: 'scripts',
      value: 'FOLDER',
      help: 'Where the server keeps its scripts; scripts in the data folder',
    },
    ...dataOptions,
  ],
  about: `Beside the snippet it prints the style that keeps its place free, so that nothing on the page moves; what a
Content-Security-Policy has to allow; and the address under which this version of the script never changes, with
the hash that browsers check it by.`,
  examples: [
    'undersigned snippet keep-the-library --public-url https://sign.example.org',
    'undersigned snippet keep-the-library --partner friends --lang cy',
    'undersigned snippet keep-the-library --kind iframe --json',
  ],
  run: (call) =>
    withData(call, async (data) => {
      const petition = await findPetition(data, call.positionals[0] ?? '')
      const { publicUrl, publicUrlGiven, scripts } = call.settings()
      const kind = kindOf(call)
      const lang = languageOf(call)
      const words = await wordsFor(lang ?? petition.file.lang)
      const partner = partnerOf(call, petition)
      const given: SnippetOf = {
        petition,
        publicUrl,
        words,
        isLangAsked: lang !== undefined,
        partner,
      }

      const script = scriptOf(kind)
      const html = snippetHtml(kind, given, { url: `${publicUrl}/${script}` })
      const pinned = script && (await pinnedScript(script, { scripts, publicUrl }))
      const reserve = reserveOf(petition, words, call.now())
      const css = reserveCss(kind, reserve)
      const policy = policies(kind, given)
      const notes = [
        ...(publicUrlGiven ? [] : [onThisMachine]),
        ...notesOn(petition, partner, kind),
        ...(script && !pinned ? [notBuilt] : []),
      ]
      return {
        json: {
          id: petition.slug,
          kind,
          partner: partner?.id ?? null,
          lang: lang ?? null,
          html,
          css,
          reserve: css === '' ? [] : reserve,
          policies: kind === 'link' ? null : policy,
          pinned: pinned ? { ...pinned, html: snippetHtml(kind, given, pinned) } : null,
          notes,
        },
        text: [
          `Paste this where the petition is to stand:\n\n${html}`,
          css &&
            `Into the page's style sheet, so that nothing moves when it comes. Heights are counted from the petition's
words; put in what your column needs:\n\n${css}`,
          kind !== 'link' &&
            `If the page has a Content-Security-Policy, it allows at least this, by the server's name or by a nonce:\n\n${policy.origins}\n${policy.nonce}`,
          pinned &&
            `To pin this version, which stays served under this address and which the browser checks:\n\n${snippetHtml(
              kind,
              given,
              pinned,
            )
              .split('\n')
              .find((line) => line.startsWith('<script'))}`,
          ...notes,
        ]
          .filter(Boolean)
          .join('\n\n'),
      }
    }),
}

const onThisMachine =
  'These addresses lead to this machine, for trying it out. Give the one that people reach: --public-url https://sign.example.org'
const notBuilt =
  'The script was not built here, so nothing is said about pinning it: run npm run build, or start the server once.'

function kindOf(call: Call): SnippetKind {
  const typed = call.option('kind') ?? 'module'
  const kind = snippetKinds.find((known) => known === typed)
  if (kind) return kind
  const near = nearest(typed, snippetKinds)
  throw new CallError(
    `There is no kind "${typed}".`,
    near ? `Did you mean "${near}"?` : `There are: ${snippetKinds.join(', ')}.`,
  )
}

function languageOf(call: Call): string | undefined {
  const typed = call.option('lang')
  if (typed === undefined) return undefined
  const { tag, known } = knownLanguage(typed)
  if (tag !== undefined) return tag
  const near = nearest(typed, known)
  throw new CallError(
    `There are no words in "${typed}".`,
    near ? `Did you mean "${near}"?` : `There are: ${known.join(' ')}.`,
  )
}

function partnerOf(call: Call, petition: KnownPetition): Partner | undefined {
  const typed = call.option('partner')
  if (typed === undefined) return undefined
  const partner = partnerNamed(petition, typed)
  if (partner) return partner
  const slugs = petition.file.partners.map(({ id }) => id)
  const near = nearest(typed, slugs)
  throw new WorkError(
    `"${petition.slug}" lists no partner "${typed}".`,
    near
      ? `Did you mean "${near}"?`
      : slugs.length > 0
        ? `It lists: ${slugs.join(', ')}.`
        : 'It lists none. Add "partners" to its file and put it again.',
  )
}

/** What would keep the snippet from working where it is pasted. */
function notesOn(
  { file, origins, slug }: KnownPetition,
  partner: Partner | undefined,
  kind: SnippetKind,
): string[] {
  // A link works from everywhere.
  if (kind === 'link' || file.partners.length === 0) return []
  if (partner && partner.origins.length === 0)
    return [
      `No page of "${partner.id}" can send signatures yet: add its "origins" to the petition's file and put it again.`,
    ]
  const allowed = partner ? partner.origins : [...origins]
  return [
    `It works on pages of ${allowed.join(', ') || 'the server alone'}, as "${slug}" lists them.`,
  ]
}
