import { family, type Family, type Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import type { Grammar, Option, Value } from '../../tool/grammar.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { FAILURES, lookupHost, numericHost } from '../names/resolve.ts';

export type Method = 'udp' | 'icmp' | 'tcp';

/** What a call of traceroute asks for. */
export interface Options {
  readonly host: string;
  readonly ip: Ip;
  readonly method: Method;
  readonly first: number;
  readonly most: number;
  readonly queries: number;
  /** Probes under way at a time. */
  readonly simultaneous: number;
  /** Seconds, and how many times longer than the same hop, and than a later one, an answer may take. */
  readonly wait: readonly [most: number, here: number, near: number];
  /** Seconds between probes. */
  readonly interval: number;
  readonly numeric: boolean;
  readonly port: number | undefined;
  /** The port stays the same for all probes. */
  readonly fixedPort: boolean;
  /** Octets of a whole packet. */
  readonly length: number;
  readonly dontFragment: boolean;
  /** Packets get smaller as the path turns out to be narrower. */
  readonly discoverMtu: boolean;
  /** Tells of answers that came another number of hops. */
  readonly back: boolean;
  readonly source: string | undefined;
  readonly device: string | undefined;
}

/** Ends traceroute with a complaint. */
const fail = (complaint: string): ToolError => new ToolError(`${complaint}\n`, 2);

interface Definition {
  readonly letter?: string;
  readonly long?: string;
  /** How the help names its argument. */
  readonly argument?: string;
  /** What the argument is, if not a number. */
  readonly value?: Value;
}

const DEFINITIONS: readonly Definition[] = [
  { letter: '4' },
  { letter: '6' },
  { letter: 'd', long: 'debug' },
  { letter: 'F', long: 'dont-fragment' },
  { letter: 'f', long: 'first', argument: 'first_ttl' },
  { letter: 'g', long: 'gateway', argument: 'gate,...', value: 'text' },
  { letter: 'I', long: 'icmp' },
  { letter: 'T', long: 'tcp' },
  { letter: 'i', long: 'interface', argument: 'device', value: 'interface' },
  { letter: 'm', long: 'max-hops', argument: 'max_ttl' },
  { letter: 'N', long: 'sim-queries', argument: 'squeries' },
  { letter: 'n' },
  { letter: 'p', long: 'port', argument: 'port' },
  { letter: 't', long: 'tos', argument: 'tos' },
  { letter: 'l', long: 'flowlabel', argument: 'flow_label' },
  { letter: 'w', long: 'wait', argument: 'MAX,HERE,NEAR', value: 'text' },
  { letter: 'q', long: 'queries', argument: 'nqueries' },
  { letter: 'r' },
  { letter: 's', long: 'source', argument: 'src_addr', value: 'address' },
  { letter: 'z', long: 'sendwait', argument: 'sendwait' },
  { letter: 'e', long: 'extensions' },
  { letter: 'A', long: 'as-path-lookups' },
  { letter: 'M', long: 'module', argument: 'name', value: ['icmp', 'tcp', 'udp'] },
  { letter: 'O', long: 'options', argument: 'OPTS,...', value: 'text' },
  { long: 'sport', argument: 'num' },
  { long: 'fwmark', argument: 'num' },
  { letter: 'U', long: 'udp' },
  { letter: 'D', long: 'dccp' },
  { letter: 'P', long: 'protocol', argument: 'prot' },
  { long: 'mtu' },
  { long: 'back' },
  { letter: 'V', long: 'version' },
  { long: 'help' },
];

const optionOf = ({ letter, long, argument, value = 'number' }: Definition): Option => ({
  names: [...(letter === undefined ? [] : [`-${letter}`]), ...(long === undefined ? [] : [`--${long}`])],
  value: argument === undefined ? undefined : value,
  optional: false,
});

export const GRAMMAR: Grammar = {
  options: DEFINITIONS.map(optionOf),
  usual: '-4 -6 -I -T -n -i -m -p -q -s -w',
  operands: ['end'],
};

interface Given {
  readonly definition: Definition;
  readonly value: string;
  /** As it was written, and where its value stands. */
  readonly written: string;
  readonly position: number;
}

interface Words {
  readonly given: readonly Given[];
  readonly operands: readonly { readonly text: string; readonly position: number }[];
}

/** Reads the words as traceroute's own parser does (libsupp/clif.c). Throws ToolError. */
export function readWords(args: readonly string[]): Words {
  const given: Given[] = [];
  const operands: { text: string; position: number }[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const word = args[i] as string;
    const position = i + 1;
    const take = (definition: Definition | undefined, written: string, attached: string | undefined): void => {
      if (!definition) throw fail(`Bad option \`${written}' (argc ${position})`);
      if (definition.argument === undefined) {
        given.push({ definition, value: '', written, position });
        return;
      }
      const next = attached === undefined ? args[i + 1] : attached;
      if (next === undefined)
        throw fail(
          `Option \`${written}' (argc ${position}) requires an argument: \`${written} ${definition.argument}'`,
        );
      if (attached === undefined) i += 1;
      given.push({ definition, value: next, written, position: i + 1 });
    };
    if (word.startsWith('--') && word.length > 2) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      const definition = DEFINITIONS.find(({ long }) => long === name);
      take(definition, `--${name}`, equals < 0 ? undefined : word.slice(equals + 1));
    } else if (word.startsWith('-') && word.length > 1) letters(word, take);
    else operands.push({ text: word, position });
  }
  return { given, operands };
}

