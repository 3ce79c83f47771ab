/**
 * A mistake in what an adapter was made from, or a petition that its backend could not take. Elements show their
 * notice of a wrong configuration and say it in the console, once. They know it by its `setting`, not by its class: an
 * adapter may bring a copy of its own.
 */
export class OptionError extends Error {
  override name = 'OptionError'
  /** Where it stands, such as `backendOptions.consents`. */
  readonly setting: string
  readonly value: unknown
  /** The words it is one of, or a sentence. */
  readonly accepted: string | readonly string[]

  constructor(setting: string, value: unknown, accepted: string | readonly string[]) {
    const words = typeof accepted === 'string' ? accepted : accepted.join(', ')
    const shown = JSON.stringify(value)?.slice(0, 80) ?? 'not set'
    super(`${setting} is ${shown}; it accepts ${words}`)
    this.setting = setting
    this.value = value
    this.accepted = accepted
  }
}
