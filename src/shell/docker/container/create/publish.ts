/** Published and exposed ports as docker/cli and docker/go-connections read them. */
import type { PortBinding } from '../../../../engine/container/container.ts';
import { parseIp } from '../../../../ip/address.ts';
import { quote } from '../../cli/template/quote.ts';
import { byBytes } from '../../../../engine/by-bytes.ts';
import { OptionError } from './option-error.ts';

export interface PublishedPorts {
  readonly exposed: Record<string, Record<string, never>>;
  readonly bindings: Record<string, PortBinding[]>;
}

type Range = readonly [first: number, last: number];

const protocols = ['tcp', 'udp', 'sctp'];

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

function portNumber(text: string): number {
  if (!/^\d+$/.test(text)) return refuse(`strconv.ParseUint: parsing ${quote(text)}: invalid syntax`);
  if (Number(text) > 65_535) return refuse(`strconv.ParseUint: parsing ${quote(text)}: value out of range`);
  return Number(text);
}

/** `80` or `80-82`. Throws OptionError with strconv's reason. */
function portRange(text: string): Range {
  if (text === '') return refuse('Empty string specified for ports.');
  const [first = '', last] = text.split('-');
  if (last === undefined) return [portNumber(first), portNumber(first)];
  const range: Range = [portNumber(first), portNumber(last)];
  return range[1] < range[0] ? refuse(`Invalid range specified for the Port: ${text}`) : range;
}

/** Reads a range, or refuses with words that hide why. */
function rangeOr(text: string, problem: string): Range {
  try {
    return portRange(text);
  } catch (error) {
    if (error instanceof OptionError) return refuse(problem);
    throw error;
  }
}

/** `80/udp` as protocol and port; both empty where there is no port. */
function splitProtocol(text: string): readonly [protocol: string, port: string] {
  const [port = '', protocol] = text.split('/');
  if (port === '') return ['', ''];
  return [protocol === undefined || protocol === '' ? 'tcp' : protocol, port];
}

/** The host of `host:` in Go's net.SplitHostPort, which takes an IPv6 address in brackets only. */
function hostOf(text: string): string {
  const whole = `${text}:`;
  const fail = (why: string) => refuse(`Invalid ip address ${text}: address ${whole}: ${why}`);
  const bracket = text.startsWith('[');
  const end = whole.indexOf(']');
  if (bracket && end < 0) return fail("missing ']' in address");
  if (bracket && end !== text.length - 1)
    return fail(whole.charAt(end + 1) === ':' ? 'too many colons in address' : 'missing port in address');
  const host = bracket ? text.slice(1, -1) : text;
  if (!bracket && host.includes(':')) return fail('too many colons in address');
  if (host.includes('[')) return fail("unexpected '[' in address");
  if (host.includes(']')) return fail("unexpected ']' in address");
  return host;
}

/** The long syntax `published=8080,target=80,protocol=udp` as the short one. */
function shortSyntax(text: string): string {
  if (!text.includes('=')) return text;
  const given = new Map([['protocol', 'tcp']]);
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    if (at <= 0) refuse(`invalid publish opts format (should be name=value but got '${part}')`);
    given.set(part.slice(0, at), part.slice(at + 1));
  }
  return `${given.get('published') ?? ''}:${given.get('target') ?? ''}/${given.get('protocol') ?? ''}`;
}

function publishOne(spec: string, add: (port: string, binding: PortBinding) => void) {
  const parts = spec.split(':');
  const hostPort = parts.at(-2) ?? '';
  const [givenProtocol, port] = splitProtocol(parts.at(-1) ?? '');
  const address = hostOf(parts.slice(0, -2).join(':'));
  if (address !== '' && parseIp(address) === undefined) refuse(`Invalid ip address: ${address}`);
  if (port === '') refuse(`No port specified: ${spec}<empty>`);
  const [first, last] = rangeOr(port, `Invalid containerPort: ${port}`);
  const host = hostPort === '' ? undefined : rangeOr(hostPort, `Invalid hostPort: ${hostPort}`);
  if (host && last - first !== host[1] - host[0] && first !== last)
    refuse(`Invalid ranges specified for container and host Ports: ${port} and ${hostPort}`);
  const protocol = givenProtocol.toLowerCase();
  if (!protocols.includes(protocol)) refuse(`Invalid proto: ${givenProtocol}`);
  for (let i = 0; i <= last - first; i++) {
    const free = host && first === last && host[0] !== host[1];
    const hostText = host ? String(host[0] + i) + (free ? `-${host[1]}` : '') : '';
    add(`${first + i}/${protocol}`, { HostIp: address, HostPort: hostText });
  }
}

/** All that `-p` and `--expose` ask for, by port in bytewise order. Throws OptionError. */
export function readPorts(published: readonly string[], exposed: readonly string[]): PublishedPorts {
  const bindings: Record<string, PortBinding[]> = {};
  const ports = new Set<string>();
  for (const spec of published.map(shortSyntax))
    publishOne(spec, (port, binding) => {
      ports.add(port);
      (bindings[port] ??= []).push(binding);
    });
  for (const spec of exposed) for (const port of exposeOne(spec)) ports.add(port);
  return {
    exposed: Object.fromEntries([...ports].sort(byBytes).map((port) => [port, {}])),
    bindings: Object.fromEntries(
      Object.keys(bindings)
        .sort(byBytes)
        .map((port) => [port, bindings[port] ?? []]),
    ),
  };
}

function exposeOne(spec: string): string[] {
  if (spec.includes(':')) return refuse(`invalid port format for --expose: ${spec}`);
  const [protocol, port] = splitProtocol(spec);
  try {
    const [first, last] = portRange(port);
    return Array.from({ length: last - first + 1 }, (_, i) => `${first + i}/${protocol}`);
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    return refuse(`invalid range format for --expose: ${spec}, error: ${error.message}`);
  }
}
