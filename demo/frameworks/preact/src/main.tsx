import { render } from 'preact'
import { useState } from 'preact/hooks'
import { Petition } from './petition'

function App() {
  const [isHere, setHere] = useState(true)
  const [petition, setPetition] = useState<string>()
  return (
    <>
      <button onClick={() => setHere(!isHere)}>{isHere ? 'Leave' : 'Return'}</button>
      <button onClick={() => setPetition('keep-the-trafficking-unit')}>Choose</button>
      {isHere && <Petition petition={petition} />}
    </>
  )
}

render(<App />, document.querySelector('#app')!)
