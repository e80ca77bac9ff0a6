/** `docker export` (docker/cli cli/command/container/export.go). */
import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const exporting = defineCommand({
  use: 'export [OPTIONS] CONTAINER',
  short: "Export a container's filesystem as a tar archive",
  ways: ['docker container export', 'docker export'],
  flags: [{ name: 'output', short: 'o', type: 'string', usage: 'Write to a file, instead of STDOUT' }],
  arity: { exactly: 1 },
  completes: ['container'],
  run: later(async () => (await import('./export-run.ts')).runExporting),
});
