import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';
import { docker } from './docker/docker.ts';
import { cat } from './linux/cat.ts';
import { curl } from './linux/curl/curl.ts';
import { echo } from './linux/echo.ts';
import { ip } from './linux/ip/ip.ts';
import { ls } from './linux/ls.ts';
import { ping } from './linux/ping.ts';
import type { Tool } from './tool.ts';

/** Every command of ours, by name. */
export const registry: Readonly<Record<string, Tool>> = {
  cat,
  curl,
  docker,
  echo,
  false: () => 1,
  ip,
  ls,
  ping,
  ping4: ping,
  ping6: ping,
  true: () => 0,
};

/** Commands that only the hosts with an engine have; the images and the other machines share a smaller root. */
const ENGINE_ONLY = new Set<string>(['docker', 'jq']);

/** Whether the root file system of a place has commands of that name at all. */
export function mayHave(world: World, place: Place, name: string): boolean {
  if (!ENGINE_ONLY.has(name)) return true;
  const location = locate(world, place);
  return location?.machine.engine !== undefined && !location.container;
}

/** The command of ours of a name at a place. */
export function toolAt(world: World, place: Place, name: string): Tool | undefined {
  const tool = Object.hasOwn(registry, name) ? registry[name] : undefined;
  return tool && mayHave(world, place, name) ? tool : undefined;
}
