import { knownNetworks } from '../../engine/swarm/known.ts';
import { own } from '../../kernel/own.ts';
import { FileError } from '../../shell/files/entry.ts';
import { readText, treeAt } from '../../shell/files/tree.ts';
import { locate } from '../../world/place.ts';
import type { Place } from '../../world/world.ts';
import type { AddressCheck, CableCheck, ContainerCheck, FileCheck, NetworkCheck, ServiceCheck } from '../goal.ts';
import { said } from '../said.ts';
import { allAddressesAt, linksAt } from './addresses.ts';
import { failed, HELD, whyNot, type Trial, type Verdict } from './trial.ts';

/** What is on a place's interfaces. */
export function judgeAddress(trial: Trial, { of, ip, mac }: AddressCheck): Verdict {
  const isNot = whyNot(trial, of);
  if (isNot !== undefined) return failed(isNot);
  const addresses = allAddressesAt(trial.world, of);
  if (ip !== undefined && !addresses.includes(ip))
    return failed(
      addresses.length === 0
        ? said('no-address', { who: of })
        : said('has-addresses', { who: of, addresses: addresses.join(', ') }),
    );
  const macs = linksAt(trial.world, of).map((link) => link.mac);
  if (mac !== undefined && !macs.includes(mac)) return failed(said('has-mac', { who: of, macs: macs.join(', ') }));
  return HELD;
}

export function judgeContainer({ world, first }: Trial, check: ContainerCheck): Verdict {
  const { of, state, on = [], off = [], ownStack, same } = check;
  const container = locate(world, of)?.container;
  if (state === 'absent') return container === undefined ? HELD : failed(said(stateOf(world, of), { who: of }));
  if (container === undefined) return failed(said('absent', { who: of }));
  if (state !== undefined && stateOf(world, of) !== state) return failed(said(stateOf(world, of), { who: of }));
  const missing = on.find((network) => own(container.networks, network) === undefined);
  if (missing !== undefined) return failed(said('not-on', { who: of, network: missing }));
  const remaining = off.find((network) => own(container.networks, network) !== undefined);
  if (remaining !== undefined) return failed(said('still-on', { who: of, network: remaining }));
  if (ownStack === true) {
    if (container.sandbox === undefined) return failed(said('not-running', { who: of }));
    if (!container.sandbox.own) return failed(said('shares-stack', { who: of }));
  }
  if (same === true && own(first, of) !== container.id) return failed(said('another-container', { who: of }));
  return HELD;
}

const stateOf = (world: Trial['world'], place: Place): 'running' | 'stopped' =>
  locate(world, place)?.container?.state.status === 'running' ? 'running' : 'stopped';

export function judgeFile(trial: Trial, { at, path, holds }: FileCheck): Verdict {
  if (locate(trial.world, at) === undefined) return failed(said('absent', { who: at }));
  try {
    const text = readText(treeAt(trial.world, at), path);
    return text.includes(holds) ? HELD : failed(said('file-differs', { who: at, path }));
  } catch (error) {
    if (error instanceof FileError) return failed(said('no-file', { who: at, path }));
    throw error;
  }
}

export function judgeNetwork({ world }: Trial, { at, name, exists, driver, internal }: NetworkCheck): Verdict {
  const { engine } = own(world.machines, at) ?? {};
  const network = engine && Object.values(knownNetworks(engine)).find((each) => each.name === name);
  const values = { network: name, machine: at };
  if (network === undefined) return exists ? failed(said('no-network', values)) : HELD;
  if (!exists) return failed(said('network-exists', values));
  if (driver !== undefined && network.driver !== driver)
    return failed(said('network-driver', { ...values, driver: network.driver }));
  if (internal !== undefined && network.internal !== internal)
    return failed(said(internal ? 'network-not-internal' : 'network-internal', values));
  return HELD;
}

/** Whether a swarm has a service, with a task that runs on each of some hosts. */
export function judgeService({ world }: Trial, { at, name, on }: ServiceCheck): Verdict {
  const cluster = own(world.machines, at)?.engine?.swarm?.store;
  const service = Object.values(cluster?.services ?? {}).find(({ spec }) => spec.name === name);
  if (cluster === undefined || service === undefined) return failed(said('no-service', { service: name, machine: at }));
  const running = Object.values(cluster.tasks).filter(
    (task) => task.service === service.id && task.state === 'running',
  );
  const machines = new Set(running.map(({ node }) => cluster.nodes[node ?? '']?.machine));
  const without = on.find((machine) => !machines.has(machine));
  return without === undefined ? HELD : failed(said('no-task', { service: name, machine: without }));
}

/** Whether the host's ends of a place's cables are up, all of them or none. */
export function judgeCable(trial: Trial, { of, up }: CableCheck): Verdict {
  const isNot = whyNot(trial, of);
  if (isNot !== undefined) return failed(isNot);
  const peers = linksAt(trial.world, of).flatMap((link) => {
    const peer =
      link.kind === 'veth' ? trial.world.kernel.namespaces[link.peer.namespace]?.links[link.peer.index] : undefined;
    return peer === undefined ? [] : [peer];
  });
  if (peers.length === 0) return failed(said('no-address', { who: of }));
  const other = peers.find((peer) => peer.up !== up);
  return other === undefined ? HELD : failed(said(up ? 'cable-down' : 'cable-up', { who: of, device: other.name }));
}
