/** `docker diff` (docker/cli cli/command/container/diff.go). */
import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const diff = defineCommand({
  use: 'diff CONTAINER',
  short: "Inspect changes to files or directories on a container's filesystem",
  ways: ['docker container diff', 'docker diff'],
  flags: [],
  arity: { exactly: 1 },
  completes: ['container'],
  run: later(async () => (await import('./diff-run.ts')).runDiff),
});
