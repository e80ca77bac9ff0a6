import type { Prefix } from '../../../../ip/address.ts';
import { encodeIp, encodeNumber, factsOf, type DataType } from '../../../../kernel/netfilter/nft/datatypes.ts';
import type { Constant, Expression, Field, Relation, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { Match, Negatable, PortRange, Rule, TableFamily, TcpFlag } from '../../../../kernel/netfilter/table.ts';
import { parseProtocol } from '../../../../kernel/netfilter/rule/protocols.ts';
import { matchText, rateOf } from './match-text.ts';
import { targetText } from './target-text.ts';

/** A rule of iptables as iptables-nft hands it to the kernel: what nf_tables can do itself as such, all else as a module of xtables (iptables/nft.c, nft-ipv4.c). */
export function statementsOf(rule: Rule, family: TableFamily): Statement[] {
  if (rule.nft) return rule.nft.statements;
  const matches = rule.matches.flatMap((match) => ofMatch(match, rule, family));
  const statements: Statement[] = [
    ...address('saddr', rule.source, family),
    ...address('daddr', rule.destination, family),
    ...device('iifname', rule.in),
    ...device('oifname', rule.out),
    ...protocolOf(rule, family, matches[0]),
    ...(rule.fragment ? [fragment(rule.fragment.not)] : []),
    ...matches,
    { kind: 'counter' },
  ];
  return [...statements, ...ofTarget(rule, family)];
}

const relationOf = (not: boolean): Relation => (not ? '!=' : '==');

function address(field: 'saddr' | 'daddr', given: Negatable<Prefix> | undefined, family: TableFamily): Statement[] {
  if (!given) return [];
  const { address: ip, length } = given.value;
  const type: DataType = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const data = encodeIp(ip);
  const whole = length === factsOf(type).octets * 8;
  const right: Constant = whole ? { kind: 'value', type, data } : { kind: 'prefix', type, data, length };
  return [match({ kind: 'payload', protocol: family, field }, relationOf(given.not), right)];
}

const match = (left: Expression, relation: Relation, right: Constant): Statement => ({
  kind: 'match',
  left,
  relation,
  right,
});

function device(key: 'iifname' | 'oifname', given: Negatable<string> | undefined): Statement[] {
  if (!given) return [];
  const right: Constant = { kind: 'value', type: 'ifname', data: given.value.replace(/\+$/, '*') };
  return [match({ kind: 'meta', key }, relationOf(given.not), right)];
}

/** The protocol is not told where the next match is of it and nf_tables' own. */
function protocolOf({ protocol }: Rule, family: TableFamily, next: Statement | undefined): Statement[] {
  if (!protocol) return [];
  const own = next?.kind === 'match' ? next.left : undefined;
  const read = own?.kind === 'binary' ? own.left : own;
  if (read?.kind === 'payload' && read.protocol === protocol.value && !protocol.not) return [];
  const number = parseProtocol(protocol.value);
  const left: Field =
    family === 'ip' ? { kind: 'payload', protocol: 'ip', field: 'protocol' } : { kind: 'meta', key: 'l4proto' };
  const right: Constant = { kind: 'value', type: 'inet_proto', data: encodeNumber(number, 'inet_proto') };
  return [match(left, relationOf(protocol.not), right)];
}

/** Whether it is a second or further fragment. */
function fragment(not: boolean): Statement {
  const left: Field = { kind: 'payload', protocol: 'ip', field: 'frag-off' };
  const masked: Expression = { kind: 'binary', operator: '&', left, right: '1fff', type: 'frag_off' };
  return match(masked, relationOf(!not), { kind: 'value', type: 'frag_off', data: '0000' });
}

function ofMatch(given: Match, rule: Rule, family: TableFamily): Statement[] {
  switch (given.kind) {
    case 'tcp':
      if (given.option) break;
      return [...flags(given.flags), ...ports('tcp', given.sourcePort, given.destinationPort)];
    case 'udp':
      return ports('udp', given.sourcePort, given.destinationPort);
    case 'mark': {
      const mark: Expression = { kind: 'meta', key: 'mark' };
      const right: Constant = { kind: 'value', type: 'mark', data: encodeNumber(given.value, 'mark') };
      const left: Expression =
        given.mask === 0xffffffff
          ? mark
          : { kind: 'binary', operator: '&', left: mark, right: encodeNumber(given.mask, 'mark'), type: 'mark' };
      return [match(left, relationOf(given.not), right)];
    }
    case 'limit': {
      const { rate, unit } = rateOf(given.period);
      return [{ kind: 'limit', over: false, rate, unit, bytes: false, burst: given.burst }];
    }
    default:
  }
  const text = matchText(given, family, rule.protocol?.value) ?? `xt match "${given.kind}"`;
  return [{ kind: 'xt', type: 'match', name: given.kind, text }];
}

function ports(
  protocol: 'tcp' | 'udp',
  source: Negatable<PortRange> | undefined,
  destination: Negatable<PortRange> | undefined,
): Statement[] {
  const one = (field: 'sport' | 'dport', given: Negatable<PortRange> | undefined): Statement[] => {
    if (!given) return [];
    const { from, to } = given.value;
    const type = 'inet_service';
    const [first, last] = [encodeNumber(from, type), encodeNumber(to, type)];
    const right: Constant =
      from === to ? { kind: 'value', type, data: first } : { kind: 'range', type, from: first, to: last };
    return [match({ kind: 'payload', protocol, field }, relationOf(given.not), right)];
  };
  return [...one('sport', source), ...one('dport', destination)];
}

const FLAGS: readonly TcpFlag[] = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];
const bits = (names: readonly TcpFlag[]): string =>
  encodeNumber(
    names.reduce((sum, name) => sum | (1 << FLAGS.indexOf(name)), 0),
    'tcp_flag',
  );

