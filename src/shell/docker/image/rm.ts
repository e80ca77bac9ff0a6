import { removeImage } from '../../../engine/api.ts';
import { defineCommand } from '../cli/command.ts';
import { flagOn, isSet } from '../cli/flags/flag.ts';
import { order, refusal } from '../engine.ts';

export const rm = defineCommand({
  use: 'rm [OPTIONS] IMAGE [IMAGE...]',
  short: 'Remove one or more images',
  ways: ['docker image rm', 'docker image remove', 'docker rmi'],
  flags: [
    { name: 'force', short: 'f', type: 'bool', usage: 'Force removal of the image' },
    { name: 'no-prune', type: 'bool', usage: 'Do not delete untagged parents' },
    {
      name: 'platform',
      type: 'strings',
      usage: 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  ],
  arity: { atLeast: 1 },
  completes: ['image'],
  run: (context) => {
    const { call, flags } = context;
    const force = flagOn(flags, 'force');
    const prune = !(isSet(flags, 'no-prune') && flagOn(flags, 'no-prune'));
    const problems: string[] = [];
    let fatal = false;
    for (const ref of context.arguments)
      try {
        for (const line of order(context, (host) => removeImage(host, ref, { force, prune })))
          call.out('Deleted' in line ? `Deleted: ${line.Deleted}\n` : `Untagged: ${line.Untagged}\n`);
      } catch (error) {
        const problem = refusal(error);
        if (!problem.includes('No such image')) fatal = true;
        problems.push(problem);
      }
    for (const problem of problems) call.err(`${problem}\n`);
    return problems.length > 0 && (!force || fatal) ? 1 : 0;
  },
});

/** `docker rmi`. */
export const rmi = { ...rm, use: 'rmi [OPTIONS] IMAGE [IMAGE...]' };
