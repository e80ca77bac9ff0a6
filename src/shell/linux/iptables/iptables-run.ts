import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { forgetUnused } from '../../../kernel/netfilter/shared.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import type { Call } from '../../tool/call.ts';
import type { FamilyRun, Variant } from './family-tool.ts';
import type { Command, CommandName } from './command.ts';
import { readCommand } from './read-command.ts';
import { helpText } from './help.table.ts';
import { perform } from './perform.ts';
import { namesOf, namespaceOf, resolverOf } from './place.ts';
import { LEGACY_VERSION, refused, VERSION } from './words.ts';
import { performLegacy, warnOfLegacy } from './legacy.ts';

export const runTables: FamilyRun = (call, name, family, variant) => {
  const { warnings, command, error } = readCommand(call.argv.slice(1), family, resolverOf(call));
  for (const warning of warnings) call.err(warning);
  if (error) throw refused(name, error);
  return command ? execute(call, name, family, command, variant) : 1;
};

function execute(call: Call, tool: string, family: TableFamily, command: Command, variant: Variant): number {
  if (command.name === 'version') {
    call.out(`${tool} v${variant === 'legacy' ? LEGACY_VERSION : VERSION}\n`);
    return 0;
  }
  if (command.name === 'help') {
    call.out(helpText(family));
    return 0;
  }
  const work = { family, tool, names: namesOf(call), out: call.out };
  try {
    for (const part of partsOf(command)) {
      if (variant === 'legacy')
        performLegacy(call, (namespace) => perform({ ...work, namespace }, part), family, part.table);
      else if (READING.includes(part.name)) {
        warnOfLegacy(call, family, part.name === 'check' ? undefined : tool);
        perform({ ...work, namespace: namespaceOf(call, call.world()) }, part);
      } else
        call.update((world) => {
          const namespace = namespaceOf(call, world);
          perform({ ...work, namespace }, part);
          forgetUnused(namespace);
        });
    }
    return 0;
  } catch (error) {
    throw error instanceof RuleError ? refused(tool, error) : error;
  }
}

const READING: readonly CommandName[] = ['list', 'list-rules', 'check'];

/** `-L -Z` lists first; while names are asked for, nothing is changed. */
function partsOf(command: Command): Command[] {
  if (!command.zero) return [command];
  const { number: _number, ...rest } = command;
  return [
    { ...command, zero: false },
    { ...rest, name: 'zero', zero: false, verbose: 0 },
  ];
}
