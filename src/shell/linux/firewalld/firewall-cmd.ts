import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';
import { optionNames } from './options.ts';

/** The firewall of Red Hat's hosts, where it is installed elsewhere too. */
export const firewallCmd: Tool = {
  name: 'firewall-cmd',
  hostsOnly: true,
  grammar: {
    options: options({
      [[...optionNames(false), '-h', '-V', '-v', '-q'].join(' ')]: 'none',
      [optionNames(true).join(' ')]: 'text',
    }),
  },
  run: later(async () => (await import('./firewall-cmd-run.ts')).runFirewallCmd),
};
