/**
 * Lets requests of one turn of the event loop go in step: all who await the turn go on together at its end, one
 * after the other, and so do their next steps. A processor that does the same step many times in a row finds its code
 * in its caches; a whole request at a time, from the socket to the seal, does not fit there and takes twice as long.
 * A request that is alone waits for nobody.
 */
export function createTurn(): () => Promise<void> {
  let turn: Promise<void> | undefined
  return () =>
    (turn ??= new Promise((resolve) => {
      setImmediate(() => {
        turn = undefined
        resolve()
      })
    }))
}
