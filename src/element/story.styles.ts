/** For who stands behind a petition and what has happened with it; comes with its part of the script. */
export const storyStyles = `
  .further,
  .further > div,
  .further ul,
  .further ol {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5em;
  }
  .further {
    gap: calc(var(--gap) * 1.4);
  }
  .further > div > :is(h2, h3, h4, h5, h6):not(:first-child),
  .further summary :is(h3, h4, h5, h6) {
    display: inline;
    margin-block-start: 0.5em;
    color: var(--muted);
    font-size: 0.875em;
  }
  .further :is(ul, ol) {
    list-style: none;
  }
  .further .name,
  .when {
    font-weight: 600;
  }
  [part='backer'] .quiet {
    display: block;
  }
  .who {
    display: flex;
    align-items: center;
    gap: 0.75em;
  }
  .logo {
    flex: none;
    inline-size: 4em;
    block-size: 2.5em;
  }
  /* On white, as most are made for; in forced colours too. */
  img {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    padding: 2px;
    object-fit: contain;
    border-radius: min(4px, var(--radius));
    background: #fff;
    forced-color-adjust: none;
  }
  img.error {
    visibility: hidden;
  }
  figure {
    display: grid;
    gap: 0.375em;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--accent);
  }
  .dated li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
  }
  .updates > * {
    padding-block-end: 0.5em;
    border-block-end: var(--thick) solid var(--line);
  }
  .updates > :is(h2, h3, h4, h5, h6) {
    border: 0;
    padding: 0;
  }
  .updates > :last-child {
    border: 0;
    padding: 0;
  }
  .updates :is(time, strong) {
    display: block;
  }
  .updates summary {
    list-style-position: outside;
    margin-inline-start: 1.125em;
  }
  .updates details > :not(summary),
  .update {
    padding-inline-start: 1.125em;
  }
  .shares li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 1em;
  }
  .shares .bar {
    grid-column: 1 / -1;
  }
`
