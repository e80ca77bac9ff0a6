import { FirewallError } from './error.ts';
import { ICMP_NAMES } from './icmp.ts';
import type { RichAction, RichAddress, RichElement, RichLimit, RichLog, RichRule } from './rich.ts';
import { blockVersion, checkPort, isMac, portRange, versionOf } from './values.ts';

const ATTRIBUTES =
  'priority family address mac ipset invert value port protocol to-port to-addr name group prefix level queue-size type set burst'.split(
    ' ',
  );
const ELEMENTS = 'protocol service port icmp-block icmp-type masquerade forward-port source-port'.split(' ');
const ACTIONS = 'accept drop reject mark'.split(' ');
const LIMITED = [...ACTIONS, 'log', 'nflog', 'audit'];
const WORDS = [...ELEMENTS, ...ACTIONS, ...'rule source destination log nflog audit limit not NOT'.split(' ')];

interface Part {
  readonly word: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly not: boolean;
  readonly limit: RichLimit | undefined;
}

const invalid = (detail: string): FirewallError => new FirewallError('INVALID_RULE', detail);

/** Reads a rule. @throws FirewallError */
export function readRich(text: string): RichRule {
  const parts = partsOf(wordsOf(text));
  const rule = parts.reduce<RichRule>(withPart, { priority: 0 });
  checkRich(rule);
  return rule;
}

