import { newService } from '../../../engine/api.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { converge } from './converge.ts';
import type { createFlags } from './flags.table.ts';
import { serviceRequest } from './options.ts';
import type { Context } from '../cli/command.ts';
import type { FlagName } from '../cli/flags/flag.ts';

/** What the client says of an image whose digest no registry tells. */
export const UNRESOLVED = (image: string): string =>
  `image ${image} could not be accessed on a registry to record
its digest. Each node will access ${image} independently,
possibly leading to different nodes running different
versions of the image.

`;

/** `docker service create`. */
export function runCreate(context: Context<FlagName<typeof createFlags>>): number {
  const { flags, call } = context;
  const request = serviceRequest(flags, context.arguments);
  const id = order(context, (host) => newService(host, request));
  if (!flagOn(flags, 'no-resolve-image')) call.err(UNRESOLVED(request.image));
  call.out(`${id}\n`);
  converge(context, id, flagOn(flags, 'quiet'));
  return 0;
}
