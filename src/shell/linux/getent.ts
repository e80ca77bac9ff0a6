import type { Tool } from '../tool/tool.ts';
import { later } from '../tool/later.ts';

/** glibc's getent */
export const getent: Tool = {
  name: 'getent',
  grammar: {
    words: {
      hosts: { operands: ['end'] },
      ahosts: { operands: ['end'] },
      ahostsv4: { operands: ['end'] },
      services: {},
      protocols: {},
      networks: {},
      passwd: {},
      group: {},
    },
  },
  run: later(async () => (await import('./getent-run.ts')).runGetent),
};
