import type { TcpFlags } from '../../../packet/frame.ts';
import { holds, inRange } from '../../passage.ts';
import { parseNumber } from '../../rule/numbers.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { Match, Negatable, TcpFlag, TcpFlagTest } from '../../table.ts';
import { bang, type ExtensionOption, type MatchExtension } from '../extension.ts';
import { listPorts, parsePorts, savePorts } from './ports.ts';

type Tcp = Extract<Match, { kind: 'tcp' }>;

const FLAGS: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
const SYN: TcpFlagTest = { mask: ['FIN', 'SYN', 'RST', 'ACK'], set: ['SYN'] };

/** The flags of a segment by the letters tcpdump prints. */
const SEGMENT_FLAGS: Record<TcpFlags, readonly TcpFlag[]> = {
  S: ['SYN'],
  'S.': ['SYN', 'ACK'],
  '.': ['ACK'],
  'P.': ['PSH', 'ACK'],
  'F.': ['FIN', 'ACK'],
  R: ['RST'],
  'R.': ['RST', 'ACK'],
};

function once<K extends keyof Tcp>(tcp: Tcp, field: K, option: string): void {
  if (tcp[field] !== undefined) throw new RuleError(`Only one \`--${option}' allowed`);
}

const options: ExtensionOption<Tcp>[] = [
  {
    names: ['source-port', 'sport'],
    words: 1,
    negatable: true,
    repeatable: true,
    take(tcp, given) {
      once(tcp, 'sourcePort', 'source-port');
      tcp.sourcePort = parsePorts(given);
    },
  },
  {
    names: ['destination-port', 'dport'],
    words: 1,
    negatable: true,
    repeatable: true,
    take(tcp, given) {
      once(tcp, 'destinationPort', 'destination-port');
      tcp.destinationPort = parsePorts(given);
    },
  },
  {
    names: ['syn'],
    words: 0,
    negatable: true,
    repeatable: true,
    take(tcp, { not }) {
      if (tcp.flags) throw new RuleError("Only one of `--syn' or `--tcp-flags'  allowed");
      tcp.flags = { not, value: { mask: [...SYN.mask], set: [...SYN.set] } };
    },
  },
  {
    names: ['tcp-flags'],
    words: 2,
    negatable: true,
    repeatable: true,
    take(tcp, { value, second, not }) {
      if (tcp.flags) throw new RuleError("Only one of `--syn' or `--tcp-flags'  allowed");
      tcp.flags = { not, value: { mask: parseFlags(value), set: parseFlags(second) } };
    },
  },
  {
    names: ['tcp-option'],
    words: 1,
    negatable: true,
    repeatable: true,
    take(tcp, { value, not }) {
      once(tcp, 'option', 'tcp-option');
      const number = parseNumber(value);
      if (number === undefined || number < 1 || number > 255) throw new RuleError(`Bad TCP option "${value}"`);
      tcp.option = { not, value: number };
    },
  },
];

function parseFlags(text: string): TcpFlag[] {
  const names = text.split(',').flatMap((word): readonly TcpFlag[] => {
    const name = word.toUpperCase();
    if (name === 'ALL') return FLAGS;
    if (name === 'NONE') return [];
    const flag = FLAGS.find((each) => each === name);
    if (!flag) throw new RuleError(`Unknown TCP flag \`${word}'`);
    return [flag];
  });
  return FLAGS.filter((flag) => names.includes(flag));
}

const flagText = (flags: readonly TcpFlag[]): string => (flags.length === 0 ? 'NONE' : flags.join(','));

const flagNumber = (flags: readonly TcpFlag[]): string => {
  const number = flags.reduce((sum, flag) => sum + (1 << FLAGS.indexOf(flag)), 0);
  return `0x${number.toString(16).toUpperCase().padStart(2, '0')}`;
};

function listFlags(flags: Negatable<TcpFlagTest> | undefined, numeric: boolean): string[] {
  if (!flags) return [];
  const text = numeric ? flagNumber : flagText;
  return [`flags:${flags.not ? '!' : ''}${text(flags.value.mask)}/${text(flags.value.set)}`];
}

function hasFlags(present: readonly TcpFlag[], { mask, set }: TcpFlagTest): boolean {
  return FLAGS.every((flag) => (mask.includes(flag) && present.includes(flag)) === set.includes(flag));
}

/** `-m tcp`, libxt_tcp. */
export const tcp: MatchExtension<Tcp> = {
  options,
  create: () => ({ kind: 'tcp' }),
  check(_, { given, protocol }) {
    if (given.size > 0 && protocol !== 'tcp') throw new RuleError("TCP match requires '-p tcp'");
  },
  save: ({ sourcePort, destinationPort, option, flags }) =>
    [
      ...savePorts('sport', sourcePort),
      ...savePorts('dport', destinationPort),
      ...(option ? [`${bang(option.not)}--tcp-option ${option.value}`] : []),
      ...(flags ? [`${bang(flags.not)}--tcp-flags ${flagText(flags.value.mask)} ${flagText(flags.value.set)}`] : []),
    ].join(' '),
  list: ({ sourcePort, destinationPort, option, flags }, names) =>
    [
      'tcp',
      ...listPorts('spt', sourcePort, names),
      ...listPorts('dpt', destinationPort, names),
      ...(option ? [`option=${option.not ? '!' : ''}${option.value}`] : []),
      ...listFlags(flags, names.numeric),
    ].join(' '),
  matches({ sourcePort, destinationPort, flags, option }, { packet: { transport } }) {
    return (
      transport.kind === 'tcp' &&
      holds(sourcePort, (range) => inRange(range, transport.sourcePort)) &&
      holds(destinationPort, (range) => inRange(range, transport.destinationPort)) &&
      holds(flags, (test) => hasFlags(SEGMENT_FLAGS[transport.flags], test)) &&
      holds(option, (number) => carriesOption(transport.flags, number))
    );
  },
};

/** SYN segments carry MSS (2), window scale (3) and SACK (4); all but refusals carry timestamps (8). */
function carriesOption(flags: TcpFlags, option: number): boolean {
  if (option === 8) return flags !== 'R' && flags !== 'R.';
  return (flags === 'S' || flags === 'S.') && [2, 3, 4].includes(option);
}
