/** Counters for operators, in the Prometheus text format. Labels are codes and kinds: never a name, never an id. */
export interface Metrics {
  count(name: MetricName, labels?: Readonly<Record<string, string>>): void;
  render(gauges: ReadonlyMap<string, number>): string;
}

const help = {
  daoshi_callbacks_total: 'Callbacks by platform and outcome.',
  daoshi_intents_total: 'Messages by what they meant.',
  daoshi_deliveries_total: 'Notices by what became of them.',
  daoshi_slots_total: 'Scheduled slots by outcome.',
  daoshi_attachments_total: 'Pictures and voice messages by what became of them.',
  daoshi_directory_readings_total: 'Readings of a directory by outcome.',
} as const;
export type MetricName = keyof typeof help;

export function createMetrics(): Metrics {
  const counters = new Map<string, number>();
  return {
    count(name, labels = {}) {
      const inside = Object.entries(labels)
        .map(([key, value]) => `${key}="${value.replaceAll(/[^\w.:-]/g, '_')}"`)
        .join(',');
      const key = `${name}{${inside}}`;
      counters.set(key, (counters.get(key) ?? 0) + 1);
    },
    render(gauges) {
      const lines = Object.entries(help).flatMap(([name, text]) => [
        `# HELP ${name} ${text}`,
        `# TYPE ${name} counter`,
        ...[...counters]
          .filter(([key]) => key.startsWith(`${name}{`))
          .map(([key, value]) => `${key} ${value}`),
      ]);
      for (const [name, value] of gauges) lines.push(`${name} ${value}`);
      return `${lines.join('\n')}\n`;
    },
  };
}
