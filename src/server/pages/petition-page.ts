import type { Issue, Tally } from '../../schema/index.ts'
import type { KnownPetition } from '../petitions.ts'
import { errorSummary, worded } from './form-errors.ts'
import { signForm, type Typed } from './form.ts'
import { html, type Html, type Part } from './html.ts'
import { layout } from './layout.ts'
import { prose } from './prose.ts'
import { ending } from './ending.ts'
import { date, number, say } from './words.ts'

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
  petition: KnownPetition
  tally: Tally
  publicUrl: string
  returned?: ReturnedForm
}): Html {
  const { petition, tally, publicUrl, returned } = page
  const { file, slug } = petition
  const shown = petition.shownAs(petition.revision)
  const issues = shown ? worded(returned?.issues ?? [], shown.agreed) : []
  const address = `${publicUrl}/p/${slug}`
  const description = file.summary ?? file.text.split('\n\n')[0]?.slice(0, 200) ?? ''

  const hasForm = returned ? givesFormBack(tally) : tally.status === 'open'
  const sign: Part =
    hasForm && shown
      ? html`<h2>${say('page.sign')}</h2>
          ${signForm({
            action: `/p/${slug}`,
            shown,
            revision: petition.revision,
            issues,
            ...(returned && { typed: returned.typed }),
          })}`
      : ending(petition, tally)

  return layout({
    title: returned ? `${say('errors.title')}: ${file.title}` : file.title,
    head: html`<meta name="description" content="${description}" />
      <link rel="canonical" href="${address}" />
      <meta property="og:type" content="website" />
      <meta property="og:title" content="${file.title}" />
      <meta property="og:description" content="${description}" />
      <meta property="og:url" content="${address}" />
      <meta property="og:site_name" content="${file.owner.name}" />
      <meta property="og:locale" content="${file.lang.replace('-', '_')}" />`,
    main: html`<div class="sheet">
      ${returned && errorSummary({ title: returned.title, issues, ...(returned.text && { text: returned.text }) })}
      <header lang="${file.lang}">
        <p class="eyebrow">${say('petition.to', { target: targetLine(file.target) })}</p>
        <h1>${file.title}</h1>
        ${file.summary && html`<p class="lead">${file.summary}</p>`}
        <p class="muted">
          ${say('page.owner', { owner: [file.owner.name, file.owner.role].filter(Boolean).join(', ') })}
        </p>
      </header>
      <div class="columns">
        ${tallyBlock(tally, closingLine(petition))}
        <section lang="${file.lang}" class="text" aria-label="${say('page.text')}">
          ${prose(file.text)} ${backers(petition)}
        </section>
        <section class="sign" id="sign">${sign}</section>
      </div>
    </div>`,
    footer: html`<p>
      <a href="${file.controller.privacyUrl}">${say('page.privacyPolicy')}</a> ·
      ${say('page.contact', { contact: file.controller.contact })}
    </p>`,
  })
}

function targetLine({
  name,
  role,
  organisation,
}: {
  name: string
  role?: string | undefined
  organisation?: string | undefined
}): string {
  return [name, role, organisation].filter(Boolean).join(', ')
}

function tallyBlock({ count, goal, pending, status }: Tally, closes: string): Html {
  const isOver = status === 'delivered' || status === 'answered'
  const toGo = goal !== null && !isOver ? goal - count : 0
  const width = goal ? Math.min(100, (count / goal) * 100) : 0
  return html`<section class="tally" aria-label="${say('page.signatures')}">
    <p class="count">${say(isOver ? 'delivery.count' : 'tally.count', { count })}</p>
    ${
      goal !== null &&
      !isOver &&
      html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="4" class="bar-rest" />
          <rect width="${width.toFixed(2)}" height="4" class="bar-fill" />
        </svg>
        <p>
          ${toGo > 0 ? say('tally.togo', { count: toGo, goal: number(goal) }) : say('tally.reached', { goal: number(goal) })}
        </p>`
    }
    ${pending ? html`<p class="muted">${say('tally.pending', { count: pending })}</p>` : ''}
    ${status === 'open' && closes && html`<p class="muted">${closes}</p>`}
    ${status === 'open' && html`<p class="jump"><a href="#sign">${say('page.sign')}</a></p>`}
  </section>`
}

/** The last moment to sign, in the petition's own time zone. */
function closingLine({ file }: KnownPetition): string {
  return file.closesAt ? say('page.closes', { date: date(file.closesAt, file.timeZone) }) : ''
}

function backers({ file }: KnownPetition): Part {
  if (file.backers.length === 0) return ''
  return html`<h2>${say('page.backers')}</h2>
    <ul class="backers">
      ${file.backers.map(
        ({ name, role, url }) =>
          html`<li>
            ${url ? html`<a href="${url}">${name}</a>` : name}${role && html`<span class="muted">, ${role}</span>`}
          </li> `,
      )}
    </ul>`
}
