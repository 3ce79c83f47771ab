import { WorkError } from './verb.ts'

/** What to say of an address that could not be listened on; undefined for any other failure. */
export function notListening(error: unknown): WorkError | undefined {
  // What node:net rejects with, where it is that; a name that nobody knows fails one step before.
  const { syscall, code, address, hostname, port } = error as NodeJS.ErrnoException & {
    address?: string
    hostname?: string
    port?: number
  }
  if (syscall === 'getaddrinfo' || (syscall === 'listen' && code === 'EADDRNOTAVAIL'))
    return new WorkError(
      `This computer has no address ${hostname ?? address} to listen on.`,
      'Name one of its own with --host, or 0.0.0.0 for all of them.',
    )
  if (syscall !== 'listen') return undefined
  if (code === 'EADDRINUSE')
    return new WorkError(
      `Port ${port} is taken by another program on this computer.`,
      'Stop that one, or choose another with --port; 0 takes any free one.',
    )
  if (code === 'EACCES')
    return new WorkError(
      `Port ${port} may not be listened on by this user.`,
      'Choose one above 1023 with --port, and let a proxy pass requests on to it.',
    )
  return undefined
}
