import { BITS, family, formatPrefix, netmask, network, parseIp, parsePrefix } from '../../../ip/address.ts';
import { ANY, ANYWHERE, createRule, type UfwRule } from './rule.ts';
import { SyntaxProblem, UfwError } from './errors.ts';
import { PORTLESS, PROTOCOLS, portsOf, type Services } from './ports.ts';
import { isProfileName } from './profile-files.ts';

/** What a rule's words ask for. */
export interface Asked {
  readonly rule: UfwRule;
  /** Of which families it is. */
  readonly families: 'v4' | 'v6' | 'both';
  /** Where it goes: before the rule with this number, -1 for before all; 0 for after them. */
  readonly position: number;
  readonly removes: boolean;
  /** Whether a block was written with host bits. */
  readonly normalized: boolean;
}

const IPV4_ONLY = ['ipv6', 'igmp'];
const NUMERIC = /^\d([0-9,:]*\d+)*$/;
const MOST_WORDS = 13;

/** `allow 22/tcp`, `insert 1 deny from 10.0.0.1`: the words of a rule (UFWCommandRule.parse). @throws UfwError, SyntaxProblem */
export function parseRuleWords(words: readonly string[], services: Services): Asked {
  const argv = [...words];
  const removes = argv[0] === 'delete';
  if (removes) argv.shift();
  const position = removes ? 0 : takePosition(argv);
  const action = (['allow', 'deny', 'reject', 'limit'] as const).find((each) => each === argv[0]);
  if (!action || argv.length < 2) throw new SyntaxProblem();
  const rule = createRule(action);
  const way = argv[1]?.toLowerCase();
  if (way === 'in' || way === 'out') {
    rule.direction = way;
    if (argv.length > 2 && argv[2] !== 'on') argv.splice(1, 1);
  }
  const hasInterface = argv.includes('in') || argv.includes('out');
  if (hasInterface) {
    if (!/^(in|out)$/i.test(argv[1] ?? '') || argv[2]?.toLowerCase() !== 'on')
      throw new UfwError('Invalid interface clause');
    argv.splice(2, 1);
  }
  takeLog(argv, rule, hasInterface);
  takeComment(argv, rule);
  if (argv.length < 2 || argv.length > MOST_WORDS) throw new SyntaxProblem();
  const families = argv.length === 2 ? takeShort(argv[1] ?? '', rule, services) : takeFull(argv, rule, services);
  const written = [rule.source, rule.destination];
  rule.source = blockOf(rule.source);
  rule.destination = blockOf(rule.destination);
  const normalized = rule.source !== written[0] || rule.destination !== written[1];
  return { rule, families: checked(rule, families), position, removes, normalized };
}

function takePosition(argv: string[]): number {
  if (argv[0] === 'prepend') {
    argv.shift();
    return -1;
  }
  if (argv[0] !== 'insert') return 0;
  if (argv.length < 4) throw new SyntaxProblem();
  const [, number = ''] = argv.splice(0, 2);
  if (number === '0' || number === '-1') throw new UfwError(`Cannot insert rule at position '${number}'`);
  if (!/^\d+$/.test(number)) throw new UfwError(`Insert position '${number}' is not a valid position`);
  return Number(number);
}

/** What is told of its packets: the word stands after the direction or the device. */
function takeLog(argv: string[], rule: UfwRule, hasInterface: boolean): void {
  const logAt = (at: number): UfwRule['log'] | undefined =>
    (['log', 'log-all'] as const).find((each) => argv.length > at && argv[at]?.toLowerCase() === each);
  const at = hasInterface && logAt(3) !== undefined ? 3 : 1;
  const log = argv.length > 2 ? logAt(at) : undefined;
  if (log !== undefined) {
    rule.log = log;
    argv.splice(at, 1);
  }
  for (const word of ['log', 'log-all'])
    if (argv.includes(word)) throw new UfwError(`Option '${word}' not allowed here`);
}

function takeComment(argv: string[], rule: UfwRule): void {
  const at = argv.indexOf('comment');
  if (at < 0) return;
  const [, text] = argv.splice(at, 2);
  if (text === undefined) throw new UfwError("Option 'comment' missing required argument");
  if (text.includes("'")) throw new SyntaxProblem();
  rule.comment = text;
}

