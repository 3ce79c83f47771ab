/** How long a number takes to run up to a new one, in milliseconds. */
const runMs = 800

const running = new WeakMap<HTMLElement, number>()

/**
 * Lets a copy of a number run from one value to the next. The copy is generated content and never read out; the
 * number itself is right from the start. Nothing runs for people who want no motion, nor where nobody can see it.
 */
export function runNumber(
  element: HTMLElement,
  from: number,
  to: number,
  write: (value: number) => string,
): void {
  cancelAnimationFrame(running.get(element) ?? 0)
  if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    delete element.dataset['run']
    return
  }
  const start = performance.now()
  const step = (now: number) => {
    const part = Math.min(1, Math.max(0, (now - start) / runMs))
    if (part === 1 || !element.isConnected) {
      delete element.dataset['run']
      return
    }
    element.dataset['run'] = write(Math.round(from + (to - from) * (1 - (1 - part) ** 3)))
    running.set(element, requestAnimationFrame(step))
  }
  step(start)
}
