/** Lets the browser do what waits to be done: what takes long on a phone is cut into tasks by it. */
export const anotherTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
