/** `docker cp` (docker/cli cli/command/container/cp.go, moby pkg/archive/copy.go). */
import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';

export const cp = defineCommand({
  use: 'cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH',
  short: 'Copy files/folders between a container and the local filesystem',
  long: `Copy files/folders between a container and the local filesystem

Use '-' as the source to read a tar archive from stdin
and extract it to a directory destination in a container.
Use '-' as the destination to stream a tar archive of a
container source to stdout.`,
  ways: ['docker container cp', 'docker cp'],
  flags: [
    { name: 'archive', short: 'a', type: 'bool', usage: 'Archive mode (copy all uid/gid information)' },
    { name: 'follow-link', short: 'L', type: 'bool', usage: 'Always follow symbol link in SRC_PATH' },
    {
      name: 'quiet',
      short: 'q',
      type: 'bool',
      usage: `Suppress progress output during copy. Progress
output is automatically suppressed if no terminal
is attached`,
    },
  ],
  arity: { exactly: 2 },
  completes: ['container', 'container'],
  run: later(async () => (await import('./cp-run.ts')).runCp),
});
