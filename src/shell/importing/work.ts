import { keeperOf, type Change, type Lack, type LackKind } from '../../world/imported.ts';
import type { World } from '../../world/world.ts';

/** What is told of one import, as it goes on. */
export interface Work {
  readonly world: World;
  readonly lacks: Lack[];
  readonly changes: Change[];
  readonly otherLayouts: { host: string; version: string }[];
}

export const newWork = (world: World): Work => ({ world, lacks: [], changes: [], otherLayouts: [] });

/** More is not told. */
export const MOST_TOLD = 1000;

/** Where something is: on a host, or in one of its containers. */
export interface Whereabouts {
  readonly host: string;
  readonly container?: string | undefined;
}

export function lack(
  { lacks }: Work,
  { host, container }: Whereabouts,
  kind: LackKind,
  values: Readonly<Record<string, string | number>> = {},
): void {
  if (lacks.length > MOST_TOLD) return;
  const told = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  const one: Lack = { kind, host, ...(container !== undefined && { container }), values: told };
  const text = JSON.stringify(one);
  if (lacks.some((other) => other.kind === kind && JSON.stringify(other) === text)) return;
  lacks.push(lacks.length === MOST_TOLD ? { kind: 'more', host, values: {} } : one);
}

export function changed(
  { changes }: Work,
  { host, container }: Whereabouts,
  change: Omit<Change, 'host' | 'container' | 'by'>,
) {
  const by = keeperOf(change);
  if (changes.length < MOST_TOLD)
    changes.push({ host, ...(container !== undefined && { container }), ...change, ...(by && { by }) });
}
