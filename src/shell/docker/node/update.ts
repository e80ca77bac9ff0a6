/** `docker node update`, `promote` and `demote`. */
import { inspectNode, updateNode } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Command } from '../cli/command.ts';
import { flagList, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagValues } from '../cli/flags/flag.ts';
import { pairs } from '../cli/options/pairs.ts';
import { forEach, order, ask } from '../engine.ts';
import { availabilityOf } from './availability.ts';
import { updateFlags } from './flags.table.ts';

type Role = 'manager' | 'worker';

const changesRole = (role: Role, word: string, said: (node: string) => string): Command => ({
  use: `${word} NODE [NODE...]`,
  short:
    role === 'manager'
      ? 'Promote one or more nodes to manager in the swarm'
      : 'Demote one or more nodes from manager in the swarm',
  flags: [],
  arity: { atLeast: 1 },
  run: (context) =>
    forEach(context, context.arguments, (name) => {
      const { ID, Spec } = ask(context, (host) => inspectNode(host, name));
      if (Spec.Role === role) return `Node ${ID} is already a ${role}.`;
      order(context, (host) => updateNode(host, name, { role }));
      return said(name);
    }),
});

export const promote = changesRole('manager', 'promote', (node) => `Node ${node} promoted to a manager in the swarm.`);
export const demote = changesRole('worker', 'demote', (node) => `Manager ${node} demoted in the swarm.`);

function roleOf(flags: FlagValues<'role'>): Role | undefined {
  if (!isSet(flags, 'role')) return undefined;
  const text = flagText(flags, 'role').toLowerCase();
  if (text === 'worker' || text === 'manager') return text;
  throw new CliError(`invalid role "${text}", only worker and manager are supported`);
}

export const update = defineCommand({
  use: 'update [OPTIONS] NODE',
  short: 'Update a node',
  flags: updateFlags,
  arity: { exactly: 1 },
  run: (context) => {
    const { flags, call } = context;
    const name = context.arguments[0] ?? '';
    if (Object.keys(flags.given).length === 0) throw new CliError('no changes requested');
    const change = {
      role: roleOf(flags),
      availability: isSet(flags, 'availability') ? availabilityOf(flags) : undefined,
      addLabels: pairs(flagList(flags, 'label-add')),
      removeLabels: flagList(flags, 'label-rm'),
    };
    order(context, (host) => updateNode(host, name, change));
    call.out(`${name}\n`);
    return 0;
  },
});
