import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** systemd's, for what the engine and its units have written. */
export const journalctl: Tool = {
  name: 'journalctl',
  hostsOnly: true,
  grammar: {
    options: options({
      '-u,--unit': ['docker', 'docker.socket', 'containerd'],
      '-n,--lines': { optional: 'number' },
      '-o,--output': ['short', 'cat'],
      '-e,--pager-end -x,--catalog -r,--reverse -q,--quiet -a,--all -b,--boot -k,--dmesg -f,--follow --no-pager':
        'none',
      '-S,--since -U,--until -p,--priority -g,--grep': 'text',
    }),
    usual: '-u -n -o -e -r',
  },
  run: later(async () => (await import('./journalctl-run.ts')).runJournalctl),
};
