import 'undersigned/define'
import type { UndersignedEvents } from 'undersigned'

/** Shows a petition and its tally in `place`, until they are removed. */
export function showPetition(
  place: HTMLElement,
  petition: string | undefined,
  signed: (detail: UndersignedEvents['undersigned-signed']) => void,
) {
  const tally = document.createElement('undersigned-tally')
  const form = document.createElement('undersigned-petition')
  tally.endpoint = form.endpoint = 'https://sign.example.org'
  tally.variant = 'bar'
  form.messages = { submit: 'Add my name' }
  form.addEventListener('undersigned-signed', ({ detail }) => signed(detail))
  const choose = (petition: string | undefined) => {
    tally.petition = form.petition = petition
  }
  const remove = () => {
    tally.remove()
    form.remove()
  }
  choose(petition)
  place.append(tally, form)
  return { choose, remove }
}
