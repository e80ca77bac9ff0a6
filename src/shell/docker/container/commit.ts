import { commitContainer } from '../../../engine/api.ts';
import { nameImage } from '../../../engine/api/images.ts';
import { onDemand } from '../../tool/later.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { flagList, flagOn, flagText, isSet } from '../cli/flags/flag.ts';
import { order } from '../engine.ts';
import { readReference } from '../image/reference.ts';

const building = onDemand(() => import('../build/changes.ts'));

export const commit = defineCommand({
  use: 'commit [OPTIONS] CONTAINER [REPOSITORY[:TAG]]',
  short: "Create a new image from a container's changes",
  ways: ['docker container commit', 'docker commit'],
  flags: [
    { name: 'author', short: 'a', type: 'string', usage: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")' },
    { name: 'change', short: 'c', type: 'list', usage: 'Apply Dockerfile instruction to the created image' },
    { name: 'message', short: 'm', type: 'string', usage: 'Commit message' },
    { name: 'pause', short: 'p', type: 'bool', usage: 'Pause container during commit (default true)' },
  ],
  arity: { between: [1, 2] },
  completes: ['container'],
  run: async (context) => {
    const { flags } = context;
    const [ref = '', name = ''] = context.arguments;
    const reference = name === '' ? undefined : readReference(name);
    if (typeof reference === 'string') throw new CliError(reference);
    const { changesOf } = await building();
    const id = order(context, (host) => {
      const image = commitContainer(host, ref, {
        comment: flagText(flags, 'message'),
        author: flagText(flags, 'author'),
        pause: !isSet(flags, 'pause') || flagOn(flags, 'pause'),
        change: (settings) => changesOf(flagList(flags, 'change'), settings),
        name: (id) => {
          if (name !== '') nameImage(host, id, name);
          return name;
        },
      });
      return image.id;
    });
    context.call.out(`${id}\n`);
    return 0;
  },
});
