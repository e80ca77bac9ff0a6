import { newService } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagOn, withReaders } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { converge } from './converge.ts';
import { createFlags } from './flags.table.ts';
import { serviceRequest } from './options.ts';
import { readPublish } from './ports.ts';

/** What the client says of an image whose digest no registry tells. */
export const UNRESOLVED = (image: string): string =>
  `image ${image} could not be accessed on a registry to record
its digest. Each node will access ${image} independently,
possibly leading to different nodes running different
versions of the image.

`;

export const create = defineCommand({
  use: 'create [OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new service',
  flags: withReaders(createFlags, { publish: readPublish }),
  arity: { atLeast: 1 },
  stopsAtArgument: true,
  run: (context) => {
    const { flags, call } = context;
    const request = serviceRequest(flags, context.arguments);
    const id = order(context, (host) => newService(host, request));
    if (!flagOn(flags, 'no-resolve-image')) call.err(UNRESOLVED(request.image));
    call.out(`${id}\n`);
    converge(context, id, flagOn(flags, 'quiet'));
    return 0;
  },
});
