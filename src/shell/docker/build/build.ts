import { later } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';
import { buildFlags } from './flags.table.ts';
import { builderNotice } from './notice.ts';

export const build = defineCommand({
  use: 'build [OPTIONS] PATH | URL | -',
  short: 'Build an image from a Dockerfile',
  ways: ['docker image build', 'docker build', 'docker builder build'],
  flags: buildFlags,
  arity: { exactly: 1 },
  announces: builderNotice,
  run: later(async () => (await import('./build-run.ts')).runBuild),
});
