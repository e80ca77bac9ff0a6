import { opaqueText } from '../../../kernel/netfilter/opaque.ts';
import type { Prefix } from '../../../ip/address.ts';
import type { Names } from '../../../kernel/netfilter/extensions/extension.ts';
import { extensionOf } from '../../../kernel/netfilter/extensions/matches.ts';
import { targetExtensionOf } from '../../../kernel/netfilter/extensions/targets.ts';
import { bitsOf } from '../../../kernel/netfilter/masks.ts';
import { listedProtocol } from '../../../kernel/netfilter/rule/protocols.ts';
import type { Chain, Negatable, Rule, TableFamily, Target } from '../../../kernel/netfilter/table.ts';

/** The names that a listing without -n shows, where they are known. */
export interface ListedNames {
  readonly host: (address: string) => string | undefined;
  readonly service: (port: number, protocol: string) => string | undefined;
  readonly account: (kind: 'user' | 'group', id: number) => string | undefined;
}

/** How `iptables -L` shows things. */
export interface ListingStyle {
  readonly family: TableFamily;
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly exact: boolean;
  readonly lineNumbers: boolean;
  readonly names: ListedNames;
}

/** The two lines above a chain's rules. */
export function chainHeading(chain: Chain, references: number, style: ListingStyle): string {
  const { packets, bytes } = chain.counters;
  const counted = style.verbose ? ` ${counter(packets, 0, style)} packets, ${counter(bytes, 0, style)} bytes` : '';
  const kind = chain.policy === undefined ? `${references} references` : `policy ${chain.policy}${counted}`;
  return `Chain ${chain.name} (${kind})\n${columns(style)}\n`;
}

function columns({ verbose, exact, lineNumbers }: ListingStyle): string {
  const counters = exact ? '    pkts      bytes ' : ' pkts bytes ';
  return [
    lineNumbers ? 'num  ' : '',
    verbose ? counters : '',
    'target     prot opt ',
    verbose ? 'in     out     ' : '',
    'source               destination         ',
  ].join('');
}

/** One line of a listing. */
export function ruleLine(rule: Rule, number: number, style: ListingStyle): string {
  const { packets, bytes } = rule.counters;
  const widths = style.exact ? [8, 8] : [5, 5];
  const counted = style.verbose
    ? `${counter(packets, widths[0] ?? 0, style)} ${counter(bytes, widths[1] ?? 0, style)} `
    : '';
  const devices = style.verbose ? ` ${device(rule.in, style)} ${device(rule.out, style)} ` : '';
  return [
    style.lineNumbers ? `${String(number).padEnd(5)}` : '',
    counted,
    `${targetName(rule.target).padEnd(9)} `,
    protocol(rule, style),
    fragment(rule),
    devices,
    address(rule.source, style),
    address(rule.destination, style),
    details(rule, style),
    '\n',
  ].join('');
}

const UNITS = ['K', 'M', 'G', 'T'];

/** A count, shortened by thousands from 100000 on unless exact (xtables_print_num). */
function counter(value: number, width: number, { exact }: ListingStyle): string {
  if (exact || value <= 99_999) return String(value).padStart(width);
  let shown = Math.floor((value + 500) / 1000);
  let unit = 0;
  while (shown > 9999 && unit < UNITS.length - 1) {
    shown = Math.floor((shown + 500) / 1000);
    unit++;
  }
  return `${String(shown).padStart(width - 1)}${UNITS[unit] ?? ''}`;
}

function targetName(target: Target | undefined): string {
  if (!target) return '';
  if (target.kind === 'jump') return target.chain;
  if (target.kind === 'opaque') return target.words[0] ?? '';
  return target.kind === 'NOTRACK' ? 'CT' : target.kind;
}

function protocol(rule: Rule, { numeric }: ListingStyle): string {
  const { not = false, value = 'all' } = rule.protocol ?? {};
  return `${not ? '!' : ' '}${(numeric ? value : listedProtocol(value)).padEnd(4)} `;
}

function fragment({ fragment }: Rule): string {
  if (!fragment) return '-- ';
  return fragment.not ? '!f ' : '-f ';
}

function device(condition: Negatable<string> | undefined, { numeric }: ListingStyle): string {
  if (!condition) return (numeric ? '*' : 'any').padEnd(6);
  return `${condition.not ? '!' : ''}${condition.value}`.padEnd(6);
}

const ADDRESS_WIDTH = 20;

function address(condition: Negatable<Prefix> | undefined, style: ListingStyle): string {
  const bang = condition?.not ? '!' : ' ';
  return `${bang}${(condition ? blockName(condition.value, style) : anywhere(style)).padEnd(ADDRESS_WIDTH)}`;
}

function anywhere({ numeric, family }: ListingStyle): string {
  if (!numeric) return 'anywhere';
  return family === 'ip' ? '0.0.0.0/0' : '::/0';
}

function blockName({ address, length }: Prefix, style: ListingStyle): string {
  const zero = address === '0.0.0.0' || address === '::';
  // ip6tables looks at the address alone.
  if (zero && (length === 0 || (!style.numeric && style.family === 'ip6'))) return anywhere(style);
  const name = (style.numeric ? undefined : style.names.host(address)) ?? address;
  return length === bitsOf(style.family) ? name : `${name}/${length}`;
}

function details(rule: Rule, style: ListingStyle): string {
  const names: Names = {
    numeric: style.numeric,
    account: style.names.account,
    block: (prefix) => blockName(prefix, style),
    port: (port) => (style.numeric ? undefined : style.names.service(port, rule.protocol?.value ?? '')) ?? String(port),
  };
  const { target } = rule;
  const words = [
    ...rule.matches.map((match) =>
      match.kind === 'opaque' ? opaqueText(match) : extensionOf(match.kind).list(match, names),
    ),
    ...(target && target.kind !== 'jump' ? [targetDetails(target, names)] : []),
  ].filter((word) => word !== '');
  const gone = target?.kind === 'jump' && target.goto ? '[goto] ' : '';
  return `${gone}${words.length === 0 ? '' : ` ${words.join(' ')}`}`;
}

const targetDetails = (target: Exclude<Target, { kind: 'jump' }>, names: Names): string =>
  target.kind === 'opaque' ? target.words.slice(1).join(' ') : targetExtensionOf(target.kind).list(target, names);

/** The line that `iptables -v -A` prints of a rule it adds. */
export function addedLine(rule: Rule, style: ListingStyle): string {
  const devices = `in ${device(rule.in, style).trimEnd()} out ${device(rule.out, style).trimEnd()}`;
  const source = address(rule.source, style).trimEnd();
  const destination = address(rule.destination, style).trimEnd();
  const ends = `${source} ${rule.destination?.not ? '!' : ' '}-> ${destination.slice(1)}`;
  const what = `${targetName(rule.target)} ${protocol(rule, style).trimEnd()}`;
  return `${what} opt ${fragment(rule)}${devices} ${ends}  ${details(rule, style)}\n`;
}