/** A word of option letters; the first may have its argument attached. */
function letters(
  word: string,
  take: (definition: Definition | undefined, written: string, attached: string | undefined) => void,
): void {
  for (let at = 1; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const definition = DEFINITIONS.find((one) => one.letter === letter);
    const rest = word.slice(at + 1);
    if (definition?.argument !== undefined) {
      if (rest !== '' && at > 1) {
        const written = `-${letter}`;
        throw fail(`Option \`${written}' (argc 1) requires an argument: \`${written} ${definition.argument}'`);
      }
      return take(definition, `-${letter}`, rest === '' ? undefined : rest);
    }
    take(definition, `-${letter}`, undefined);
  }
}

const HEADERS = { 4: 28, 6: 48 } as const;
const PAYLOAD = 32;
const MOST_QUERIES = 10;
const MOST_HOPS = 255;
const SIMULTANEOUS = 16;
/** The longest packet, and where the MTU of the path is looked for. */
const LARGEST = 65000;

const WHOLE = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

/** The port of a method whose port does not count up. */
const PORTS: Readonly<Record<Method, number>> = { udp: 53, icmp: 0, tcp: 80 };

/** What the words ask for; the host's name is looked up. Throws ToolError. */
export function readOptions(call: Call, { given, operands }: Words): Options {
  const last = (letter: string): Given | undefined =>
    given.findLast(({ definition }) => definition.letter === letter || definition.long === letter);
  const has = (name: string): boolean => last(name) !== undefined;
  const number = (letter: string, otherwise: number, kind = WHOLE): number => {
    const one = last(letter);
    if (!one) return otherwise;
    if (!kind.test(one.value))
      throw fail(`Cannot handle \`${one.written}' option with arg \`${one.value}' (argc ${one.position})`);
    return Number(one.value);
  };
  const wanted = has('6') ? 6 : has('4') ? 4 : undefined;
  const wait = waitOf(last('w'));
  const [first, most, queries] = [number('f', 1), number('m', 30), number('q', 3)];
  const [host, length, extra] = operands;
  if (!host) throw fail('Specify "host" missing argument.');
  const ip = resolve(call, host, wanted);
  if (length && !/^\d+$/.test(length.text))
    throw fail(`Cannot handle "packetlen" cmdline arg \`${length.text}' on position 2 (argc ${length.position})`);
  if (length && Number(length.text) > LARGEST) throw fail(`too big packetlen ${length.text} specified`);
  if (extra) throw fail(`Extra arg \`${extra.text}' (position 3, argc ${extra.position})`);
  if (first < 1 || first > most) throw fail('first hop out of range');
  if (most > MOST_HOPS) throw fail(`max hops cannot be more than ${MOST_HOPS}`);
  if (queries < 1 || queries > MOST_QUERIES) throw fail(`no more than ${MOST_QUERIES} probes per hop`);
  const method = methodOf(last('M')?.value, has);
  const header = HEADERS[family(ip)];
  return {
    host: host.text,
    ip,
    method,
    first,
    most,
    queries,
    simultaneous: has('mtu') ? 1 : Math.max(number('N', SIMULTANEOUS), 1),
    wait,
    interval: intervalOf(number('z', 0, DECIMAL)),
    numeric: has('n'),
    port: has('p') ? number('p', 0) & 0xffff : has('U') ? PORTS.udp : undefined,
    fixedPort: method === 'tcp' || has('U'),
    length: Math.max(length ? Number(length.text) : has('mtu') ? LARGEST : header + PAYLOAD, header),
    dontFragment: has('F') || has('mtu'),
    discoverMtu: has('mtu'),
    back: has('back'),
    source: last('s')?.value,
    device: last('i')?.value,
  };
}

/** More than ten seconds are meant as milliseconds. */
const intervalOf = (value: number): number => (value > 10 ? value / 1000 : value);

function methodOf(module: string | undefined, has: (letter: string) => boolean): Method {
  if (has('I') || module === 'icmp') return 'icmp';
  if (has('T') || module === 'tcp' || module === 'tcpconn') return 'tcp';
  if (module !== undefined && module !== 'default' && module !== 'udp')
    throw fail(`Unknown traceroute module ${module}`);
  return 'udp';
}

/** MAX,HERE,NEAR in seconds and factors; those left out keep their defaults, but MAX alone goes with both. */
function waitOf(given: Given | undefined): readonly [number, number, number] {
  const defaults = [5, 3, 10] as const;
  if (!given) return defaults;
  const parts = given.value.split(',');
  if (parts.length > 3 || parts.some((part) => !DECIMAL.test(part)))
    throw fail(`Cannot handle \`${given.written}' option with arg \`${given.value}' (argc ${given.position})`);
  const [most = 5, here = defaults[1], near = defaults[2]] = parts.map(Number);
  return [most, here, near];
}

function resolve(call: Call, { text, position }: { text: string; position: number }, wanted: Family | undefined): Ip {
  const unknown = (why: string): ToolError =>
    fail(`${text}: ${why}\nCannot handle "host" cmdline arg \`${text}' on position 1 (argc ${position})`);
  const number = numericHost(text);
  if (number !== undefined && wanted !== undefined && family(number) !== wanted)
    throw unknown('Address family for hostname not supported');
  const found = lookupHost(call, text, wanted);
  if (!found.ok) throw unknown(FAILURES[found.failure]);
  const [ip] = found.addresses;
  if (ip === undefined) throw unknown(FAILURES['no-data']);
  return ip;
}
