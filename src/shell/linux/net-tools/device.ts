import { linkState } from '../../../kernel/link/carrier.ts';
import type { Link } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Call } from '../../tool/call.ts';
import { namespaceId } from '../names/query.ts';

/** Bits of an interface's flags (netdevice(7)) by the names and in the order of ifconfig. */
const FLAGS = {
  UP: 0x1,
  BROADCAST: 0x2,
  LOOPBACK: 0x8,
  RUNNING: 0x40,
  MULTICAST: 0x1000,
} as const;

export type Flag = keyof typeof FLAGS;

/** The namespace that a call acts in. */
export function namespaceOf(call: Call): Namespace | undefined {
  return call.world().kernel.namespaces[namespaceId(call)];
}

export function flagsOf(call: Call, namespace: Namespace, link: Link): Flag[] {
  const { operstate } = linkState(call.world().kernel, namespace.id, link);
  const loopback = link.kind === 'loopback';
  const set: Readonly<Record<Flag, boolean>> = {
    UP: link.up,
    BROADCAST: !loopback,
    LOOPBACK: loopback,
    RUNNING: link.up && (operstate === 'UP' || operstate === 'UNKNOWN'),
    MULTICAST: !loopback,
  };
  return (Object.keys(FLAGS) as Flag[]).filter((flag) => set[flag]);
}

export const flagNumber = (flags: readonly Flag[]): number => flags.reduce((sum, flag) => sum | FLAGS[flag], 0);

/** As `ifconfig -s` and `netstat -i` show them. */
export const flagLetters = (flags: readonly Flag[]): string =>
  (['BROADCAST', 'LOOPBACK', 'MULTICAST', 'RUNNING', 'UP'] as const)
    .filter((flag) => flags.includes(flag))
    .map((flag) => flag.charAt(0))
    .join('');

/** Orders names by what stands before their last number, then by that number. */
export function byName(a: string, b: string): number {
  const [headA, numberA] = parts(a);
  const [headB, numberB] = parts(b);
  return headA === headB ? numberA - numberB : headA < headB ? -1 : 1;
}

function parts(name: string): readonly [head: string, number: number] {
  const digits = /\d*$/.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - digits.length), digits === '' ? -1 : Number(digits)];
}
