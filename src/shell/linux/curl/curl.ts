import type { Tool } from '../../tool/tool.ts';
import { GRAMMAR } from './options.ts';
import { later } from '../../tool/later.ts';

/** curl 8, for http; what it does with https ends where TLS would begin. */
export const curl: Tool = {
  name: 'curl',
  grammar: GRAMMAR,
  run: later(async () => (await import('./curl-run.ts')).runCurl),
};
