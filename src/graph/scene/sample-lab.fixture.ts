import { connectNetwork, createContainer, createNetwork, startContainer } from '../../engine/api.ts';
import type { HostConfig } from '../../engine/container/container.ts';
import type { Stimulus } from '../../kernel/stimulus.ts';
import type { Trace } from '../../kernel/trace.ts';
import { createLab } from '../../world/lab.ts';
import { engineHost } from '../../world/engine-host.ts';
import { traceWorld } from '../../world/trace.ts';
import type { World } from '../../world/world.ts';

/** A lab to draw, made by the engine itself. */
export interface SampleLab {
  readonly world: World;
  network(name: string, options?: { internal?: boolean }): string;
  /** Makes and starts a container; yields its id. */
  container(name: string, image: string, options?: SampleOptions): string;
  send(stimulus: Stimulus): Trace;
}

export interface SampleOptions {
  /** The first by `--network`, the others by `docker network connect`. */
  readonly networks?: readonly string[];
  /** Host port to container port. */
  readonly ports?: Readonly<Record<number, number>>;
  readonly start?: boolean;
}

export function sampleLab(): SampleLab {
  const world = createLab({ seed: 7 });
  const host = () => engineHost(world, 'host1');
  return {
    world,
    network: (Name, { internal = false } = {}) => createNetwork(host(), { Name, Internal: internal }).Id,
    container: (name, image, { networks = [], ports = {}, start = true } = {}) => {
      const bindings = Object.entries(ports).map(([from, to]) => [`${to}/tcp`, [{ HostIp: '', HostPort: from }]]);
      const [first = 'default', ...others] = networks;
      const hostConfig: Partial<HostConfig> = {
        NetworkMode: first,
        PortBindings: Object.fromEntries(bindings) as HostConfig['PortBindings'],
      };
      const { Id } = createContainer(host(), { name, config: { Image: image }, hostConfig });
      for (const other of others) connectNetwork(host(), other, name, {});
      if (start) startContainer(host(), name);
      return Id;
    },
    send: (stimulus) => traceWorld(world, [stimulus]),
  };
}

/** A request as curl makes it. */
export const request = (namespace: string, destination: string, port: number): Stimulus => ({
  kind: 'tcp',
  namespace,
  destination,
  port,
  request: 'GET / HTTP/1.1\r\n\r\n',
  close: 'when-answered',
  timeout: 2000,
});

export const ping = (namespace: string, destination: string): Stimulus => ({
  kind: 'echo',
  namespace,
  destination,
  id: 1,
  sequence: 1,
  size: 56,
  timeout: 1000,
});
