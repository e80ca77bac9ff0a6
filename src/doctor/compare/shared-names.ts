import { containersOf, machinesOf } from '../../world/spots.ts';
import type { World } from '../../world/world.ts';
import { namesOf, type Names } from '../reach/sources.ts';

/**
 * What machines and containers are called where worlds are compared: a host by its own name, whatever place it has in its lab, and a
 * container alike in all, with its host's name where one of them has several of that name.
 */
export function sharedNames(worlds: readonly World[]): (world: World) => Names {
  const several = new Set(
    worlds.flatMap((world) => {
      const names = containersOf(world).map(([, { name }]) => name);
      return names.filter((name, at) => names.indexOf(name) !== at);
    }),
  );
  return (world) => {
    const hosts = machinesOf(world).filter(({ kind }) => kind === 'host');
    const usual = namesOf(world);
    const machine = (name: string): string => {
      const host = hosts.find((each) => each.name === name);
      if (!host) return usual.machine(name);
      const own = host.hostname ?? name;
      return hosts.some((other) => other !== host && (other.hostname ?? other.name) === own) ? name : own;
    };
    return { machine, container: (host, name) => (several.has(name) ? `${machine(host)}/${name}` : name) };
  };
}
