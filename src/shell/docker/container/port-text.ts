import type { PortJson } from '../../../engine/api.ts';
import { byBytes } from '../../../engine/by-bytes.ts';

/** An address with a port; IPv6 in brackets. */
export const hostPort = (address: string, port: string | number): string =>
  address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;

const inOrder = (a: PortJson, b: PortJson): number =>
  a.PrivatePort - b.PrivatePort ||
  byBytes(a.IP ?? '', b.IP ?? '') ||
  (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
  byBytes(a.Type, b.Type);

interface Run {
  readonly address: string;
  readonly protocol: string;
  readonly first: number;
  last: number;
}

function runText({ address, protocol, first, last }: Run): string {
  const ports = first === last ? String(first) : `${first}-${last}`;
  return `${address === '' ? '' : `${hostPort(address, ports)}->`}${ports}/${protocol}`;
}

/**
 * The PORTS column of `docker ps`: neighbouring ports that keep their number are grouped to ranges and stand first,
 * in the order their groups began; then those that are mapped to another number (docker/cli formatter: DisplayablePorts).
 */
export function displayPorts(ports: readonly PortJson[]): string {
  const closed: string[] = [];
  const open = new Map<string, Run>();
  const mapped: string[] = [];
  for (const { IP = '', PrivatePort, PublicPort = 0, Type } of [...ports].sort(inOrder)) {
    if (IP !== '' && PublicPort !== PrivatePort) {
      mapped.push(`${hostPort(IP, PublicPort)}->${PrivatePort}/${Type}`);
      continue;
    }
    const key = `${IP}/${Type}`;
    const run = open.get(key);
    if (run && PrivatePort === run.last + 1) run.last = PrivatePort;
    else {
      if (run) closed.push(runText(run));
      open.set(key, { address: IP, protocol: Type, first: PrivatePort, last: PrivatePort });
    }
  }
  return [...closed, ...[...open.values()].map(runText), ...mapped].join(', ');
}
