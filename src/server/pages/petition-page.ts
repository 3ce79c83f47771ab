import { slugPattern, type Issue, type PetitionFile, type Tally } from '../../schema/index.ts'
import { languagesOf, petitionIn } from '../language.ts'
import { partnerNamed } from '../partners.ts'
import type { KnownPetition } from '../petitions.ts'
import { ending } from './ending.ts'
import { errorSummary, worded } from './form-errors.ts'
import { countryOf, signForm, type Typed } from './form.ts'
import { html, type Html, type Part } from './html.ts'
import { lastMoment } from './last-moment.ts'
import { langOf, layout } from './layout.ts'
import { contactLink, link } from './links.ts'
import { pagePath } from './personal-page.ts'
import { prose } from './prose.ts'
import { story } from './story.ts'
import { isHandedIn, tallyBlock } from './tally-block.ts'
import type { Words } from './words.ts'

/** How a form came back: with what was typed, and why. */
export interface ReturnedForm {
  typed: Typed
  title: string
  /** One sentence of why, where no single answer is the reason. */
  text?: string
  issues: readonly Issue[]
}

/** Whether a form that was refused is shown again. A pause ends, so what was typed meanwhile is kept. */
export function givesFormBack({ status }: Tally): boolean {
  return status === 'open' || status === 'paused'
}

/** The petition's own page: the same for everyone, unless a form came back. */
export function petitionPage(page: {
  words: Words
  petition: KnownPetition
  tally: Tally
  publicUrl: string
  now: number
  /** What the address, or the form that came back, says of how somebody came; unread. */
  from?: { partner: string | null; source: string | null }
  returned?: ReturnedForm
}): Html {
  const { words, petition, tally, publicUrl, now, from, returned } = page
  const { say } = words
  const file = petitionIn(petition.file, words.lang)
  const own = langOf(file.lang, words)
  const shown = petition.shownAs(petition.revision)
  const fields = shown?.asked.fields ?? []
  const asked = { ...file, country: countryOf(fields, returned?.typed) }
  const issues = worded(words, returned?.issues ?? [], asked)
  const partner = partnerNamed(petition, from?.partner)?.id

  const hasForm = shown && (returned ? givesFormBack(tally) : tally.status === 'open')
  const sign: Part = hasForm
    ? html`<h2 id="sign-title">${say('form.title')}</h2>
        ${signForm({
          words,
          action: pagePath(petition, words),
          petition: file,
          fields,
          revision: petition.revision,
          partner,
          source: slugPattern.test(from?.source ?? '') ? from?.source : undefined,
          issues,
          ...(returned && { typed: returned.typed }),
        })}`
    : ending(words, file, tally)
  const act = html`<section class="sign" id="sign" aria-labelledby="sign-title">${sign}</section>`
  const text = html`<section class="text" aria-label="${say('page.text')}" ${own}>
    ${prose(file.text)}
  </section>`
  // Once there is nothing to sign, what became of it comes before the text.
  const isOver = !hasForm
  const hasNumbers = !isHandedIn(tally) || !file.delivery

  return layout(words, {
    title: returned ? `${say('errors.title')}: ${file.title}` : file.title,
    head: head({ words, petition, file, publicUrl, partner }),
    main: html`${languageLinks(words, petition)}
      <div class="sheet">
        ${returned && errorSummary({ title: returned.title, issues, ...(returned.text && { text: returned.text }) })}
        <header>
          <p class="eyebrow">${words.sayHtml('petition.to', { target: targetLine(file.target) })}</p>
          <h1${own}>${file.title}</h1>
          ${file.summary && html`<p class="lead" ${own}>${file.summary}</p>`}
          <p class="muted">${words.sayHtml('petition.by', { owner: ownerLine(file.owner) })}</p>
        </header>
        <div class="columns${isOver && ' is-over'}">
          ${hasNumbers && tallyBlock(words, tally, closingLine(words, file))}
          ${isOver ? [act, text] : [text, act]}
          <div class="story">${story({ words, file, tally, now })}</div>
        </div>
      </div>`,
    footer: html`<p>
      <a href="${file.controller.privacyUrl}">${say('page.privacyPolicy')}</a> ·
      ${words.sayHtml('page.contact', { contact: contactLink(file.controller.contact) })}
    </p>`,
  })
}

/** How the page is found and told of elsewhere, in each language it can be read in. */
function head(page: {
  words: Words
  petition: KnownPetition
  file: PetitionFile
  publicUrl: string
  partner: string | undefined
}): Part {
  const { words, petition, file, publicUrl, partner } = page
  const at = (lang: string) => `${publicUrl}${pagePath(petition, { lang })}`
  const address = at(words.lang)
  // A frame that is made of this page is the partner's too; to search engines and to whoever shares it, it is one page.
  const framed = `${publicUrl}${pagePath(petition, words, '', partner === undefined ? {} : { partner })}`
  const description = file.summary ?? file.text.split('\n\n')[0]?.slice(0, 200) ?? ''
  const languages = languagesOf(petition.file)
  const others: Part = languages.length > 1 && [
    ...languages.map(
      (lang) => html`<link rel="alternate" hreflang="${lang}" href="${at(lang)}" /> `,
    ),
    html`<link rel="alternate" hreflang="x-default" href="${at(petition.file.lang)}" />`,
  ]
  return html`<meta name="description" content="${description}" />
    <link rel="canonical" href="${address}" />
    <link
      rel="alternate"
      type="application/json+oembed"
      href="${publicUrl}/oembed?url=${encodeURIComponent(framed)}"
      title="${file.title}"
    />
    ${others}
    <meta property="og:type" content="website" />
    <meta property="og:title" content="${file.title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:url" content="${address}" />
    <meta property="og:site_name" content="${file.owner.name}" />
    <meta property="og:locale" content="${file.lang.replace('-', '_')}" />`
}

/** The languages that the petition can be read in, and the page's own; each says its own name. */
function languageLinks(words: Words, petition: KnownPetition): Part {
  const languages = [...new Set([...languagesOf(petition.file), words.lang])]
  if (languages.length === 1) return ''
  return html`<nav>
    <ul class="languages">
      ${languages.map((lang) => {
        const name = nameOf(lang)
        return html`<li>
          ${
            lang === words.lang
              ? html`<span aria-current="page">${name}</span>`
              : html`<a href="${pagePath(petition, { lang })}" hreflang="${lang}" lang="${lang}"
                  >${name}</a
                >`
          }
        </li> `
      })}
    </ul>
  </nav>`
}

function nameOf(lang: string): string {
  const name = new Intl.DisplayNames([lang, 'en'], { type: 'language' }).of(lang) ?? lang
  const [first = '', ...rest] = name
  return first.toLocaleUpperCase(lang) + rest.join('')
}

function targetLine({ name, role, organisation }: PetitionFile['target']): string {
  return [name, role, organisation].filter(Boolean).join(', ')
}

function ownerLine({ name, role, url }: PetitionFile['owner']): Html {
  return html`<bdi>${link(url, name)}${role && `, ${role}`}</bdi>`
}

/** The last moment to sign, in the petition's own time zone. */
function closingLine(words: Words, { closesAt, timeZone }: PetitionFile): string {
  return closesAt
    ? words.say('page.closes', { date: words.date(lastMoment(closesAt, timeZone), timeZone) })
    : ''
}
