/** `docker compose`: all that it does is loaded when it is first called. */
import { later } from '../../tool/later.ts';
import type { Plugin } from '../cli/command.ts';

export const compose: Plugin = {
  use: 'compose',
  short: 'Docker Compose',
  plugin: true,
  run: later(async () => (await import('./compose-run.ts')).runCompose),
};
