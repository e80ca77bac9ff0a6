import { KernelError, type Errno } from '../../../kernel/errno.ts';
import type { Bridge, Link } from '../../../kernel/link/link.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';

/** What a call of brctl works on. */
export interface Context {
  readonly call: Call;
  readonly id: string;
}

/** What one of brctl's commands does. Throws ToolError. */
export type Run = (brctl: Context, args: readonly string[]) => void;

/** Ends brctl with a complaint. */
export const fail = (complaint: string): ToolError => new ToolError(`${complaint}\n`, 1);

/** The namespace as it stands now. */
export const here = ({ call, id }: Context): Namespace => {
  const namespace = call.world().kernel.namespaces[id];
  if (!namespace) throw fail('');
  return namespace;
};

/** A link by name. */
export const linkOf = (context: Context, name: string): Link | undefined => linkByName(here(context), name);

/** A bridge by name. */
export function bridgeOf(context: Context, name: string): Bridge | undefined {
  const link = linkOf(context, name);
  return link?.kind === 'bridge' ? link : undefined;
}

/** Changes the kernel; its refusal is worded by `say`. */
export function change(context: Context, say: (code: Errno) => string, recipe: (world: World) => void): void {
  const { call } = context;
  if (!hasCapability(call, 'NET_ADMIN')) throw fail(say('EPERM'));
  try {
    call.update(recipe);
  } catch (error) {
    throw error instanceof KernelError ? fail(say(error.code)) : error;
  }
}
