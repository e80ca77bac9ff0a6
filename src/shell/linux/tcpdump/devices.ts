import { linkState } from '../../../kernel/link/carrier.ts';
import type { Link } from '../../../kernel/link/link.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';
import { OTHER_DEVICES } from './tcpdump.table.ts';

const linksAt = (call: Call): Link[] => Object.values(call.world().kernel.namespaces[namespaceId(call)]?.links ?? {});

const isRunning = (call: Call, link: Link): boolean =>
  link.up && linkState(call.world().kernel, namespaceId(call), link).carrier;

/** Devices in the order in which libpcap prefers them: those that run, by index; loopback after `any`. */
function preferred(call: Call): { readonly running: Link[]; readonly loopback: Link[]; readonly idle: Link[] } {
  const links = linksAt(call);
  const others = links.filter(({ kind }) => kind !== 'loopback');
  return {
    running: others.filter((link) => isRunning(call, link)),
    loopback: links.filter(({ kind, up }) => kind === 'loopback' && up),
    idle: links.filter((link) => (link.kind === 'loopback' ? !link.up : !isRunning(call, link))),
  };
}

/** The device of a name, or of its number in the list; the first one where none is named. */
export function deviceNamed(call: Call, name: string | undefined): Link | 'any' | undefined {
  const { running, loopback, idle } = preferred(call);
  if (name === undefined) return running[0] ?? 'any';
  if (name === 'any') return 'any';
  const listed = [...running, 'any' as const, ...loopback];
  if (/^\d+$/.test(name)) return listed[Number(name) - 1];
  return [...running, ...loopback, ...idle].find((link) => link.name === name || link.altNames?.includes(name));
}

/** `tcpdump -D` */
export function deviceList(call: Call): string {
  const { running, loopback, idle } = preferred(call);
  const lines = [
    ...running.map(({ name }) => `${name} [Up, Running, Connected]`),
    'any (Pseudo-device that captures on all interfaces) [Up, Running]',
    ...loopback.map(({ name }) => `${name} [Up, Running, Loopback]`),
    ...OTHER_DEVICES,
    ...idle.map(
      ({ name, up, kind }) => `${name} [${up ? 'Up, ' : ''}${kind === 'loopback' ? 'Loopback' : 'Disconnected'}]`,
    ),
  ];
  return lines.map((line, i) => `${i + 1}.${line}\n`).join('');
}
