import { showPetition } from './petition'

const app = document.querySelector<HTMLElement>('#app')!
app.innerHTML = `<button>Leave</button> <button>Choose</button><div></div><p role="status"></p>`
const [leave, choose] = app.querySelectorAll('button')
const place = app.querySelector('div')!
const status = app.querySelector('p')!

let shown: ReturnType<typeof showPetition> | undefined
let petition: string | undefined

function toggle() {
  if (shown) shown.remove()
  shown = shown
    ? undefined
    : showPetition(place, petition, (detail) => {
        status.textContent = `Signed: ${detail.outcome}`
      })
  leave!.textContent = shown ? 'Leave' : 'Return'
}

leave!.addEventListener('click', toggle)
choose!.addEventListener('click', () => {
  petition = 'keep-the-trafficking-unit'
  shown?.choose(petition)
})
toggle()
