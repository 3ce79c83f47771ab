/**
 * Types for the templates of frameworks, made from the manifest: what each element takes, with its words, and the
 * events it fires. A file a framework, and a module without anything beside it, so that importing one costs nothing.
 */

/** What is needed of an element in the manifest. */
export interface DescribedElement {
  tagName: string
  name: string
  description: string
  attributes: { name: string; fieldName?: string; description: string }[]
  members: { kind: string; name: string; privacy?: string; description?: string }[]
  events: { name: string; description: string }[]
}

interface Framework {
  imports: string
  /** The rest of the file, around a line for each tag. */
  declare(tags: string): string
  /** The type of a tag, from the name of its interface and that of its class. */
  tag(takes: string, element: string): string
  /** What an attribute, a property and a listener are called in a template. */
  names?: { attribute(name: string): string[]; property(name: string): string[] }
  event(name: string): string
  /** Types of the file's own, and the one that goes around the type of what no attribute can be. */
  own?: string
  beyondAttributes?(type: string): string
}

const frameworks: Record<string, Framework> = {
  // Never the global JSX: that would be every framework's of a project.
  react: {
    imports: `import type * as React from 'react'
import type { DetailedHTMLProps, HTMLAttributes } from 'react'`,
    declare: (tags) => module('react', namespace('JSX', interfaceOf('IntrinsicElements', tags))),
    // React gives "class" to custom elements as it is, and "className" not in every version.
    tag: (takes, element) =>
      `Omit<DetailedHTMLProps<HTMLAttributes<${element}>, ${element}>, keyof ${takes}> & ${takes} & { class?: string | undefined }`,
    event: (name) => `on${name}`,
    own: `/** React 18 gives custom elements attributes alone: there, set properties and listen by a \`ref\`. */
type FromReact19<T> = 'use' extends keyof typeof React ? T : undefined

`,
    beyondAttributes: (type) => `FromReact19<${type}>`,
  },
  preact: {
    imports: `import type { HTMLAttributes } from 'preact'`,
    declare: (tags) => module('preact', namespace('JSX', interfaceOf('IntrinsicElements', tags))),
    tag: (takes, element) => `Omit<HTMLAttributes<${element}>, keyof ${takes}> & ${takes}`,
    event: (name) => `on${name}`,
  },
  solid: {
    imports: `import type { JSX } from 'solid-js'`,
    declare: (tags) => module('solid-js', namespace('JSX', interfaceOf('IntrinsicElements', tags))),
    tag: (takes, element) => `Omit<JSX.HTMLAttributes<${element}>, keyof ${takes}> & ${takes}`,
    names: {
      attribute: (name) => [name, `attr:${name}`],
      property: (name) => [name, `prop:${name}`],
    },
    event: (name) => `on:${name}`,
  },
  vue: {
    imports: `import type { HTMLAttributes, PublicProps } from 'vue'`,
    declare: (tags) => module('vue', interfaceOf('GlobalComponents', tags)),
    tag: (takes, element) =>
      `new () => ${element} & { $props: Omit<HTMLAttributes, keyof ${takes}> & PublicProps & ${takes} }`,
    event: (name) =>
      `on${`-${name}`.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())}`,
  },
  svelte: {
    imports: `import type { HTMLAttributes } from 'svelte/elements'`,
    declare: (tags) => module('svelte/elements', interfaceOf('SvelteHTMLElements', tags)),
    tag: (takes, element) => `Omit<HTMLAttributes<${element}>, keyof ${takes}> & ${takes}`,
    event: (name) => `on${name}`,
  },
}

/** The files by name: for each framework its declarations, and a module for bundlers that do not leave it out. */
export function templateTypes(elements: readonly DescribedElement[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(frameworks).flatMap(([name, framework]) => [
      [`${name}.d.ts`, declarationsFor(framework, elements)],
      [`${name}.js`, 'export {}\n'],
    ]),
  )
}

function declarationsFor(framework: Framework, elements: readonly DescribedElement[]): string {
  const takesOf = ({ name }: DescribedElement): string => `${name}Attributes`
  const tags = elements.map(
    (element) =>
      `${comment(element.description)}'${element.tagName}': ${framework.tag(takesOf(element), element.name)}`,
  )
  return `${framework.imports}
import type { ${elements.map(({ name }) => name).join(', ')}, UndersignedEvents } from './index.js'
import type {} from './define.js'

type Listener<Name extends keyof UndersignedEvents, Element> =
  | ((event: CustomEvent<UndersignedEvents[Name]> & { readonly currentTarget: Element }) => void)
  | undefined

${framework.own ?? ''}${elements
    .map(
      (element) => `/** What \`<${element.tagName}>\` takes beside what every element does. */
export interface ${takesOf(element)} {
${indent(entriesOf(framework, element).join('\n'))}
}
`,
    )
    .join('\n')}
${framework.declare(tags.join('\n'))}
`
}

function entriesOf(framework: Framework, element: DescribedElement): string[] {
  const { names, event, beyondAttributes = (type) => type } = framework
  const { attributes, events, members, name: type } = element
  const entries = new Map<string, string>()
  const add = (key: string, value: string, description: string | undefined): void => {
    if (!entries.has(key)) entries.set(key, `${comment(description)}'${key}'?: ${value}`)
  }
  for (const { kind, privacy, name, description } of members) {
    // The analyzer calls "public" what `static properties` lists, and nothing else.
    if (kind !== 'field' || privacy !== 'public') continue
    const attribute = attributes.find(({ fieldName }) => fieldName === name)
    const value = `${type}['${name}']`
    const words = attribute?.description ?? description
    if (attribute)
      for (const key of names?.attribute(attribute.name) ?? [attribute.name]) add(key, value, words)
    for (const key of names?.property(name) ?? [name]) add(key, beyondAttributes(value), words)
  }
  for (const { name, description } of events)
    add(event(name), beyondAttributes(`Listener<'${name}', ${type}>`), description)
  return [...entries.values()]
}

function module(name: string, text: string): string {
  return `declare module '${name}' {\n${indent(text)}\n}`
}

function namespace(name: string, text: string): string {
  return `namespace ${name} {\n${indent(text)}\n}`
}

function interfaceOf(name: string, text: string): string {
  return `interface ${name} {\n${indent(text)}\n}`
}

function comment(text: string | undefined): string {
  return text ? `/** ${text.replaceAll('*/', '* /')} */\n` : ''
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ')
}
