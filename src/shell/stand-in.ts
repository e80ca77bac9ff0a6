/** `add image`: an image that the lab stands in for, as nothing can be fetched. */
import { addImage } from '../engine/api.ts';
import { own } from '../kernel/own.ts';
import { MachineError } from '../world/machines.ts';
import { engineHost } from '../world/engine-host.ts';
import type { World } from '../world/world.ts';
import { readReference } from './docker/image/reference.ts';

interface Wanted {
  readonly name: string;
  readonly like?: string | undefined;
  readonly ports: readonly string[];
  readonly jobs: readonly string[];
  readonly once: boolean;
  readonly on?: string | undefined;
}

/** Reads `NAME [--like IMAGE | --port PORT … | --once] [--job COMMAND …] [--on HOST]`; undefined for anything else. */
export function imageWords(words: readonly string[]): Wanted | undefined {
  const given = { like: [], port: [], job: [], on: [], once: [], name: [] } as Record<string, string[]>;
  for (let at = 0; at < words.length; at += 1) {
    const [, option = 'name', assigned] = /^--([a-z]+)(?:=([^]*))?$/.exec(words[at] ?? '') ?? [];
    const values = own(given, option);
    const value = option === 'name' || option === 'once' ? words[at] : (assigned ?? words[++at]);
    if (values === undefined || value === undefined || (option === 'name' && value.startsWith('-'))) return undefined;
    values.push(value);
  }
  const { like = [], port = [], job = [], on = [], once = [], name = [] } = given;
  const single = [like, on, once, name].every(({ length }) => length <= 1);
  const ways = [like, port, once].filter(({ length }) => length > 0);
  if (name[0] === undefined || !single || ways.length > 1) return undefined;
  return { name: name[0], like: like[0], ports: port, jobs: job, once: once.length > 0, on: on[0] };
}

/** Adds an image to one host, or to all. Returns what is printed. Throws MachineError and EngineError. */
export function addStandIn(world: World, wanted: Wanted): string {
  const reference = readReference(wanted.name);
  if (typeof reference === 'string') throw new MachineError(reference);
  const hosts = hostsOf(world, wanted.on).map((host) => engineHost(world, host));
  const [image] = addImage(hosts, { ...wanted, name: reference.familiar });
  return image ? `${image.name}: ${image.cmd.join(' ')}\n` : '';
}

function hostsOf({ machines }: World, on: string | undefined): readonly string[] {
  if (on === undefined) return Object.values(machines).flatMap(({ name, engine }) => (engine ? [name] : []));
  if (!own(machines, on)?.engine) throw new MachineError(`${on}: no host of that name`);
  return [on];
}
