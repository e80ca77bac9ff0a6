import { hostnameOf, type Container } from '../engine/container/container.ts';
import { own } from '../kernel/own.ts';
import type { NamespaceId } from '../kernel/namespace.ts';
import type { Machine, Place, World } from './world.ts';

/** What a place stands for. */
export interface Location {
  readonly machine: Machine;
  readonly container?: Container;
  /** Where its traffic starts; absent in a container that does not run. */
  readonly namespace?: NamespaceId | undefined;
  readonly hostname: string;
}

/** The machine on which a bare container name is looked for. */
const HOME = 'host1';

/** Finds a place: a machine's name, `MACHINE/CONTAINER`, or a container's name on host1. Undefined where there is none. */
export function locate(world: World, place: Place): Location | undefined {
  const machine = own(world.machines, place);
  if (machine) return { machine, namespace: machine.namespace, hostname: machine.hostname ?? machine.name };
  const slash = place.indexOf('/');
  const host = own(world.machines, slash < 0 ? HOME : place.slice(0, slash));
  const id = host?.engine && own(host.engine.names, place.slice(slash + 1));
  const container = id === undefined ? undefined : host?.engine?.containers[id];
  if (!host || !container) return undefined;
  const { sandbox } = container;
  return {
    machine: host,
    container,
    hostname: hostnameOf(container) || (host.hostname ?? host.name),
    namespace: sandbox?.namespace,
  };
}

/** Whether a machine takes part in the lab: a host does once an engine runs on it. */
export const takesPart = ({ kind, engine }: Machine): boolean => kind !== 'host' || engine !== undefined;
