import { createSignal, Show } from 'solid-js'
import { render } from 'solid-js/web'
import { Petition } from './petition'

function App() {
  const [isHere, setHere] = createSignal(true)
  const [petition, setPetition] = createSignal<string>()
  return (
    <>
      <button onClick={() => setHere(!isHere())}>{isHere() ? 'Leave' : 'Return'}</button>
      <button onClick={() => setPetition('keep-the-trafficking-unit')}>Choose</button>
      <Show when={isHere()}>
        <Petition petition={petition()} />
      </Show>
    </>
  )
}

render(() => <App />, document.querySelector('#app')!)
