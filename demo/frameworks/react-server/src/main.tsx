import { hydrateRoot } from 'react-dom/client'
import { Petition } from './petition'

const app = document.querySelector('#app')!
hydrateRoot(app, <Petition petition="keep-the-trafficking-unit" />)
