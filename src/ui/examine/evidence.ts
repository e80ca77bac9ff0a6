import type { Evidence } from '../../doctor/findings/finding.ts';
import { own } from '../../kernel/own.ts';
import type { Selection } from '../../store/selection.ts';
import type { World } from '../../world/world.ts';

/** What is selected to show a piece of evidence in the picture: its container or network, or the host of a rule or a setting. */
export function selectionOf(world: World, machine: string, { kind, text }: Evidence): Selection | undefined {
  const engine = own(world.machines, machine)?.engine;
  switch (kind) {
    case 'container': {
      const found = Object.values(engine?.containers ?? {}).find(({ name }) => name === text);
      return found && { kind: 'container', machine, id: found.id };
    }
    case 'network': {
      const found = Object.values(engine?.networks ?? {}).find(({ name }) => name === text);
      return found && { kind: 'network', machine, id: found.id };
    }
    case 'rule':
    case 'route':
    case 'setting':
      return { kind: 'machine', machine };
    default:
      return undefined;
  }
}
