import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** nmap: who is there, and which ports are open. Its words (`-sS`, `-Pn`) it reads itself. */
export const nmap: Tool = {
  name: 'nmap',
  probes: true,
  grammar: {
    options: options({
      '-sT -sS -sU -sn -sL -sP -Pn -n -R -F -r -6 -v -h --open --reason --help --version': 'none',
      '-p --top-ports --exclude --max-retries --host-timeout -T -g --source-port': 'text',
      '-oN -oG': 'file',
      '-e': 'interface',
    }),
    operands: ['end'],
  },
  run: later(async () => (await import('./nmap-run.ts')).runNmap),
};
