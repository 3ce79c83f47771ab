import { useState } from 'react'
import { createRoot } from 'react-dom/client'
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

createRoot(document.querySelector('#app')!).render(<App />)
