/** `docker context …` (docker/cli cli/command/context). */
import { absent, defineCommand } from '../cli/command.ts';
import type { Group } from '../cli/command.ts';
import { inspectFormat, listFormat } from '../cli/flags/shared.table.ts';
import { later, onDemand } from '../../tool/later.ts';

const running = onDemand(() => import('./commands-run.ts'));

const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List contexts',
  ways: ['docker context ls', 'docker context list'],
  flags: [listFormat, { name: 'quiet', short: 'q', type: 'bool', usage: 'Only show context names' }],
  arity: { exactly: 0 },
  run: later(async () => (await running()).runLs),
});

const show = defineCommand({
  use: 'show',
  short: 'Print the name of the current context',
  flags: [],
  arity: { exactly: 0 },
  run: later(async () => (await running()).runShow),
});

const use = defineCommand({
  use: 'use CONTEXT',
  short: 'Set the current docker context',
  flags: [],
  arity: { exactly: 1 },
  run: later(async () => (await running()).runUse),
});

const create = defineCommand({
  use: 'create [OPTIONS] CONTEXT',
  short: 'Create a context',
  flags: [
    { name: 'description', type: 'string', usage: 'Description of the context' },
    { name: 'docker', type: 'map', usage: 'set the docker endpoint (default [])' },
    { name: 'from', type: 'string', usage: 'create context from a named context' },
  ],
  arity: { exactly: 1 },
  run: later(async () => (await running()).runCreate),
});

const rm = defineCommand({
  use: 'rm CONTEXT [CONTEXT...]',
  short: 'Remove one or more contexts',
  ways: ['docker context rm', 'docker context remove'],
  flags: [{ name: 'force', short: 'f', type: 'bool', usage: 'Force the removal of a context in use' }],
  arity: { atLeast: 1 },
  run: later(async () => (await running()).runRm),
});

const inspect = defineCommand({
  use: 'inspect [OPTIONS] [CONTEXT] [CONTEXT...]',
  short: 'Display detailed information on one or more contexts',
  flags: [inspectFormat],
  arity: { atLeast: 0 },
  run: later(async () => (await running()).runInspect),
});

export const context: Group = {
  use: 'context COMMAND',
  short: 'Manage contexts',
  commands: [
    create,
    absent('export', 'Export a context to a tar archive FILE or a tar stream on STDOUT.'),
    absent('import', 'Import a context from a tar or zip file'),
    inspect,
    ls,
    rm,
    show,
    absent('update', 'Update a context'),
    use,
  ],
};
