import * as headers from './headers.ts'

/** Numbers for operators, for this machine only: no petition and no address is in them, yet they move with each mail. */
export interface Metrics {
  count(name: CounterName, labels?: Record<string, string>, by?: number): void
  /** A number that is read when it is asked for. */
  gauge(name: string, help: string, read: () => number): void
  text(): string
}

const counters = {
  undersigned_requests_total: 'Requests answered, by route and status.',
  undersigned_signatures_total: 'Attempts acknowledged, replays included.',
  undersigned_links_total: 'Links used, by what they are for.',
  undersigned_mails_total: 'What happened to mails.',
  undersigned_streams_refused_total: 'Streams refused over the limit.',
  undersigned_streams_cut_total: 'Streams cut because their reader was too slow.',
} as const
export type CounterName = keyof typeof counters

export function createMetrics(): Metrics {
  const values = new Map<CounterName, Map<string, number>>()
  const gauges = new Map<string, { help: string; read: () => number }>()

  return {
    count(name, labels = {}, by = 1) {
      const series = values.get(name) ?? new Map<string, number>()
      values.set(name, series)
      let key = ''
      for (const label in labels) {
        key += `${key && ','}${label}="${labels[label]?.replace(/["\\\n]/g, '_')}"`
      }
      series.set(key, (series.get(key) ?? 0) + by)
    },
    gauge: (name, help, read) => void gauges.set(name, { help, read }),
    text() {
      const lines: string[] = []
      for (const [name, help] of Object.entries(counters)) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} counter`)
        // The keys of `counters` are the names.
        for (const [labels, value] of values.get(name as CounterName) ?? []) {
          lines.push(`${name}${labels && `{${labels}}`} ${value}`)
        }
      }
      for (const [name, { help, read }] of gauges) {
        lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, `${name} ${read()}`)
      }
      return `${lines.join('\n')}\n`
    },
  }
}

/** `GET /metrics`, in the text format of Prometheus 0.0.4. */
export function metricsResponse(metrics: Metrics): Response {
  return new Response(metrics.text(), {
    headers: { ...headers.operational, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  })
}
