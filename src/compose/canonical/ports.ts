import { parseIp } from '../../ip/address.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import { ComposeError } from '../problem.ts';
import { dotted, type Way } from '../rules.ts';
import { goText, goType } from '../go.ts';
import { isList, isRecord, isWhole, type Tree, type TreeRecord } from '../tree.ts';

/** The short forms of one list together stand for at most so many ports: as many as there are. */
const MOST_PORTS = 65_536;

const refuse = (text: string): never => {
  throw new ComposeError({ text });
};

/** From the short forms of `ports` to the long one: a range becomes one entry a port (go-connections nat/nat.go). */
export function longPorts(data: Tree, way: Way, lenient: boolean): Tree {
  if (!isList(data)) return refuse(`${dotted(way)}: invalid type ${goType(data)} for port`);
  const ports: Tree[] = [];
  for (const entry of data) {
    if (isRecord(entry)) ports.push(entry);
    else if (typeof entry === 'string' || isWhole(entry)) {
      const parsed = tryShort(goText(entry), lenient);
      if (!parsed) return data;
      ports.push(...parsed);
    } else refuse(`${dotted(way)}: invalid type ${goType(entry)} for port`);
    if (ports.length > MOST_PORTS) refuse(`${dotted(way)}: more than ${MOST_PORTS} ports`);
  }
  return ports;
}

function tryShort(text: string, lenient: boolean): TreeRecord[] | undefined {
  try {
    return shortPort(text);
  } catch (error) {
    if (lenient && error instanceof ComposeError) return undefined;
    throw error;
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** `[address:][published:]target[/protocol]`. */
export function shortPort(text: string): TreeRecord[] {
  const { address, host, container } = partsOf(text);
  const [port = '', protocol = ''] = container.split('/', 2);
  const ip = addressOf(address);
  if (port === '') refuse(`No port specified: ${text}<empty>`);
  const target = rangeOf(port) ?? refuse(`Invalid containerPort: ${port}`);
  const published = host === '' ? undefined : (rangeOf(host) ?? refuse(`Invalid hostPort: ${host}`));
  const many = target.end > target.start;
  if (published && many && target.end - target.start !== published.end - published.start)
    refuse(`Invalid ranges specified for container and host Ports: ${port} and ${host}`);
  const name = (protocol || 'tcp').toLowerCase();
  if (!['tcp', 'udp', 'sctp'].includes(name)) refuse(`Invalid proto: ${protocol}`);
  const count = target.end - target.start + 1;
  return Array.from({ length: count }, (_, at) => ({
    mode: 'ingress',
    ...(ip && { host_ip: ip }),
    ...(target.start + at > 0 && { target: target.start + at }),
    ...(published && { published: publishedAt(published, at, many) }),
    protocol: name,
  })).sort((a, b) => byBytes(`${a.target ?? 0}/`, `${b.target ?? 0}/`));
}

const publishedAt = ({ start, end }: Range, at: number, many: boolean): string =>
  many || start === end ? `${start + at}` : `${start}-${end}`;

function partsOf(text: string): { address: string; host: string; container: string } {
  const parts = text.split(':');
  return {
    address: parts.slice(0, -2).join(':'),
    host: parts.at(-2) ?? '',
    container: parts.at(-1) ?? '',
  };
}

function addressOf(text: string): string {
  const problem = splittingProblem(`${text}:`);
  if (problem) refuse(`Invalid ip address ${text}: address ${text}:: ${problem}`);
  const address = text.startsWith('[') ? text.slice(1, -1) : text;
  if (address !== '' && parseIp(address) === undefined) refuse(`Invalid ip address: ${address}`);
  return address;
}

/** What Go's net.SplitHostPort says of an address with a port. */
function splittingProblem(text: string): string | undefined {
  const colon = text.lastIndexOf(':');
  const end = text.startsWith('[') ? text.indexOf(']') : -1;
  if (text.startsWith('[') && end === -1) return "missing ']' in address";
  if (end >= 0 && end + 1 !== colon)
    return text[end + 1] === ':' ? 'too many colons in address' : 'missing port in address';
  if (end === -1 && text.indexOf(':') !== colon) return 'too many colons in address';
  if (text.includes('[', end >= 0 ? 1 : 0)) return "unexpected '[' in address";
  return text.includes(']', end + 1) ? "unexpected ']' in address" : undefined;
}

function rangeOf(text: string): Range | undefined {
  const [from = '', to = from] = text.split('-');
  const start = portOf(from);
  const end = portOf(to);
  return start === undefined || end === undefined || end < start ? undefined : { start, end };
}

function portOf(text: string): number | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined;
  const port = Number(text);
  return port <= 65_535 ? port : undefined;
}
