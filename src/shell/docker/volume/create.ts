import { createVolume } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { flagList, flagText, isSet } from '../cli/flags/flag.ts';
import { readLabel } from '../cli/options/checks.ts';
import { pairs } from '../cli/options/pairs.ts';
import { order } from '../engine.ts';
import { CLUSTER, clusterFlags } from './cluster.table.ts';

export const create = defineCommand({
  use: 'create [OPTIONS] [VOLUME]',
  short: 'Create a volume',
  flags: [
    ...clusterFlags,
    { name: 'driver', short: 'd', type: 'string', usage: 'Specify volume driver name (default "local")' },
    { name: 'label', type: 'list', usage: 'Set metadata for a volume', read: readLabel },
    { name: 'name', type: 'string', usage: 'Specify volume name', hidden: true },
    { name: 'opt', short: 'o', type: 'map', usage: 'Set driver specific options (default map[])' },
  ],
  arity: { atMost: 1 },
  completes: ['none'],
  run: (context) => {
    const { call, flags, arguments: given } = context;
    const [named] = given;
    if (named !== undefined && isSet(flags, 'name'))
      throw new CliError(
        'conflicting options: cannot specify a volume-name through both --name and as a positional arg',
      );
    const { Name } = order(context, (host) =>
      createVolume(host, {
        Name: named ?? flagText(flags, 'name'),
        Driver: flagText(flags, 'driver', 'local'),
        DriverOpts: pairs(flagList(flags, 'opt')),
        Labels: pairs(flagList(flags, 'label')),
        ...(CLUSTER.some((flag) => isSet(flags, flag)) && { Cluster: true }),
      }),
    );
    call.out(`${Name}\n`);
    return 0;
  },
});
