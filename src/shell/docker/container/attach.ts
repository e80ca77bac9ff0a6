/** `docker attach` and `docker wait`. */
import { defineCommand } from '../cli/command.ts';
import { detachKeys } from '../cli/flags/shared.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./attach-run.ts'));

export const attach = defineCommand({
  use: 'attach [OPTIONS] CONTAINER',
  short: 'Attach local standard input, output, and error streams to a running container',
  ways: ['docker container attach', 'docker attach'],
  flags: [
    detachKeys,
    { name: 'no-stdin', type: 'bool', usage: 'Do not attach STDIN' },
    {
      name: 'sig-proxy',
      type: 'bool',
      usage: 'Proxy all received signals to the process (default true)',
    },
  ],
  arity: { exactly: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).attachTo),
});

export const wait = defineCommand({
  use: 'wait CONTAINER [CONTAINER...]',
  short: 'Block until one or more containers stop, then print their exit codes',
  ways: ['docker container wait', 'docker wait'],
  flags: [],
  arity: { atLeast: 1 },
  completes: ['running container'],
  run: later(async () => (await running()).waitForAll),
});
