/** For what follows on a signature; comes with its part of the script. */
export const outcomeStyles = `
  .emblem {
    inline-size: 3.5em;
    fill: var(--brand);
  }
  @media (forced-colors: active) {
    .emblem {
      fill: CanvasText;
      --on-brand: Canvas;
    }
  }
  .emblem path {
    fill: none;
    stroke: var(--on-brand);
    stroke-width: 2.5;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .outcome .actions {
    margin-block-start: 0.5em;
  }
  .step {
    color: var(--muted);
    font-size: 0.875em;
    font-weight: 600;
  }
  .address {
    font-weight: 600;
  }
  .share {
    display: grid;
    gap: 0.625em;
    inline-size: 100%;
    padding-block-start: 1em;
    margin-block-start: 0.5em;
    border-block-start: var(--thick) solid var(--line);
  }
  #share {
    font-size: 1em;
  }
  .share ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 10em), 1fr));
    gap: 0.625em;
    list-style: none;
  }
  .share .button {
    display: grid;
    place-content: center;
    position: relative;
    inline-size: 100%;
    block-size: 100%;
    padding-inline: 0.75em;
    font-size: 0.9375em;
    text-align: center;
    text-decoration: none;
  }
`
