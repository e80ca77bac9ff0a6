import { nameImage } from '../../../engine/api/images.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import { order } from '../engine.ts';
import { readReference } from './reference.ts';

export const tag = defineCommand({
  use: 'tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
  short: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
  ways: ['docker image tag', 'docker tag'],
  flags: [],
  arity: { exactly: 2 },
  completes: ['image'],
  run: (context) => {
    const [source = '', target = ''] = context.arguments;
    const reference = readReference(target);
    if (typeof reference === 'string')
      throw new CliError(
        `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${reference}`,
      );
    order(context, (host) => nameImage(host, source, target));
    return 0;
  },
});