/** Words as a shell would part them (shlex). */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  const pattern = /\s*((?:[^\s"'\\]+|"[^"]*"|'[^']*'|\\.)+)/y;
  while (pattern.lastIndex < text.length) {
    const [, word] = pattern.exec(text) ?? [];
    if (word === undefined) break;
    words.push(
      word.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? ''),
    );
  }
  if (words.length === 0) throw invalid('empty rule');
  return words;
}

/** The words of a rule with what stands behind each: their attributes, and their limits. */
function partsOf(words: readonly string[]): Part[] {
  const parts: { word: string; attributes: Record<string, string>; not: boolean; limit?: RichLimit }[] = [];
  let limit: Record<string, string> | undefined;
  let early: RichLimit | undefined;
  const endLimit = (): void => {
    const last = parts.at(-1);
    if (limit && last && LIMITED.includes(last.word)) last.limit = readLimit(limit);
    // A limit that stands before what it is for.
    else if (limit) early = readLimit(limit);
    limit = undefined;
  };
  for (const word of words) {
    const [name = '', value, ...more] = word.split('=');
    if (value !== undefined) {
      if (more.length > 0 || name === '' || value === '') throw invalid(`internal error in _lexer(): ${word}`);
      if (!ATTRIBUTES.includes(name)) throw invalid(`bad attribute '${name}'`);
      const last = parts.at(-1);
      if (!last) throw outside(name);
      if (limit && (name === 'value' || name === 'burst')) limit[name] = value;
      else last.attributes[name] = value;
      continue;
    }
    if (!WORDS.includes(word)) throw invalid(`unknown element ${word}`);
    endLimit();
    if (parts.length === 0 && word !== 'rule') throw invalid(`'${word}' outside of rule. Use 'rule ... ${word} ...'.`);
    const last = parts.at(-1);
    if (word === 'limit') limit = {};
    else if (word === 'not' || word === 'NOT') {
      if (last) last.not = true;
    } else {
      const limits = early && LIMITED.includes(word) ? { limit: early } : {};
      parts.push({ word, attributes: {}, not: false, ...limits });
    }
  }
  endLimit();
  return parts.map((part) => ({ ...part, limit: part.limit }));
}

function outside(name: string): FirewallError {
  if (name === 'family' || name === 'priority') return invalid(`'${name}' outside of rule. Use 'rule ${name}=...'.`);
  return invalid(`'${name}' outside of any element. Use 'rule <element> ${name}= ...'.`);
}

function readLimit({ value, burst = '0' }: Readonly<Record<string, string>>): RichLimit {
  if (value === undefined) throw invalid("invalid 'limit' element");
  const [, rate = '', unit = ''] = /^(\d+)\/\s*(s|m|h|d|second|minute|hour|day)$/.exec(value) ?? [];
  if (!(Number(rate) >= 1)) throw new FirewallError('INVALID_LIMIT', value);
  if (!/^\d{1,8}$/.test(burst) || Number(burst) > 10_000_000) throw new FirewallError('INVALID_LIMIT', burst);
  return { rate: Number(rate), unit: unit.charAt(0) as RichLimit['unit'], burst: Number(burst) };
}

function withPart(rule: RichRule, part: Part): RichRule {
  const { word } = part;
  if (word === 'rule') return { ...rule, ...headOf(part) };
  if (word === 'source' || word === 'destination') {
    if (rule[word]) throw invalid(`more than one '${word}' element`);
    return { ...rule, [word]: addressOf(part) };
  }
  if (ELEMENTS.includes(word)) {
    if (rule.element)
      throw invalid(`more than one element. There cannot be both '${word}' and '${rule.element.kind}' in one rule.`);
    return { ...rule, element: elementOf(part) };
  }
  if (word === 'log' || word === 'nflog') {
    if (rule.log) throw invalid('more than one logging element');
    return { ...rule, log: logOf(part) };
  }
  if (word === 'audit') return { ...rule, audit: part.limit ? { limit: part.limit } : {} };
  if (rule.action)
    throw invalid(
      `more than one 'action' element. There cannot be both '${word}' and '${rule.action.kind}' in one rule.`,
    );
  return { ...rule, action: actionOf(part) };
}

function headOf({ attributes }: Part): Pick<RichRule, 'family' | 'priority'> {
  const { family, priority = '0', ...others } = attributes;
  const [other] = Object.keys(others);
  if (other === 'protocol')
    throw invalid(
      "wrong 'protocol' usage. Use either 'rule protocol value=...' or  'rule [forward-]port protocol=...'.",
    );
  if (other !== undefined)
    throw invalid(`attribute '${other}' outside of any element. Use 'rule <element> ${other}= ...'.`);
  if (family !== undefined && family !== 'ipv4' && family !== 'ipv6')
    throw invalid(`'family' attribute cannot have '${family}' value. Use 'ipv4' or 'ipv6' instead.`);
  if (!/^-?\d+$/.test(priority))
    throw new FirewallError('INVALID_PRIORITY', `invalid 'priority' attribute value '${priority}'.`);
  if (Math.abs(Number(priority) + 0.5) > 32_768)
    throw new FirewallError('INVALID_PRIORITY', "'priority' attribute must be between -32768 and 32767.");
  return { ...(family !== undefined && { family }), priority: Number(priority) };
}

/** Characters of a set's name (core/ipset.py: IPSET_MAXNAMELEN). */
const LONGEST_SET = 32;

function addressOf({ attributes: { address, mac, ipset, invert }, not }: Part): RichAddress {
  const negated = not || invert !== undefined;
  if (address !== undefined) return { kind: 'address', value: address, not: negated };
  if (mac !== undefined) {
    if (!isMac(mac)) throw new FirewallError('INVALID_MAC', mac);
    return { kind: 'mac', value: mac, not: negated };
  }
  if (ipset !== undefined) {
    if (ipset.length > LONGEST_SET) throw new FirewallError('INVALID_IPSET', ipset);
    return { kind: 'ipset', value: ipset, not: negated };
  }
  throw invalid('no address, mac and ipset');
}

function elementOf({ word, attributes }: Part): RichElement {
  const { name, port = '', protocol = '', value } = attributes;
  switch (word) {
    case 'masquerade':
      return { kind: 'masquerade' };
    case 'protocol':
      if (value === undefined) throw invalid("invalid 'protocol' element");
      return { kind: 'protocol', value };
    case 'port':
    case 'source-port':
      checkRichPort(port, protocol);
      return { kind: word, port, protocol };
    case 'forward-port': {
      const { 'to-port': toPort = '', 'to-addr': toAddress = '' } = attributes;
      checkRichPort(port, protocol);
      if ((toPort === '' && toAddress === '') || (toPort !== '' && !portRange(toPort)))
        throw new FirewallError('INVALID_PORT', toPort);
      return { kind: 'forward-port', port, protocol, toPort, toAddress };
    }
    default:
      if (name === undefined) throw invalid(`invalid '${word}' element`);
      return { kind: word as 'service' | 'icmp-block' | 'icmp-type', name };
  }
}

function checkRichPort(port: string, protocol: string): void {
  if (!portRange(port)) throw new FirewallError('INVALID_PORT', port);
  if (!['tcp', 'udp', 'sctp', 'dccp'].includes(protocol)) throw new FirewallError('INVALID_PROTOCOL', protocol);
}

const LEVELS = ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'];

function logOf({ word, attributes, limit }: Part): RichLog {
  const { prefix = '', level = '', group = '0', 'queue-size': threshold = '0' } = attributes;
  if (prefix.length > 127) throw new FirewallError('INVALID_LOG_PREFIX', "maximum accepted length of 'prefix' is 127.");
  if (level !== '' && !LEVELS.includes(level)) throw new FirewallError('INVALID_LOG_LEVEL', level);
  return {
    prefix,
    level,
    ...(limit && { limit }),
    ...(word === 'nflog' && { nflog: { group: Number(group) & 0xffff, threshold: Number(threshold) & 0xffff } }),
  };
}

function actionOf({ word, attributes, limit }: Part): RichAction {
  const limited = limit ? { limit } : {};
  if (word === 'reject') return { kind: 'reject', type: attributes.type ?? '', ...limited };
  if (word !== 'mark') return { kind: word as 'accept' | 'drop', ...limited };
  const { set } = attributes;
  if (set === undefined) throw new FirewallError('INVALID_MARK', 'no value set');
  if (!/^(0x[0-9a-f]{1,8}|\d{1,10})(\/(0x[0-9a-f]{1,8}|\d{1,10}))?$/i.test(set))
    throw new FirewallError('INVALID_MARK', set);
  return { kind: 'mark', set, ...limited };
}

const REJECTS: Readonly<Record<'ipv4' | 'ipv6', readonly string[]>> = {
  ipv4: 'icmp-host-prohibited host-prohib icmp-net-unreachable net-unreach icmp-host-unreachable host-unreach icmp-port-unreachable port-unreach icmp-proto-unreachable proto-unreach icmp-net-prohibited net-prohib tcp-reset tcp-rst icmp-admin-prohibited admin-prohib'.split(
    ' ',
  ),
  ipv6: 'icmp6-adm-prohibited adm-prohibited icmp6-no-route no-route icmp6-addr-unreachable addr-unreach icmp6-port-unreachable port-unreach tcp-reset'.split(
    ' ',
  ),
};

/** What does not go together (rich.py: Rich_Rule.check). */
function checkRich(rule: RichRule): void {
  const { family, priority, source, destination, element, log, audit, action } = rule;
  if (!family && (source?.kind === 'address' || destination || element?.kind === 'forward-port'))
    throw new FirewallError('MISSING_FAMILY');
  if (!element && (!log || priority === 0)) {
    if (!action) throw invalid('no element, no action');
    if (!source && !destination && priority === 0) throw invalid('no element, no source, no destination');
  }
  const decides = element && ['icmp-block', 'forward-port', 'masquerade'].includes(element.kind);
  if (!decides && !log && !audit && !action) throw invalid('no action, no log, no audit');
  for (const address of [source, destination])
    if (address?.kind === 'address' && blockVersion(address.value) !== family)
      throw new FirewallError('INVALID_ADDR', address.value);
  if (decides && action) throw invalid(`${element.kind === 'masquerade' ? 'masquerade' : element.kind} and action`);
  if (element?.kind === 'forward-port' && element.toAddress !== '' && versionOf(element.toAddress) !== family)
    throw new FirewallError('INVALID_ADDR', element.toAddress);
  if (action?.kind === 'reject' && action.type !== '') {
    if (!family) throw invalid('When using reject type you must specify also rule family.');
    if (!REJECTS[family].includes(action.type))
      throw invalid(`Wrong reject type ${action.type}.\nUse one of: ${REJECTS[family].join(', ')}.`);
  }
  checkNames(element);
}

/** @throws FirewallError where an element's name is none that firewalld knows */
function checkNames(element: RichElement | undefined): void {
  if ((element?.kind === 'icmp-block' || element?.kind === 'icmp-type') && !ICMP_NAMES.includes(element.name))
    throw new FirewallError('INVALID_ICMPTYPE', element.name);
  if (element?.kind === 'port' || element?.kind === 'source-port') checkPort(element.port, element.protocol);
}
