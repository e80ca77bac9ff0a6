import { defineCommand } from '../cli/command.ts';
import type { Flag } from '../cli/flags/flag.ts';
import { detachKeys } from '../cli/flags/shared.table.ts';
import { readEnv } from '../cli/options/checks.ts';
import { later } from '../../tool/later.ts';

export const execFlags = [
  { name: 'detach', short: 'd', type: 'bool', usage: 'Detached mode: run command in the background' },
  detachKeys,
  { name: 'env', short: 'e', type: 'list', usage: 'Set environment variables', read: readEnv },
  { name: 'env-file', type: 'list', usage: 'Read in a file of environment variables' },
  { name: 'interactive', short: 'i', type: 'bool', usage: 'Keep STDIN open even if not attached' },
  { name: 'privileged', type: 'bool', usage: 'Give extended privileges to the command' },
  { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a pseudo-TTY' },
  { name: 'user', short: 'u', type: 'string', usage: 'Username or UID (format: "<name|uid>[:<group|gid>]")' },
  { name: 'workdir', short: 'w', type: 'string', usage: 'Working directory inside the container' },
] as const satisfies readonly Flag[];

export const exec = defineCommand({
  use: 'exec [OPTIONS] CONTAINER COMMAND [ARG...]',
  short: 'Execute a command in a running container',
  ways: ['docker container exec', 'docker exec'],
  flags: execFlags,
  arity: { atLeast: 2 },
  stopsAtArgument: true,
  completes: ['running container', 'command'],
  run: later(async () => (await import('./exec-run.ts')).runExec),
});