/** A port, a port with a protocol, the name of a service, or that of a profile. */
function takeShort(word: string, rule: UfwRule, services: Services): Asked['families'] {
  if (isProfileName(word) && !services(word)) {
    rule.destinationProfile = word;
    rule.destinationPort = word;
    return 'both';
  }
  const [port = '', protocol = ANY, ...more] = word.split('/');
  if (more.length > 0) throw new UfwError('Bad port');
  if (PORTLESS.includes(protocol)) throw new UfwError(`Invalid port with protocol '${protocol}'`);
  if (protocol !== ANY && !PROTOCOLS.includes(protocol)) throw new UfwError('Bad port');
  if (!NUMERIC.test(port) && /[,:]/.test(port)) throw new UfwError('Port ranges must be numeric');
  rule.protocol = protocol;
  rule.destinationPort = portsOf(port, services, 'Bad port');
  if (!NUMERIC.test(port)) adjustProtocol(rule, [port], services);
  return 'both';
}

const KEYS = ['proto', 'from', 'to', 'port', 'app', 'in', 'out'];
const MOST: Readonly<Record<string, number>> = { to: 1, from: 1, proto: 1, port: 2, in: 1, out: 1, app: 2 };

/** `proto tcp from ADDRESS port PORT to ADDRESS port PORT`, or `app PROFILE` for a port. */
function takeFull(argv: readonly string[], rule: UfwRule, services: Services): Asked['families'] {
  if (argv.length % 2 === 0) throw new UfwError('Wrong number of arguments');
  if (!['from', 'to', 'in', 'out'].some((key) => argv.includes(key))) throw new UfwError("Need 'to' or 'from' clause");
  const count = (key: string): number => argv.filter((word) => word === key).length;
  const tooMany = Object.entries(MOST).some(([key, most]) => count(key) > most);
  if (tooMany || (count('app') > 0 && count('proto') > 0)) throw new UfwError('Improper rule syntax');
  const named: string[] = [];
  const versions: ('v4' | 'v6')[] = [];
  let end: 'source' | 'destination' | undefined;
  for (let i = 1; i < argv.length; i += 2) {
    const [key = '', value = ''] = [argv[i], argv[i + 1]];
    if (!KEYS.includes(key)) throw new UfwError(`Invalid token '${key}'`);
    switch (key) {
      case 'proto':
        if (value !== ANY && !PROTOCOLS.includes(value)) throw new UfwError(`Unsupported protocol '${value}'`);
        rule.protocol = value;
        break;
      case 'in':
        rule.interfaceIn = interfaceOf(value);
        break;
      case 'out':
        rule.interfaceOut = interfaceOf(value);
        break;
      case 'from':
      case 'to': {
        end = key === 'from' ? 'source' : 'destination';
        rule[end] = addressOf(value.toLowerCase(), end);
        if (value.toLowerCase() !== ANY) versions.push(rule[end].includes(':') ? 'v6' : 'v4');
        break;
      }
      default:
        if (end === undefined) throw new UfwError(`Need 'from' or 'to' with '${key}'`);
        if (key === 'app') rule[`${end}Profile`] = value;
        else if (!NUMERIC.test(value)) {
          if (/[,:]/.test(value)) throw new UfwError('Port ranges must be numeric');
          named.push(value);
        }
        // Where a profile is named, the port is what was said last.
        rule[`${end}Port`] =
          value === ANY || rule[`${end}Profile`] !== '' ? value : portsOf(value, services, `Bad port '${value}'`);
    }
  }
  if (named.length > 0) adjustProtocol(rule, named, services);
  if (new Set(versions).size > 1) throw new UfwError("Mixed IP versions for 'from' and 'to'");
  return versions[0] ?? 'both';
}

