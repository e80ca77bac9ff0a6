/** The ports that a service publishes (docker/cli opts/swarmopts/port.go). */
import type { ServicePort } from '../../../engine/api.ts';
import { FlagValueError } from '../cli/flags/flag.ts';
import { csvFields } from '../cli/options/csv.ts';

const protocols = ['tcp', 'udp', 'sctp'] as const;

function protocolOf(text: string): ServicePort['protocol'] {
  const protocol = protocols.find((each) => each === text);
  if (!protocol) throw new FlagValueError(`invalid protocol value ${text}`);
  return protocol;
}

function numberOf(text: string, what: string): number {
  if (!/^\d+$/.test(text) || Number(text) > 65_535)
    throw new FlagValueError(
      `invalid ${what} (${text}): ${/^\d+$/.test(text) ? 'value out of range' : 'invalid syntax'}`,
    );
  return Number(text);
}

/** `8080:80/tcp`, or `mode=host,target=80,published=8080`. Throws FlagValueError. */
export function readPorts(text: string): ServicePort[] {
  return /^\w+=/.test(text) ? [longPort(text)] : shortPorts(text);
}

function longPort(text: string): ServicePort {
  const port: ServicePort = { protocol: 'tcp', target: 0, published: 0, mode: 'ingress' };
  for (const field of csvFields(text)) {
    const at = field.indexOf('=');
    if (at < 0) throw new FlagValueError(`invalid field: ${field}`);
    const key = field.slice(0, at).trim().toLowerCase();
    const value = field
      .slice(at + 1)
      .trim()
      .toLowerCase();
    if (key === 'protocol') port.protocol = protocolOf(value);
    else if (key === 'mode') {
      if (value !== 'ingress' && value !== 'host')
        throw new FlagValueError(`invalid publish mode value (${value}): must be either '"ingress"' or '"host"'`);
      port.mode = value;
    } else if (key === 'target') port.target = numberOf(value, 'target port');
    else if (key === 'published') port.published = numberOf(value, 'published port');
    else throw new FlagValueError(`invalid field key ${key}`);
  }
  if (port.target === 0) throw new FlagValueError('missing mandatory field "target"');
  return port;
}

function shortPorts(text: string): ServicePort[] {
  const [ports = '', protocol = 'tcp'] = text.split('/');
  const parts = ports.split(':');
  if (parts.length > 2) throw new FlagValueError(`Invalid ip address: ${parts.slice(0, -2).join(':')}`);
  const targets = range(parts.at(-1) ?? '', text);
  const published = parts.length === 2 ? range(parts[0] ?? '', text) : targets.map(() => 0);
  if (published.length !== targets.length)
    throw new FlagValueError(`invalid ranges specified for container and host Ports: ${parts[1]} and ${parts[0]}`);
  return targets.map((target, i) => ({
    protocol: protocolOf(protocol.toLowerCase()),
    target,
    published: published[i] ?? 0,
    mode: 'ingress' as const,
  }));
}

function range(text: string, whole: string): number[] {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (first === undefined || Number(first) > 65_535 || Number(last) > 65_535)
    throw new FlagValueError(text === '' ? `no port specified: ${whole}<empty>` : `invalid containerPort: ${text}`);
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => Number(first) + i);
}

/** A port that can be read is kept as it was written. */
export function readPublish(text: string): string {
  readPorts(text);
  return text;
}
