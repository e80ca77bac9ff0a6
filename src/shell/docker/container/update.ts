import { updateContainer } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { flagText, isSet } from '../cli/flags/flag.ts';
import { orderEach } from '../engine.ts';
import { restartPolicy } from './create/options.ts';
import { resourceSettings } from './create/resources.ts';
import { updateFlags } from './update.table.ts';

export const update = defineCommand({
  use: 'update [OPTIONS] CONTAINER [CONTAINER...]',
  short: 'Update configuration of one or more containers',
  ways: ['docker container update', 'docker update'],
  flags: updateFlags,
  arity: { atLeast: 1 },
  completes: ['container'],
  run: (context) => {
    if (Object.keys(context.flags.given).length === 0)
      throw new CliError('you must provide one or more flags when using this command');
    const { flags } = context;
    const changes = {
      resources: resourceSettings(flags),
      restartPolicy: isSet(flags, 'restart') ? restartPolicy(flagText(flags, 'restart')) : undefined,
    };
    const warnings: string[] = [];
    const exit = orderEach(context, (host, name) => {
      warnings.push(...updateContainer(host, name, changes).Warnings);
    });
    if (warnings.length > 0) context.call.out(`${warnings.join('\n')}\n`);
    return exit;
  },
});
