import type { NamespaceId } from '../kernel/namespace.ts';
import type { World } from './world.ts';

/** Namespace -> what captures call it: the machine, or host and container, or host and the name that `ip netns add` gave. */
export function namespaceNames(world: World): ReadonlyMap<NamespaceId, string> {
  const names = new Map<NamespaceId, string>();
  for (const machine of Object.values(world.machines)) {
    for (const { name, sandbox } of Object.values(machine.engine?.containers ?? {}))
      if (sandbox && !names.has(sandbox.namespace)) names.set(sandbox.namespace, `${machine.name}/${name}`);
    names.set(machine.namespace, machine.name);
  }
  for (const id of Object.keys(world.kernel.namespaces)) {
    const [, machine, name] = /^([^/]+)\/netns\/(.+)$/.exec(id) ?? [];
    if (machine !== undefined && !names.has(id)) names.set(id, `${machine}/${name}`);
  }
  return names;
}
