// Prints every event of the contract that reaches this page, the newest at the end: above, it would push the others down.
const names = ['ready', 'sign', 'signed', 'refused', 'error', 'tallied', 'shared']
const list = document.querySelector('#events')

for (const name of names) {
  document.addEventListener(`undersigned-${name}`, (event) => {
    list.append(line(event))
    list.scrollTop = list.scrollHeight
  })
}

function line(event) {
  const entry = document.createElement('li')
  entry.className = event.type
  const time = document.createElement('time')
  time.textContent = new Date().toLocaleTimeString('en-GB')
  const type = document.createElement('b')
  type.textContent = event.type
  const from = document.createElement('span')
  from.textContent = `from <${event.target.localName}>`
  const detail = document.createElement('code')
  // JSON leaves out `waitUntil`, which is a function.
  detail.textContent = JSON.stringify(event.detail, null, 1).replace(/\n\s*/g, ' ')
  entry.append(time, type, from, detail)
  return entry
}
