import { family as familyOf, parseIp, type Ip } from '../../../../ip/address.ts';
import { parseNumber } from '../../rule/numbers.ts';
import type { Resolver } from '../../rule/resolver.ts';
import { RuleError } from '../../rule/rule-error.ts';
import type { NatChoice, NatElsewhere, NatHere, NatRange, PortRange, TableFamily } from '../../table.ts';
import { require, type ExtensionOption, type Given, type TargetExtension } from '../extension.ts';

const WITH_PORTS = ['tcp', 'udp', 'udplite', 'sctp', 'dccp', '6', '17'];

function requirePorts(protocol: string | undefined): void {
  if (protocol !== undefined && WITH_PORTS.includes(protocol)) return;
  throw new RuleError('Need TCP, UDP, SCTP or DCCP with port specification');
}

function parseAddress(text: string, family: TableFamily): Ip {
  const ip = parseIp(text);
  if (ip === undefined || familyOf(ip) !== (family === 'ip' ? 4 : 6)) throw new RuleError(`Bad IP address "${text}"`);
  return ip;
}

function parsePort(text: string, resolver: Resolver): number {
  const port = parseNumber(text) ?? resolver.port(text);
  if (port === undefined || port > 65535) throw new RuleError(`Port \`${text}' not valid`);
  return port;
}

/** The address and the port part of `address:ports`; IPv6 addresses stand in brackets before ports. */
function split(text: string, family: TableFamily): [addresses: string, ports: string | undefined] {
  if (family === 'ip') {
    const colon = text.indexOf(':');
    return colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
  }
  const bracketed = /^\[([^\]]*)\](?:-\[([^\]]*)\])?(?::(.*))?$/.exec(text);
  if (!bracketed) return [text, undefined];
  const [, from = '', to, ports] = bracketed;
  return [to === undefined ? from : `${from}-${to}`, ports];
}

/** `[address[-address]][:port[-port[/base]]]`. */
function parseRange({ value, family, protocol, resolver }: Given): NatRange {
  const [addresses, ports] = split(value, family);
  const range: NatRange = {};
  if (ports !== undefined) {
    requirePorts(protocol);
    const [span = '', base] = ports.split('/');
    const [from = '', to] = span.split('-');
    range.port = parsePort(from, resolver);
    if (to !== undefined) range.portTo = parsePort(to, resolver);
    if (range.portTo !== undefined && range.portTo < range.port) throw new RuleError(`Port range \`${to}' funky`);
    if (base !== undefined) range.portBase = parsePort(base, resolver);
  }
  const [from = '', to] = addresses.split('-');
  if (from !== '') range.address = parseAddress(from, family);
  if (to !== undefined && to !== from) range.addressTo = parseAddress(to, family);
  return range;
}

/** `80` or `80-90`, of `--to-ports`. */
function parsePortSpan(text: string, resolver: Resolver): PortRange {
  const [head = '', tail] = text.split('-');
  const from = parsePort(head, resolver);
  const to = tail === undefined ? from : parsePort(tail, resolver);
  if (to < from) throw new RuleError(`Port range \`${tail}' funky`);
  return { from, to };
}

const spanText = ({ from, to }: PortRange): string => (from === to ? String(from) : `${from}-${to}`);

function rangeText({ address, addressTo, port, portTo, portBase }: NatRange): string {
  const brackets = address?.includes(':') && port !== undefined;
  const wrap = (ip: Ip): string => (brackets ? `[${ip}]` : ip);
  const addresses =
    address === undefined ? '' : `${wrap(address)}${addressTo === undefined ? '' : `-${wrap(addressTo)}`}`;
  if (port === undefined) return addresses;
  const base = portBase === undefined ? '' : `/${portBase}`;
  return `${addresses}:${spanText({ from: port, to: portTo ?? port })}${base}`;
}

type Choice = keyof NatChoice;
const CHOICES: readonly [option: string, field: Choice][] = [
  ['random', 'random'],
  ['random-fully', 'randomFully'],
  ['persistent', 'persistent'],
];

const choiceOptions = <T extends NatChoice>(fields: readonly Choice[]): ExtensionOption<T>[] =>
  CHOICES.filter(([, field]) => fields.includes(field)).map(([name, field]) => ({
    names: [name],
    words: 0,
    take(target: NatChoice) {
      target[field] = true;
    },
  }));

const choiceWords = (target: NatChoice, dashes: string): string[] =>
  CHOICES.filter(([, field]) => target[field]).map(([name]) => `${dashes}${name}`);

function translation<K extends 'DNAT' | 'SNAT'>(
  kind: K,
  option: string,
  hooks: readonly string[],
): TargetExtension<NatElsewhere<K>> {
  return {
    tables: ['nat'],
    hooks,
    options: [
      {
        names: [option],
        words: 1,
        take(target, given) {
          target.to = parseRange(given);
        },
      },
      ...choiceOptions<NatElsewhere<K>>(['random', 'randomFully', 'persistent']),
    ],
    create: () => ({ kind, to: {} }),
    check: (_, finished) => require(kind, option, finished),
    save: (target) => [`--${option} ${rangeText(target.to)}`, ...choiceWords(target, '--')].join(' '),
    list: (target) => [`to:${rangeText(target.to)}`, ...choiceWords(target, '')].join(' '),
  };
}

function local<K extends 'MASQUERADE' | 'REDIRECT'>(
  kind: K,
  listed: string,
  hooks: readonly string[],
  choices: readonly Choice[],
): TargetExtension<NatHere<K>> {
  return {
    tables: ['nat'],
    hooks,
    options: [
      {
        names: ['to-ports'],
        words: 1,
        take(target, { value, protocol, resolver }) {
          requirePorts(protocol);
          target.ports = parsePortSpan(value, resolver);
        },
      },
      ...choiceOptions<NatHere<K>>(choices),
    ],
    create: () => ({ kind }),
    save: (target) =>
      [...(target.ports ? [`--to-ports ${spanText(target.ports)}`] : []), ...choiceWords(target, '--')].join(' '),
    list: (target) =>
      [...(target.ports ? [`${listed} ${spanText(target.ports)}`] : []), ...choiceWords(target, '')].join(' '),
  };
}

/** `-j DNAT`, libxt_NAT. */
export const dnat = translation('DNAT', 'to-destination', ['PREROUTING', 'OUTPUT']);
/** `-j SNAT`, libxt_NAT. */
export const snat = translation('SNAT', 'to-source', ['POSTROUTING', 'INPUT']);
/** `-j MASQUERADE`, libxt_NAT. */
export const masquerade = local('MASQUERADE', 'masq ports:', ['POSTROUTING'], ['random', 'randomFully']);
/** `-j REDIRECT`, libxt_NAT. */
export const redirect = local('REDIRECT', 'redir ports', ['PREROUTING', 'OUTPUT'], ['random']);
