import type { FrameLine, RecordedStep, Recording } from './recording.ts';

/** What no two runs of an engine share, and no name stands for: times, counters, tokens. Replaced by its kind. */
const VOLATILE: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ['time', /\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\s?[+-]\d\d:?\d\d)?(?: UTC)?/g],
  ['time', /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [\w ]+ \d\d:\d\d:\d\d(?: GMT| UTC)?(?: \d{4})?/g],
  ['ago', /\b(?:About an?|Less than a|\d+) (?:second|minute|hour)s?(?: ago)?/g],
  ['token', /SWMTKN-1-[a-z0-9-]+/g],
  ['ms', /\b\d+(?:\.\d+)?(?:\/\d+\.\d+)* ?ms(?:ec)?\b|\d+ milliseconds/g],
  ['rtt', /= \d+\.\d+\/\d+\.\d+\/\d+\.\d+\/\d+\.\d+/g],
  ['http', /ETag: "[^"]+"|Last-Modified: .*|Date: .*/g],
  ['dns', /; COOKIE: [0-9a-f]+(?: \(\w+\))?|id: \d+/g],
  ['bind', /Bind for (?:0\.0\.0\.0|::|\[::\]):/g],
  ['count', /\[\d+:\d+\]|\b(?:RX|TX) (?:packets|errors) .*/g],
];

/** What an engine invents and then uses again: it may differ between runs, but one to one. arping writes MAC addresses in capitals. */
const INVENTED =
  /\bbr-(?<bridge>[0-9a-f]{12})\b|\b(?<id>[0-9a-f]{64})\b|\b(?<veth>veth[0-9a-f]{7})\b|\b(?<mac>[0-9a-f]{2}(?::[0-9a-f]{2}){5}|[0-9A-F]{2}(?::[0-9A-F]{2}){5})\b|\b(?<local>fe80::[0-9a-f:]+)|\b8000\.(?<bridgeId>[0-9a-f]{12})\b|\b(?<swarm>(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{25})\b|\b(?<short>[0-9a-f]{12})\b/g;
const FIXED = /^(?:0+|(?:ff:?)+|(?:00:)+00)$/i;

/** A text with its invented names taken out, in order. A bridge's name and a short id stand for the long id. */
interface Form {
  readonly shape: string;
  readonly names: readonly string[];
}

function formOf(text: string): Form {
  const stable = VOLATILE.reduce((t, [kind, pattern]) => t.replace(pattern, `<${kind}>`), text)
    .replace(
      /has active endpoints \((.*)\)/g,
      (_, list: string) => `has active endpoints (${list.split(', ').sort().join(', ')})`,
    )
    .replace(/[ \t]+$/gm, '')
    .replace(/[ \t]{2,}/g, '  ')
    .trim();
  const names: string[] = [];
  const shape = stable.replace(INVENTED, (match: string, ...rest: unknown[]) => {
    if (FIXED.test(match)) return match;
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const [kind = '', value = ''] = Object.entries(groups).find(([, v]) => v !== undefined) ?? [];
    names.push(
      kind === 'bridge' || kind === 'id' || kind === 'short'
        ? `id ${value.slice(0, 12)}`
        : `${kind} ${value.toLowerCase()}`,
    );
    return `<${kind}>`;
  });
  return { shape, names };
}

/** Pairs the invented names of two recordings, one to one, as the comparison goes on. */
class Pairs {
  readonly #there = new Map<string, string>();
  readonly #back = new Map<string, string>();

  /** Pairs two lists, or changes nothing and says no. */
  join(expected: readonly string[], actual: readonly string[]): boolean {
    if (expected.length !== actual.length) return false;
    const fresh: [string, string][] = [];
    const there = (name: string) => this.#there.get(name) ?? fresh.find(([e]) => e === name)?.[1];
    const back = (name: string) => this.#back.get(name) ?? fresh.find(([, a]) => a === name)?.[0];
    for (const [i, e] of expected.entries()) {
      const a = actual[i] as string;
      if (there(e) === a) continue;
      if (there(e) !== undefined || back(a) !== undefined) return false;
      fresh.push([e, a]);
    }
    for (const [e, a] of fresh) {
      this.#there.set(e, a);
      this.#back.set(a, e);
    }
    return true;
  }

  /** A line with the names that are paired already written in the expected recording's words. */
  label(form: Form, side: 'expected' | 'actual'): string {
    const known = form.names.map((name) =>
      side === 'actual' ? this.#back.get(name) : this.#there.has(name) ? name : undefined,
    );
    return `${form.shape}\n${known.map((name) => name ?? '?').join(' ')}`;
  }
}

function equalText(pairs: Pairs, expected: string, actual: string): boolean {
  const e = formOf(expected);
  const a = formOf(actual);
  if (e.shape === a.shape && pairs.join(e.names, a.names)) return true;
  const json = [expected, actual].map(orderedJson);
  if (json[0] !== undefined && json[1] !== undefined) {
    const [x, y] = [formOf(json[0]), formOf(json[1])];
    return x.shape === y.shape && pairs.join(x.names, y.names);
  }
  return equalLines(pairs, expected.split('\n'), actual.split('\n'));
}

/** Lines in any order. Lines alike but for names not met before may stand for each other; nothing is learnt from those. */
function equalLines(pairs: Pairs, expected: readonly string[], actual: readonly string[]): boolean {
  const sorted = (lines: readonly string[], side: 'expected' | 'actual') =>
    lines
      .map(formOf)
      .filter((form) => form.shape !== '')
      .map((form) => ({ form, label: pairs.label(form, side) }))
      .sort((x, y) => (x.label < y.label ? -1 : x.label > y.label ? 1 : 0));
  const e = sorted(expected, 'expected');
  const a = sorted(actual, 'actual');
  if (e.length !== a.length || e.some(({ form }, i) => form.shape !== a[i]?.form.shape)) return false;
  const alone = e.flatMap(({ label }, i) => (label !== e[i - 1]?.label && label !== e[i + 1]?.label ? [i] : []));
  const names = (side: typeof e) => alone.flatMap((i) => side[i]?.form.names ?? []);
  return pairs.join(names(e), names(a));
}

/** JSON whose objects keyed by ids have their entries ordered by what they hold; undefined where the text is none. */
function orderedJson(text: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return typeof value === 'object' ? JSON.stringify(ordered(value), null, 1) : undefined;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const);
  const byId = entries.length > 1 && entries.some(([key]) => /^[0-9a-f]{64}$|^[a-z0-9]{25}$/.test(key));
  const shape = ([, inner]: readonly [string, unknown]) => formOf(JSON.stringify(inner)).shape;
  return Object.fromEntries(byId ? entries.sort((x, y) => (shape(x) < shape(y) ? -1 : 1)) : entries);
}

