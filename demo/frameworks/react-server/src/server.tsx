import { readFileSync, writeFileSync } from 'node:fs'
import { renderToString } from 'react-dom/server'
import { Petition } from './petition'

// A server would do this for each request; here it is done once, in Node, to the page that Vite has built.
const page = readFileSync('dist/index.html', 'utf8')
const app = renderToString(<Petition petition="keep-the-trafficking-unit" />)
writeFileSync('dist/index.html', page.replace('<main id="app">', `<main id="app">${app}`))
