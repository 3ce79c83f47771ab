import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Entry {
  resolved?: string
  integrity?: string
  link?: boolean
  inBundle?: boolean
  optionalDependencies?: Record<string, string>
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>
}
const packages = Object.entries(lock.packages).filter(([path]) => path !== '')

test('the lock file names no host', () => {
  assert.deepEqual(
    packages.filter(([, { resolved }]) => resolved).map(([path]) => path),
    [],
  )
})

test('the lock file knows the hash of every package', () => {
  const without = packages.filter(([, { integrity, inBundle }]) => !integrity && !inBundle)
  assert.deepEqual(
    without.map(([path]) => path),
    [],
  )
})

// npm drops what the registry does not have yet, silently, and `npm ci` then fails on a fresh clone.
test('the lock file holds every optional package that is asked for', () => {
  const dropped = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
  )
  assert.deepEqual(dropped, [])
})

/** Whether a package at this path finds another, looking upwards as Node does. */
function isLocked(path: string, name: string): boolean {
  if (`${path}/node_modules/${name}` in lock.packages) return true
  const up = path.lastIndexOf('/node_modules/')
  return up === -1 ? `node_modules/${name}` in lock.packages : isLocked(path.slice(0, up), name)
}