const withoutEphemeral = (end = ''): string =>
  end.replace(/:(\d+)$/, (whole, port: string) => (Number(port) >= 32768 ? ':<port>' : whole));

/** What kind of packet a frame shows; undefined for segments that follow a connection's opening. */
function kindOf(info: string): string | undefined {
  if (info.startsWith('Flags [S]')) return 'SYN';
  if (info.startsWith('Flags [S.]')) return 'SYN-ACK';
  if (info.startsWith('Flags [R')) return 'RST';
  if (info.startsWith('Flags')) return undefined;
  if (info.includes('ICMP')) return info;
  if (info.includes('?')) return 'QUERY';
  return info.includes('VXLAN') ? 'VXLAN' : 'UDP';
}

/** The ways of a trace: each device that each kind of packet is seen on, once. */
function ways(frames: readonly FrameLine[] = []): string[] {
  const lines = frames.flatMap(({ ns, dev, dir, mac, src, dst, info }) => {
    const kind = kindOf(info);
    const seen = dir === 'Out' ? 'out' : 'in';
    return kind === undefined
      ? []
      : [`${kind} ${ns} ${dev} ${seen} ${mac} ${withoutEphemeral(src)} > ${withoutEphemeral(dst)}`];
  });
  return [...new Set(lines)];
}

export type Part = 'exit' | 'stdout' | 'stderr' | 'way';

export interface Difference {
  readonly part: Part;
  readonly expected: string;
  readonly actual: string;
}

export interface ComparedStep {
  readonly place: string;
  readonly command: string;
  readonly differences: readonly Difference[];
}

/** Compares two recordings of one scenario step by step; a step without differences is equal. */
export function compare(expected: Recording, actual: Recording): ComparedStep[] {
  const pairs = new Pairs();
  return expected.steps.map((step, i) => {
    const other = actual.steps[i];
    const differences = other
      ? differencesOf(pairs, step, other)
      : [{ part: 'exit' as const, expected: String(step.exit), actual: 'nothing' }];
    return { place: step.place, command: step.command, differences };
  });
}

function differencesOf(pairs: Pairs, expected: RecordedStep, actual: RecordedStep): Difference[] {
  const found: Difference[] = [];
  const check = (part: Part, equal: boolean, e: string, a: string) => {
    if (!equal) found.push({ part, expected: e, actual: a });
  };
  check('exit', expected.exit === actual.exit, String(expected.exit), String(actual.exit));
  check('stdout', equalText(pairs, expected.stdout, actual.stdout), expected.stdout, actual.stdout);
  check('stderr', equalText(pairs, expected.stderr, actual.stderr), expected.stderr, actual.stderr);
  if (expected.frames) {
    const [e, a] = [ways(expected.frames), ways(actual.frames)];
    check('way', equalLines(pairs, e, a), e.join('\n'), a.join('\n'));
  }
  return found;
}
