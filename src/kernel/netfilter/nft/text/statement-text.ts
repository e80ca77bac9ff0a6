import type { Counters } from '../../../link/link.ts';
import type { Rule } from '../../table.ts';
import { factsOf, nameOf } from '../datatypes.ts';
import type { Log, RejectKind, Statement, Translation } from '../ruleset.ts';
import { amongText, constantText, expressionText, fieldText, typesOf, verdictText } from './expression-text.ts';
import type { TextStyle } from './style.ts';
import { durationText, octetsText } from './value-text.ts';

/** What a rule has counted, which some of its statements tell. */
export interface Kept {
  readonly counters: Counters;
  /** Octets that its quota has used up. */
  readonly used?: number | undefined;
}

const NOTHING: Kept = { counters: { packets: 0, bytes: 0 } };

/** A rule that nft made, as `nft list` prints it. */
export function nftRuleText({ nft, counters, bucket }: Rule, style: TextStyle): string {
  const kept = { counters, used: bucket?.tokens };
  const words = (nft?.statements ?? []).map((statement) => statementText(statement, style, kept));
  return [...words, ...(nft?.comment === undefined ? [] : [`comment "${nft.comment}"`])].join(' ');
}

export function statementText(statement: Statement, style: TextStyle, kept: Kept = NOTHING): string {
  switch (statement.kind) {
    case 'match':
      return matchText(statement, style);
    case 'verdict':
      return verdictText(statement.verdict);
    case 'vmap':
      return `${expressionText(statement.key, style)} vmap ${amongText(statement.among, style)}`;
    case 'counter': {
      const { packets, bytes } = kept.counters;
      return style.stateless ? 'counter' : `counter packets ${packets} bytes ${bytes}`;
    }
    case 'named-counter':
      return `counter name "${statement.name}"`;
    case 'limit': {
      const { over, rate, bytes, unit, burst } = statement;
      const shown = bytes ? octetsText(rate) : String(rate);
      const most = bytes ? (burst === 0 ? '' : ` burst ${octetsText(burst)}`) : ` burst ${burst} packets`;
      return `limit rate ${over ? 'over ' : ''}${shown}/${unit}${most}`;
    }
    case 'quota': {
      const used = !style.stateless && kept.used ? ` used ${octetsText(kept.used)}` : '';
      return `quota ${statement.over ? 'over ' : ''}${octetsText(statement.bytes)}${used}`;
    }
    case 'log':
      return logText(statement);
    case 'reject':
      return rejectText(statement.with, style);
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect':
      return translationText(statement, style);
    case 'set':
      return `${fieldText(statement.field)} set ${expressionText(statement.value, style)}`;
    case 'opaque':
      return statement.text;
    case 'notrack':
      return 'notrack';
    case 'helper':
      return `ct helper set "${statement.name}"`;
    case 'update': {
      const { operation, set, key, timeout, statements } = statement;
      const lasts = timeout === undefined ? [] : [`timeout ${durationText(timeout)}`];
      const words = [expressionText(key, style), ...lasts, ...statements.map((each) => statementText(each, style))];
      return `${operation} @${set} { ${words.join(' ')} }`;
    }
    case 'xt':
      return statement.text;
  }
}

function matchText({ left, relation, right }: Extract<Statement, { kind: 'match' }>, style: TextStyle): string {
  const among = right.kind === 'inline' || right.kind === 'reference';
  const shown = among ? amongText(right, style) : constantText(right, style);
  // Of bits a bare name asks for one of them, of all else for that value.
  const bits = typesOf(left).some((type) => factsOf(type).bits);
  const told = relation === 'in' || (relation === '==' && (among || (left.kind !== 'binary' && !bits)));
  return [expressionText(left, style), ...(told ? [] : [relation]), shown].join(' ');
}

const LEVELS = ['emerg', 'alert', 'crit', 'err', 'warn', 'notice', 'info', 'debug'];
const WARN = 4;

/** log_stmt_print, src/statement.c. */
function logText({ prefix, group, snaplen, threshold, level, flags }: Log): string {
  const tcp = [...(flags & 1 ? ['sequence'] : []), ...(flags & 2 ? ['options'] : [])];
  const named = [
    ...(tcp.length > 0 ? [`flags tcp ${tcp.join(',')}`] : []),
    ...(flags & 4 ? ['flags ip options'] : []),
    ...(flags & 8 ? ['flags skuid'] : []),
    ...(flags & 32 ? ['flags ether'] : []),
  ];
  return [
    'log',
    ...(prefix === undefined ? [] : [`prefix "${prefix}"`]),
    ...(group === undefined ? [] : [`group ${group}`]),
    ...(snaplen === undefined ? [] : [`snaplen ${snaplen}`]),
    ...(threshold === undefined ? [] : [`queue-threshold ${threshold}`]),
    ...(level === undefined || level === WARN ? [] : [`level ${LEVELS[level]}`]),
    ...((flags & 47) === 47 ? ['flags all'] : named),
  ].join(' ');
}

const ICMPX = ['no-route', 'port-unreachable', 'host-unreachable', 'admin-prohibited'];
const PORT_UNREACHABLE = { icmp: 3, icmpv6: 4, icmpx: 1 };

function rejectText({ kind, code }: RejectKind, { family, numeric }: TextStyle): string {
  if (kind === 'tcp reset') return 'reject with tcp reset';
  // What each family's refusal is when none is named.
  const usual = { ip: 'icmp', ip6: 'icmpv6', inet: 'icmpx' }[family];
  if (kind === usual && code === PORT_UNREACHABLE[kind]) return 'reject';
  return `reject with ${kind} ${numeric ? code : rejectName({ kind, code })}`;
}

/** The name of a refusal's code; its number where it has none. */
export function rejectName({ kind, code }: RejectKind): string | number {
  const name = kind === 'icmpx' ? ICMPX[code] : nameOf(kind === 'icmp' ? 'icmp_code' : 'icmpv6_code', code);
  return name ?? code;
}

function translationText({ kind, family, address, ports, flags }: Translation, style: TextStyle): string {
  const shown = address && expressionText(address, style);
  const bare = address && (address.kind === 'value' || address.kind === 'range' || address.kind === 'prefix');
  const bracketed = shown !== undefined && bare && ports && shown.includes(':') ? `[${shown}]` : shown;
  const to = `${bracketed ?? ''}${ports ? `:${expressionText(ports, style)}` : ''}`;
  const named = family !== undefined && (style.family === 'inet' || address?.kind === 'map');
  const shownFamily =
    named && (style.family === 'inet' || typesOf(address ?? { kind: 'meta', key: 'mark' }).length > 1);
  const words = [kind, ...(shownFamily ? [family] : []), ...(to === '' ? [] : ['to', to])];
  return [...words, ...(flags.length > 0 ? [flags.join(',')] : [])].join(' ');
}
