import { RuleError } from '../../../kernel/netfilter/rule-error.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Call, Tool } from '../../tool.ts';
import { readCommand, type Command } from './command.ts';
import { helpText } from './help.table.ts';
import { perform } from './perform.ts';
import { hostNameOf, namespaceOf } from './surroundings.ts';
import { Refusal, refuse, VERSION } from './words.ts';

/** iptables or ip6tables, 1.8.13 (nf_tables). */
export const iptables =
  (family: TableFamily): Tool =>
  (call) => {
    const tool = family === 'ip' ? 'iptables' : 'ip6tables';
    const { warnings, command, error } = readCommand(call.argv.slice(1), family);
    for (const warning of warnings) call.err(warning);
    if (error) return refuse(call, tool, error);
    return command ? execute(call, tool, family, command) : 1;
  };

function execute(call: Call, tool: string, family: TableFamily, command: Command): number {
  if (command.name === 'version') {
    call.out(`${tool} v${VERSION}\n`);
    return 0;
  }
  if (command.name === 'help') {
    call.out(helpText(family));
    return 0;
  }
  const work = { family, tool, hostName: hostNameOf, out: call.out };
  try {
    if (isReading(command)) perform({ ...work, namespace: namespaceOf(call, call.world()) }, command);
    else call.update((world) => perform({ ...work, namespace: namespaceOf(call, world) }, command));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RuleError) return refuse(call, tool, refusal);
    if (!(refusal instanceof Refusal)) throw refusal;
    call.err(refusal.message);
    return refusal.exit;
  }
}

const isReading = ({ name, zero }: Command): boolean =>
  !zero && (name === 'list' || name === 'list-rules' || name === 'check');