/** A service stands for its protocol, where it has but one. */
function adjustProtocol(rule: UfwRule, names: readonly string[], services: Services): void {
  let protocol = ANY;
  for (const name of names) {
    const { protocols } = services(name) ?? {};
    if (!protocols) throw new UfwError('Could not find protocol');
    const [only = ANY] = protocols.filter((each) => each === 'tcp' || each === 'udp');
    const of = protocols.includes('tcp') && protocols.includes('udp') ? ANY : only;
    if (protocol !== ANY && of !== ANY && of !== protocol) throw new UfwError('Protocol mismatch (from/to)');
    if (of !== ANY) protocol = of;
  }
  if (rule.protocol === ANY) rule.protocol = protocol;
  else if (protocol !== ANY && rule.protocol !== protocol)
    throw new UfwError(`Protocol mismatch with specified protocol ${rule.protocol}`);
}

/** A block with its host bits cleared. */
function blockOf(text: string): string {
  const prefix = text.includes('/') ? parsePrefix(text) : undefined;
  return prefix ? formatPrefix(network(prefix)) : text;
}

/** An address or a block. */
function addressOf(text: string, end: 'source' | 'destination'): string {
  if (text === ANY) return ANYWHERE;
  const [address = '', length, ...more] = text.split('/');
  const ip = parseIp(address);
  const whole = BITS[family(address)];
  const bits = length === undefined ? whole : lengthOf(length, whole);
  if (ip === undefined || more.length > 0 || bits === undefined) throw new UfwError(`Bad ${end} address`);
  return bits === whole ? ip : formatPrefix({ address: ip, length: bits });
}

/** The length of a prefix, given as such or of IPv4 as a mask. */
function lengthOf(text: string, whole: number): number | undefined {
  if (/^\d{1,3}$/.test(text)) return Number(text) <= whole ? Number(text) : undefined;
  const mask = whole === 32 ? parseIp(text) : undefined;
  const found = Array.from({ length: 33 }, (_, i) => i).find((bits) => netmask(bits) === mask);
  return mask === undefined ? undefined : found;
}

function interfaceOf(name: string): string {
  if (name.includes('!')) throw new UfwError("Bad interface name: reserved character: '!'");
  if (name.includes(':')) throw new UfwError("Bad interface name: can't use interface aliases");
  if (name === '.' || name === '..') throw new UfwError("Bad interface name: can't use '.' or '..'");
  if (name === '') throw new UfwError('Bad interface name: interface name is empty');
  if (name.length > 15) throw new UfwError('Bad interface name: interface name too long');
  if (!/^[a-zA-Z0-9_.+,=%@-]+$/.test(name)) throw new UfwError('Bad interface name');
  return name;
}

function checked(rule: UfwRule, families: Asked['families']): Asked['families'] {
  const only = IPV4_ONLY.includes(rule.protocol);
  if (rule.protocol !== ANY && (rule.sourceProfile !== '' || rule.destinationProfile !== ''))
    throw new UfwError(`Improper rule syntax ('${rule.protocol}' specified with app rule)`);
  if (only && families === 'v6') throw new UfwError(`Invalid IPv6 address with protocol '${rule.protocol}'`);
  if (PORTLESS.includes(rule.protocol) && (rule.destinationPort !== ANY || rule.sourcePort !== ANY))
    throw new UfwError(`Invalid port with protocol '${rule.protocol}'`);
  return only ? 'v4' : families;
}

/** `route …`: a rule for what is sent on, in which both devices may be named (UFWCommandRouteRule.parse). */
export function parseRouteWords(words: readonly string[], services: Services): Asked {
  const at = words.indexOf('delete');
  if (at >= 0 && /^-?\d+$/.test(words[at + 1] ?? ''))
    throw new UfwError("'route delete NUM' unsupported. Use 'delete NUM' instead.");
  const line = ` ${words.join(' ')} `;
  if (!/ (in|out) on | app (in|out) /.test(line) && / (in|out) /.test(line))
    throw new UfwError('Invalid interface clause for route rule');
  const both = line.includes(' in on ') && line.includes(' out on ');
  const second = words.indexOf('in') > words.indexOf('out') ? 'in' : 'out';
  const place = words.indexOf(second);
  const rest = both ? [...words.slice(0, place), ...words.slice(place + 3)] : words;
  const asked = parseRuleWords(rest, services);
  const device = both ? interfaceOf(words[place + 2] ?? '') : undefined;
  const named = device === undefined ? {} : { [second === 'in' ? 'interfaceIn' : 'interfaceOut']: device };
  return { ...asked, rule: { ...asked.rule, ...named, forward: true } };
}
