// The site's own invitations: while the petition takes no signatures, they say what their `data-not-open` has.
const petition = 'keep-the-trafficking-unit'

for (const name of ['undersigned-ready', 'undersigned-tallied'])
  document.addEventListener(name, ({ detail }) => {
    if (detail.petition === petition) invite(detail.status === 'open')
  })

function invite(isOpen) {
  for (const invitation of document.querySelectorAll('[data-not-open]')) {
    invitation.dataset.open ??= invitation.textContent
    const words = isOpen ? invitation.dataset.open : invitation.dataset.notOpen
    if (invitation.textContent !== words) invitation.textContent = words
  }
}
