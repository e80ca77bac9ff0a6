import { later } from '../../tool/later.ts';
import { OPTIONS } from './options.ts';
import type { Tool } from '../../tool/tool.ts';

/** nft 1.1.7: shows and changes the tables of nf_tables. */
export const nft: Tool = {
  name: 'nft',
  folder: '/usr/sbin',
  grammar: {
    ...OPTIONS,
    operands: [
      ['list', 'add', 'insert', 'delete', 'flush', 'create', 'destroy', 'replace', 'rename', 'reset', 'get'],
      ['ruleset', 'tables', 'table', 'chains', 'chain', 'rule', 'set', 'map', 'element', 'sets', 'maps', 'counters'],
      ['ip', 'ip6', 'inet'],
    ],
  },
  run: later(async () => (await import('./nft-run.ts')).runNft),
};
