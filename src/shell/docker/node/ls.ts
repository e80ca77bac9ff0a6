import { defineCommand } from '../cli/command.ts';
import { later } from '../../tool/later.ts';
import { lsFlags } from './flags.table.ts';

export const ls = defineCommand({
  use: 'ls [OPTIONS]',
  short: 'List nodes in the swarm',
  ways: ['docker node ls', 'docker node list'],
  flags: lsFlags,
  arity: { exactly: 0 },
  run: later(async () => (await import('./ls-run.ts')).runLs),
});
