import { isRunning } from '../engine/container/container.ts';
import { formatPrefix } from '../ip/address.ts';
import { quoted } from '../shell/words.ts';
import { locate } from '../world/place.ts';
import type { Machine, World } from '../world/world.ts';
import type { Command } from '../history/history.ts';
import { instead, mend, type Finding, type Story } from './diagnosis.ts';
import { containersOf, onHost, restOf } from './lookup.ts';

/** Why the engine did not even begin with what a command asks. */
export function diagnoseRefusal(story: Story): Finding | undefined {
  const machine = locate(story.world, story.place)?.machine;
  return machine && (notRunning(story, machine) ?? noManager(story, machine) ?? notAttachable(story, machine));
}

/** The container in which the command was to run does not. */
function notRunning({ stderr }: Story, machine: Machine): Finding | undefined {
  const id = /^Error response from daemon: [Cc]ontainer (\S+) is not running/.exec(stderr)?.[1];
  const container = containersOf(machine).find((each) => each.id === id || each.name === id);
  if (!container || isRunning(container)) return undefined;
  const start = onHost(machine, `docker start ${quoted(container.name)}`);
  return { kind: `sender-${restOf(container)}`, values: { place: container.name }, remedies: [mend(start)] };
}

/** Swarms are led from managers. */
function noManager({ world, place, line, stderr }: Story, machine: Machine): Finding | undefined {
  if (!/This node is not a swarm manager\./.test(stderr)) return undefined;
  const values = { place: machine.name };
  if (!machine.engine?.swarm) {
    const first = onHost(machine, 'docker swarm init');
    return { kind: 'swarm-inactive', values, remedies: [mend(first)] };
  }
  const manager = managerOf(world, machine);
  return {
    kind: 'swarm-worker',
    values: { ...values, manager: manager?.name ?? '' },
    remedies: manager && manager !== machine && place === machine.name ? [instead(manager.name, line)] : [],
  };
}

/** The machine that leads the swarm of another, or of itself. */
const managerOf = (world: World, { engine }: Machine): Machine | undefined =>
  Object.values(world.machines).find(
    (other) => other.engine?.swarm?.store !== undefined && other.engine.swarm.cluster === engine?.swarm?.cluster,
  );

/** Containers join an overlay network by hand only where it was created so. */
function notAttachable({ world, stderr }: Story, machine: Machine): Finding | undefined {
  const name = /Could not attach to network (\S+): .*not manually attachable/.exec(stderr)?.[1];
  const manager = managerOf(world, machine);
  const cluster = manager?.engine?.swarm?.store;
  const network = Object.values(cluster?.networks ?? {}).find((each) => each.name === name || each.id === name);
  if (!manager || !cluster || !network) return undefined;
  const used = Object.values(cluster.tasks).some(({ addresses }) => addresses[network.id] !== undefined);
  const subnets = network.ipam.config.map(({ subnet }) => `--subnet ${formatPrefix(subnet)} `);
  const anew = [
    `docker network rm ${quoted(network.name)}`,
    `docker network create -d overlay --attachable ${subnets.join('')}${quoted(network.name)}`,
  ];
  return {
    kind: 'overlay-not-attachable',
    values: { network: network.name },
    remedies: used ? [] : [mend(...leftovers(machine, network.name), ...anew.map((line) => onHost(manager, line)))],
  };
}

/** `docker run` leaves what it created where that could not start: its name is in the way of another try. */
const leftovers = (machine: Machine, network: string): readonly Command[] =>
  containersOf(machine)
    .filter(({ state, hostConfig }) => state.status === 'created' && hostConfig.NetworkMode === network)
    .map(({ name }) => onHost(machine, `docker rm ${quoted(name)}`));
