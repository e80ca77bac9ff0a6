import { formatBlock, type Prefix } from '../../../ip/address.ts';
import { own } from '../../../kernel/own.ts';
import { bitsOf } from '../../../kernel/netfilter/masks.ts';
import { listedProtocol } from '../../../kernel/netfilter/rule/protocols.ts';
import type { Match, Negatable, Rule, TableFamily } from '../../../kernel/netfilter/table.ts';
import { maskText, matchText } from '../nft/xtables/match-text.ts';
import { targetText } from '../nft/xtables/target-text.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import type { Call } from '../../tool/call.ts';
import type { Command } from './command.ts';
import { readCommand } from './read-command.ts';
import { resolverOf } from './place.ts';
import { refused, VERSION } from './words.ts';

const NOT_IMPLEMENTED = 'Translation not implemented\n';

/** xtables-translate.c */
export function runTranslate(call: Call, name: string, family: TableFamily): number {
  const words = call.argv.slice(1);
  const { warnings, command, error } = readCommand(words, family, resolverOf(call));
  for (const warning of warnings) call.err(warning);
  if (error) throw refused(name, error);
  if (!command) throw refused(name, new RuleError('no command specified'));
  if (command.name === 'version') call.out(`${name} v${VERSION}\n`);
  else translateCommand(call, command, family, words);
  return 0;
}

function translateCommand(call: Call, command: Command, family: TableFamily, words: readonly string[]): void {
  const { name, table, chain = '' } = command;
  const place = `${family} ${table}`;
  switch (name) {
    case 'append':
      return translateRules(call, command, 'add', place, family, words);
    case 'insert':
      return translateRules(call, command, 'insert', place, family, words);
    case 'new-chain':
      return call.out(`nft add chain ${place} ${chain}\n`);
    case 'delete-chain':
      return call.out(`nft delete chain ${place} ${chain}\n`);
    case 'flush':
      return call.out(chain === '' ? `nft flush table ${place}\n` : `nft flush chain ${place} ${chain}\n`);
    case 'list':
      return call.out(chain === '' ? `nft list table ${place}\n` : `nft list chain ${place} ${chain}\n`);
    default:
      call.out(`nft ${NOT_IMPLEMENTED}`);
  }
}

/** What nft has no words for stands as it was written, behind a hash. */
function translateRules(
  call: Call,
  { rules, chain = '', number }: Command,
  verb: string,
  place: string,
  family: TableFamily,
  words: readonly string[],
): void {
  const index = verb === 'insert' && number !== undefined && number > 1 ? ` index ${number}` : '';
  for (const [i, rule] of rules.entries()) {
    const text = translatedRule(rule, family, `connlimit${i}`);
    if (text === undefined) {
      call.out(`nft # ${words.join(' ')} \n`);
      continue;
    }
    const type = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
    if (rule.matches.some(({ kind }) => kind === 'connlimit'))
      call.out(`nft 'add set ${place} connlimit${i} { type ${type}; flags dynamic; }'\n`);
    call.out(`nft '${verb} rule ${place} ${chain}${index} ${text}'\n`);
  }
}

const no = (not: boolean): string => (not ? '!= ' : '');

function translatedRule(rule: Rule, family: TableFamily, counting: string): string | undefined {
  const comment = rule.matches.find((match) => match.kind === 'comment');
  const matches = rule.matches
    .filter((match) => match.kind !== 'comment')
    .map((match) =>
      match.kind === 'connlimit' ? countText(match, family, counting) : matchText(match, family, rule.protocol?.value),
    );
  const target = rule.target ? targetText(rule.target, family) : '';
  if (target === undefined || matches.includes(undefined)) return undefined;
  const device = (key: string, given: Negatable<string> | undefined): string[] =>
    given ? [`${key} ${no(given.not)}"${given.value.replace(/\+$/, '*')}"`] : [];
  const address = (key: string, given: Negatable<Prefix> | undefined): string[] =>
    given ? [`${family} ${key} ${no(given.not)}${formatBlock(given.value)}`] : [];
  return [
    ...device('iifname', rule.in),
    ...device('oifname', rule.out),
    ...(rule.fragment ? [`ip frag-off & 0x1fff ${rule.fragment.not ? '==' : '!='} 0`] : []),
    ...protocolWords(rule, family),
    ...address('saddr', rule.source),
    ...address('daddr', rule.destination),
    ...matches.map((text) => text ?? ''),
    'counter',
    target,
    ...(comment?.kind === 'comment' ? [`comment "${comment.text}"`] : []),
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** Connections are counted in a set that the translation makes for it (connlimit_xlate). */
function countText(
  { limit, upTo, mask, side }: Extract<Match, { kind: 'connlimit' }>,
  family: TableFamily,
  set: string,
): string {
  const address = `${family} ${side === 'source' ? 'saddr' : 'daddr'}`;
  const block = mask === bitsOf(family) ? address : `${address} and ${maskText(mask, family)}`;
  return `add @${set} { ${block} ct count ${upTo ? '' : 'over '}${limit} }`;
}

/** A match of the protocol's own tells it already: of IPv4 always, of IPv6 but for TCP and UDP never. */
function protocolWords({ protocol, matches }: Rule, family: TableFamily): string[] {
  if (!protocol) return [];
  const telling = matches.some(({ kind }) => kind === own(MATCH_OF, protocol.value));
  if (telling && !protocol.not && (family === 'ip' || protocol.value !== 'ipv6-icmp')) return [];
  const name = listedProtocol(protocol.value);
  return [`${family === 'ip' ? 'ip protocol' : 'meta l4proto'} ${no(protocol.not)}${name}`];
}

const MATCH_OF: Readonly<Record<string, string>> = {
  tcp: 'tcp',
  udp: 'udp',
  sctp: 'sctp',
  icmp: 'icmp',
  'ipv6-icmp': 'icmp6',
};
