import type { Bridge, Link } from '../../../kernel/link/link.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { World } from '../../../world/world.ts';
import { findLink, request, usage, type Context } from '../ip/context.ts';

/** A link by name. Bridge ends with -1 where there is none, other than ip. */
export function deviceOf(context: Context, name: string, kind: 'device' | 'bridge device' = 'device'): Link {
  const link = findLink(context, name);
  if (!link) throw usage(`Cannot find ${kind} "${name}"\n`);
  return link;
}

export const bridgesOf = (namespace: Namespace): Bridge[] =>
  Object.values(namespace.links).filter((link): link is Bridge => link.kind === 'bridge');

/** Sends a request to the kernel; where that refuses, bridge ends with -1. */
export const change = (context: Context, recipe: (world: World) => void): void => request(context, recipe, 255);
