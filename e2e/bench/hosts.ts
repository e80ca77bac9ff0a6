import type { Command } from '../../src/history/history.ts';
import { replay } from '../../src/history/replay.ts';
import { LAN } from '../../src/world/world.ts';
import { engineHost } from '../../src/world/engine-host.ts';
import { traceWorld } from '../../src/world/trace.ts';
import type { World } from '../../src/world/world.ts';
import type { Bench } from './bench.ts';
import { median, request, timed } from './measure.ts';

const HOSTS = 8;
const OVERLAYS = 10;
const CONTAINERS = 1000;

/** A swarm of eight hosts, and containers spread over them on ten overlay networks. */
function swarm(containers: number): Command[] {
  const hosts = Array.from({ length: HOSTS }, (_, i) => `host${i + 1}`);
  const at = (place: string, line: string): Command => ({ place, line });
  return [
    ...hosts.slice(1).map((name) => at(LAN, `add host ${name}`)),
    at('host1', 'docker swarm init'),
    at('host1', 'docker swarm join-token -q worker > /run/sock/token'),
    ...hosts.slice(1).map((name) => at(name, 'docker swarm join --token $(cat /run/sock/token) 192.168.65.10:2377')),
    ...Array.from({ length: OVERLAYS }, (_, i) =>
      at('host1', `docker network create -d overlay --attachable over${i}`),
    ),
    ...Array.from({ length: containers }, (_, i) =>
      at(hosts[i % HOSTS] ?? '', `docker run -d --name c${i} --network over${i % OVERLAYS} nginx`),
    ),
  ];
}

async function replaySeconds(): Promise<number> {
  await replay({ seed: 1, commands: swarm(40) });
  const start = performance.now();
  await replay({ seed: 1, commands: swarm(CONTAINERS) });
  return (performance.now() - start) / 1000;
}

/** A container of host1 and one of another host that are on the same overlay network: where the first is, and the other's address. */
function pairAcross(world: World): { namespace: string; address: string } {
  const endpoint = (host: string, name: string) => {
    const { engine } = engineHost(world, host);
    const container = engine.containers[engine.names[name] ?? ''];
    const [network, address] = Object.entries(container?.endpoints ?? {})[0] ?? [];
    return { network, address: address?.ipv4 ?? '', namespace: container?.sandbox?.namespace ?? '' };
  };
  // Forty containers on, hosts and networks come in the same order again; ten on, only the networks do.
  const [here, there] = [endpoint('host1', 'c0'), endpoint('host3', 'c10')];
  if (here.network === undefined || here.network !== there.network) throw new Error('no such pair');
  return { namespace: here.namespace, address: there.address };
}

async function traceAcross(): Promise<number> {
  const world = await replay({ seed: 1, commands: swarm(CONTAINERS) });
  const { namespace, address } = pairAcross(world);
  const stimuli = [request(namespace, address)];
  const { outcomes } = traceWorld(world, stimuli);
  if (outcomes[0]?.status !== 'connected') throw new Error('no answer');
  for (let i = 0; i < 500; i++) traceWorld(world, stimuli);
  return median(Array.from({ length: 500 }, () => timed(() => void traceWorld(world, stimuli))));
}

export const hostsBenches: readonly Bench[] = [
  { name: 'trace of a request across hosts, among 1,000 containers', unit: 'ms', budget: 0.0085, run: traceAcross },
  { name: 'replay of 8 hosts with 1,000 containers on 10 overlays', unit: 's', budget: 9.2, run: replaySeconds },
];