function flags(given: Extract<Match, { kind: 'tcp' }>['flags']): Statement[] {
  if (!given) return [];
  const { mask, set } = given.value;
  const left: Field = { kind: 'payload', protocol: 'tcp', field: 'flags' };
  // No bit of several is nft's own relation.
  if (set.length === 0) {
    const right: Constant = { kind: 'flags', type: 'tcp_flag', data: mask.map((name) => bits([name])) };
    return [match(left, given.not ? 'in' : '!', right)];
  }
  const masked: Expression = { kind: 'binary', operator: '&', left, right: bits(mask), type: 'tcp_flag' };
  return [match(masked, relationOf(given.not), { kind: 'value', type: 'tcp_flag', data: bits(set) })];
}

function ofTarget({ target }: Rule, family: TableFamily): Statement[] {
  if (!target) return [];
  switch (target.kind) {
    case 'ACCEPT':
      return [{ kind: 'verdict', verdict: { kind: 'accept' } }];
    case 'DROP':
      return [{ kind: 'verdict', verdict: { kind: 'drop' } }];
    case 'RETURN':
      return [{ kind: 'verdict', verdict: { kind: 'return' } }];
    case 'NFLOG': {
      const { prefix, group, size, threshold } = target;
      const told = { ...(prefix === '' ? {} : { prefix }), ...(size === undefined ? {} : { snaplen: size }) };
      return [{ kind: 'log', ...told, group, ...(threshold === undefined ? {} : { threshold }), flags: 0 }];
    }
    case 'TRACE': {
      const value: Constant = { kind: 'value', type: 'integer', data: encodeNumber(1, 'integer') };
      return [{ kind: 'set', field: { kind: 'meta', key: 'nftrace' }, value }];
    }
    case 'jump':
      return [{ kind: 'verdict', verdict: { kind: target.goto ? 'goto' : 'jump', chain: target.chain } }];
    default: {
      const text = targetText(target, family) ?? `xt target "${target.kind}"`;
      return [{ kind: 'xt', type: 'target', name: target.kind, text }];
    }
  }
}
