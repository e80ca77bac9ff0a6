/** Limits of processes (getrlimit(2)), and how each shell's `ulimit` calls them. */
import { locate } from '../world/place.ts';
import type { Limit, Place, World } from '../world/world.ts';
import { own } from '../kernel/own.ts';
import type { Voice } from './voice.ts';

type Kind = Voice['kind'];

interface Resource {
  /** As docker's `--ulimit` calls it. */
  readonly name: string;
  /** What a machine's processes start with, in octets where it is of memory or files; `NONE` where there is none. */
  readonly start: Limit;
  /** Octets in which shells count it. */
  readonly unit: number;
  readonly letter: string;
  /** Its line of `ulimit -a`: dash's, bash's with its unit, busybox's. Where one is missing that shell does not know it. */
  readonly dash?: string;
  readonly bash: readonly [title: string, unit: string];
  readonly ash?: string;
}

/** RLIM_INFINITY */
export const NONE = Number.MAX_SAFE_INTEGER;
const none: Limit = [NONE, NONE];
const same = (value: number): Limit => [value, value];
const KB = 1024;

/** In bash's order; figures are those of the machine of the recordings. */
const RESOURCES: readonly Resource[] = [
  { name: 'rttime', start: none, unit: 1, letter: 'R', bash: ['real-time non-blocking time', 'microseconds'] },
  {
    name: 'core',
    start: [0, NONE],
    unit: 512,
    letter: 'c',
    dash: 'coredump(blocks)',
    bash: ['core file size', 'blocks'],
    ash: 'core file size (blocks)',
  },
  {
    name: 'data',
    start: none,
    unit: KB,
    letter: 'd',
    dash: 'data(kbytes)',
    bash: ['data seg size', 'kbytes'],
    ash: 'data seg size (kb)',
  },
  { name: 'nice', start: same(0), unit: 1, letter: 'e', bash: ['scheduling priority', ''], ash: 'scheduling priority' },
  {
    name: 'fsize',
    start: none,
    unit: 512,
    letter: 'f',
    dash: 'file(blocks)',
    bash: ['file size', 'blocks'],
    ash: 'file size (blocks)',
  },
  {
    name: 'sigpending',
    start: same(96_362),
    unit: 1,
    letter: 'i',
    bash: ['pending signals', ''],
    ash: 'pending signals',
  },
  {
    name: 'memlock',
    start: same(8192 * KB),
    unit: KB,
    letter: 'l',
    dash: 'locked memory(kbytes)',
    bash: ['max locked memory', 'kbytes'],
    ash: 'max locked memory (kb)',
  },
  {
    name: 'rss',
    start: none,
    unit: KB,
    letter: 'm',
    dash: 'memory(kbytes)',
    bash: ['max memory size', 'kbytes'],
    ash: 'max memory size (kb)',
  },
  {
    name: 'nofile',
    start: same(20_000),
    unit: 1,
    letter: 'n',
    dash: 'nofiles',
    bash: ['open files', ''],
    ash: 'open files',
  },
  { name: 'pipe', start: same(8 * 512), unit: 512, letter: 'p', bash: ['pipe size', '512 bytes'] },
  {
    name: 'msgqueue',
    start: same(819_200),
    unit: 1,
    letter: 'q',
    bash: ['POSIX message queues', 'bytes'],
    ash: 'POSIX message queues (bytes)',
  },
  {
    name: 'rtprio',
    start: same(0),
    unit: 1,
    letter: 'r',
    dash: 'rtprio',
    bash: ['real-time priority', ''],
    ash: 'real-time priority',
  },
  {
    name: 'stack',
    start: [8192 * KB, NONE],
    unit: KB,
    letter: 's',
    dash: 'stack(kbytes)',
    bash: ['stack size', 'kbytes'],
    ash: 'stack size (kb)',
  },
  {
    name: 'cpu',
    start: none,
    unit: 1,
    letter: 't',
    dash: 'time(seconds)',
    bash: ['cpu time', 'seconds'],
    ash: 'cpu time (seconds)',
  },
  {
    name: 'nproc',
    start: same(96_362),
    unit: 1,
    letter: 'u',
    dash: 'process',
    bash: ['max user processes', ''],
    ash: 'max user processes',
  },
  {
    name: 'as',
    start: none,
    unit: KB,
    letter: 'v',
    dash: 'vmemory(kbytes)',
    bash: ['virtual memory', 'kbytes'],
    ash: 'virtual memory (kb)',
  },
  { name: 'locks', start: none, unit: 1, letter: 'x', dash: 'locks', bash: ['file locks', ''], ash: 'file locks' },
];

/** dash has letters of its own for some, and an order of its own (dash: miscbltin.c). */
const DASH_LETTERS: Readonly<Record<string, string>> = { nproc: 'p', locks: 'w' };
const DASH_ORDER = 'cpu fsize data stack core rss memlock nproc nofile as locks rtprio'.split(' ');

const letterIn = (kind: Kind, { name, letter }: Resource): string =>
  (kind === 'dash' ? own(DASH_LETTERS, name) : undefined) ?? letter;

const knownTo = (kind: Kind): readonly Resource[] =>
  kind === 'dash'
    ? DASH_ORDER.flatMap((name) => RESOURCES.filter((resource) => resource.name === name))
    : RESOURCES.filter((resource) => kind === 'bash' || resource.ash !== undefined);

export const resourceOf = (kind: Kind, letter: string): Resource | undefined =>
  knownTo(kind).find((resource) => letterIn(kind, resource) === letter);

/** What a place's processes start with of a resource: as `docker run --ulimit` set it, else as its machine has it. */
export function limitAt(world: World, place: Place, { name, start }: Resource): Limit {
  const given = locate(world, place)?.container?.hostConfig['Ulimits'];
  const all = Array.isArray(given) ? (given as readonly { Name: string; Hard: number; Soft: number }[]) : [];
  const set = all.find((each) => each.Name === name);
  const value = (number: number): number => (number < 0 ? NONE : number);
  return set ? [value(set.Soft), value(set.Hard)] : start;
}

/** A value as a shell prints it. */
export const shown = ({ unit }: Resource, value: number): string =>
  value === NONE ? 'unlimited' : String(Math.floor(value / unit));

/** The lines of `ulimit -a`. */
export function listing(kind: Kind, valueOf: (resource: Resource) => number): string {
  const line = (resource: Resource): string => {
    const value = shown(resource, valueOf(resource));
    const letter = letterIn(kind, resource);
    if (kind === 'dash') return `${(resource.dash ?? '').padEnd(20)} ${value}`;
    if (kind === 'ash') return `${(resource.ash ?? '').padEnd(31)} (-${letter}) ${value}`;
    const [title, unit] = resource.bash;
    const note = unit === '' ? `(-${letter})` : `(${unit}, -${letter})`;
    // bash: builtins/ulimit.def, printone
    return `${title.padEnd(20)} ${`${note} `.padStart(20)}${value}`;
  };
  return knownTo(kind)
    .map((resource) => `${line(resource)}\n`)
    .join('');
}
