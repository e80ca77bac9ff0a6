/** What `docker service create` and `update` ask for (docker/cli command/service/opts.go, cli/opts/swarmopts/port.go). */
import type { ServicePort, ServiceRequest } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagText, isSet, type FlagValues } from '../cli/flags/flag.ts';
import { FlagValueError } from '../cli/flags/flag.ts';
import { csvFields } from '../container/create/csv.ts';
import { readAttachment } from '../container/create/attachment.ts';

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

export const networkOf = (text: string): { name: string; aliases: string[] } => {
  const { target, aliases } = readAttachment(text);
  return { name: target, aliases };
};

export const pairs = (items: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    items.map((item) => {
      const at = item.indexOf('=');
      return at < 0 ? [item, ''] : [item.slice(0, at), item.slice(at + 1)];
    }),
  );

/** An image's name with its tag. */
export const tagged = (image: string): string => (/(:[^/]+|@.+)$/.test(image) ? image : `${image}:latest`);

/** Splits a command as a shell would, quotes and blanks only. */
export const commandWords = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');

/** Reads flags and arguments into what a new service shall be. Throws CliError. */
export function serviceRequest(flags: FlagValues, [image = '', ...args]: readonly string[]): ServiceRequest {
  const mode = flagText(flags, 'mode', 'replicated');
  if (!['replicated', 'global', 'replicated-job', 'global-job'].includes(mode))
    throw new CliError(`Unknown mode: ${mode}, only replicated and global supported`);
  if (mode.startsWith('global') && isSet(flags, 'replicas'))
    throw new CliError('replicas can only be used with replicated or replicated-job mode');
  return {
    name: flagText(flags, 'name'),
    labels: pairs(flagList(flags, 'label')),
    image: tagged(image),
    args,
    command: commandWords(flagText(flags, 'entrypoint')),
    env: [...flagList(flags, 'env')],
    hostname: flagText(flags, 'hostname'),
    containerLabels: pairs(flagList(flags, 'container-label')),
    mode: mode.startsWith('global') ? 'global' : 'replicated',
    replicas: flagNumber(flags, 'replicas', 1),
    constraints: flagList(flags, 'constraint').map((text) => text.replace(/\s+/g, '')),
    endpointMode: flagText(flags, 'endpoint-mode', 'vip') as ServiceRequest['endpointMode'],
    ports: flagList(flags, 'publish').flatMap(readPorts),
    networks: flagList(flags, 'network').map(networkOf),
  };
}
