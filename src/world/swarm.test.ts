import { describe, expect, test } from 'vitest';
import { linkAt } from '../kernel/link/lookup.ts';
import { createLab } from './lab.ts';
import { engineHost } from './engine-host.ts';
import { settleWorld } from './due.ts';
import type { KernelModule } from '../kernel/modules.ts';
import { applyTrace, traceWorld } from './trace.ts';
import type { World } from './world.ts';
import {
  changeService,
  createNetwork,
  inspectNetwork,
  inspectService,
  joinSwarm,
  joinTokens,
  leaveSwarm,
  listNetworks,
  listServices,
  listTasks,
  newService,
  newSwarm,
  removeContainer,
  removeNetwork,
  removeService,
  restartContainer,
  serviceSpec,
  swarmInfo,
  updateNode,
} from '../engine/api.ts';
import type { EngineHost } from '../engine/engine.ts';
import { refusal, run } from '../engine/engine.fixture.ts';
import type { ServiceRequest } from '../engine/swarm/services.ts';

const INIT = {
  AdvertiseAddr: '',
  DefaultAddrPool: [],
  SubnetSize: 24,
  DataPathPort: 0,
  Availability: 'active' as const,
  TaskHistory: 5,
};

interface Lab {
  readonly world: World;
  readonly one: EngineHost;
  readonly two: EngineHost;
}

function join({ one, two }: Lab): void {
  joinSwarm(two, {
    RemoteAddr: '192.168.65.10:2377',
    JoinToken: joinTokens(one).worker,
    AdvertiseAddr: '',
    Availability: 'active',
  });
}

/** Two hosts in a swarm, with an attachable overlay network. */
function swarm(lacks: readonly KernelModule[] = []): Lab {
  const world = createLab({ seed: 1, hosts: ['host1', 'host2'], lacks });
  const [one, two] = [engineHost(world, 'host1'), engineHost(world, 'host2')];
  newSwarm(one, INIT);
  join({ world, one, two });
  createNetwork(one, { Name: 'mesh', Driver: 'overlay', Attachable: true });
  return { world, one, two };
}

const names = (host: EngineHost): string[] => listNetworks(host).map(({ Name }) => Name);

function wait({ world }: Lab, ms: number): void {
  world.clock.now += ms;
  settleWorld(world);
}

const REQUEST: ServiceRequest = {
  name: 'web',
  labels: {},
  image: 'nginx:latest',
  args: [],
  command: [],
  env: [],
  hostname: '',
  containerLabels: {},
  mode: 'replicated',
  replicas: 2,
  constraints: [],
  endpointMode: 'vip',
  ports: [],
  networks: [{ name: 'mesh', aliases: [] }],
};

/** Whether a request to port 8080 of an address is answered, and by which container; undefined where it is not. */
function served(world: World, namespace: string, destination: string, port = 8080): string | undefined {
  const stimulus = {
    kind: 'tcp',
    namespace,
    destination,
    port,
    request: 'GET / HTTP/1.1\r\nHost: x\r\n\r\n',
    close: 'when-answered',
    timeout: 1000,
  } as const;
  const trace = traceWorld(world, [stimulus]);
  applyTrace(world, trace);
  const [outcome] = trace.outcomes;
  return outcome?.status === 'connected' ? /Hostname: (\w+)/.exec(outcome.response)?.[1] : undefined;
}

const PUBLISHED: ServiceRequest['ports'] = [{ protocol: 'tcp', target: 80, published: 8080, mode: 'ingress' }];

describe('the routing mesh', () => {
  const publish = (lab: Lab, replicas: number): void => {
    newService(lab.one, { ...REQUEST, image: 'traefik/whoami:latest', replicas, ports: PUBLISHED });
    wait(lab, 2000);
  };

  test('answers on every host, wherever the task runs, and takes tasks in turn', () => {
    const lab = swarm();
    publish(lab, 1);
    const answers = (address: string) => served(lab.world, 'client', address);
    expect(answers('192.168.65.10')).toMatch(/^\w{12}$/);
    expect(answers('192.168.65.11')).toBe(answers('192.168.65.10'));
    expect(served(lab.world, 'host2', '127.0.0.1')).toBe(answers('192.168.65.10'));
    changeService(lab.one, 'web', { ...serviceSpec(lab.one, 'web'), replicas: 3 });
    wait(lab, 2000);
    const turns = Array.from({ length: 6 }, () => answers('192.168.65.11'));
    expect(new Set(turns.slice(0, 3)).size).toBe(3);
    expect(turns.slice(3)).toEqual(turns.slice(0, 3));
    removeService(lab.one, 'web');
    wait(lab, 2000);
    expect(answers('192.168.65.10')).toBeUndefined();
  });

  test('has a virtual address behind which tasks answer, and which answers a ping itself', () => {
    const lab = swarm();
    publish(lab, 2);
    const box = run(lab.two, 'box', { network: 'mesh' });
    const namespace = box.sandbox?.namespace ?? '';
    expect(served(lab.world, namespace, '10.0.1.2', 80)).toMatch(/^\w{12}$/);
    const ping = {
      kind: 'echo',
      namespace,
      destination: '10.0.1.2',
      timeout: 1000,
      id: 1,
      sequence: 1,
      size: 56,
    } as const;
    expect(traceWorld(lab.world, [ping]).outcomes[0]).toMatchObject({ status: 'answered', from: '10.0.1.2' });
  });

  test('comes to hosts that join later, and goes from those that leave', () => {
    const lab = swarm();
    leaveSwarm(lab.two, false);
    publish(lab, 1);
    expect(served(lab.world, 'client', '192.168.65.11')).toBeUndefined();
    join(lab);
    expect(served(lab.world, 'client', '192.168.65.11')).toMatch(/^\w{12}$/);
    leaveSwarm(lab.two, false);
    expect(served(lab.world, 'client', '192.168.65.11')).toBeUndefined();
  });

  test('does not answer where the kernel has no IPVS', () => {
    const lab = swarm(['ip_vs']);
    publish(lab, 1);
    expect(served(lab.world, 'client', '192.168.65.10')).toBeUndefined();
    expect(running(lab.one)).toHaveLength(1);
  });
});

const running = (host: EngineHost) =>
  listTasks(host, {}).flatMap(({ State, NodeName, Name }) => (State === 'running' ? [`${Name} ${NodeName}`] : []));

describe('an overlay network', () => {
  test('is on a host as long as something there uses it, and leads from host to host', () => {
    const lab = swarm();
    const { one, two, world } = lab;
    expect(names(two)).not.toContain('mesh');
    const web = run(one, 'web', { image: 'nginx', network: 'mesh' });
    const box = run(two, 'box', { network: 'mesh' });
    expect([web, box].map(({ endpoints }) => endpoints.mesh?.ipv4)).toEqual(['10.0.1.2', '10.0.1.4']);
    expect(inspectNetwork(two, 'mesh').Peers?.map(({ IP }) => IP)).toEqual(['192.168.65.10', '192.168.65.11']);
    const trace = traceWorld(world, [
      {
        kind: 'echo',
        namespace: box.sandbox?.namespace ?? '',
        destination: '10.0.1.2',
        timeout: 1000,
        id: 1,
        sequence: 1,
        size: 56,
      },
    ]);
    expect(trace.outcomes[0]?.status).toBe('answered');
    removeContainer(two, 'box', { force: true });
    wait(lab, 1000);
    expect(names(two)).not.toContain('mesh');
    expect(refusal(() => removeNetwork(one, 'mesh'))).toMatch(/^rpc error: .* is in use by task \w{25}$/);
    removeContainer(one, 'web', { force: true });
    removeNetwork(one, 'mesh');
    // The host lets go of it a moment later.
    wait(lab, 1000);
    expect(names(one)).not.toContain('mesh');
    expect(Object.keys(world.kernel.namespaces).filter((id) => id.includes('/1-'))).toHaveLength(2);
  });

  test('tells its other hosts of each endpoint, and takes it back', () => {
    const lab = swarm();
    const { one, two, world } = lab;
    run(one, 'aa', { network: 'mesh' });
    const b = run(two, 'bb', { network: 'mesh' });
    const id = Object.keys(world.kernel.namespaces).find(
      (each) => /^host1\/1-/.test(each) && !each.includes(ingress(one)),
    );
    const namespace = world.kernel.namespaces[id ?? ''];
    const index = namespace?.names.vxlan0 ?? 0;
    const tunnel = () => linkAt(world.kernel, { namespace: id ?? '', index });
    expect(tunnel()).toMatchObject({ vni: 4097, remotes: { [b.endpoints.mesh?.mac ?? '']: '192.168.65.11' } });
    removeContainer(two, 'bb', { force: true });
    wait(lab, 1000);
    expect(tunnel()).toMatchObject({ remotes: {} });
  });
});

/** On the overlay network, at an address. */
const on = (IPv4Address: string) => ({ network: 'mesh', networking: { mesh: { IPAMConfig: { IPv4Address } } } });

describe('an attachment', () => {
  test('has another address each time, unless it asked for one', () => {
    const { one } = swarm();
    const [free, fixed] = [run(one, 'free', { network: 'mesh' }), run(one, 'fixed', on('10.0.1.9'))];
    const addresses = () => [free, fixed].map(({ id }) => one.engine.containers[id]?.endpoints.mesh?.ipv4);
    expect(addresses()).toEqual(['10.0.1.2', '10.0.1.9']);
    for (const name of ['free', 'fixed']) restartContainer(one, name, { timeout: 0 });
    expect(addresses()).toEqual(['10.0.1.4', '10.0.1.9']);
  });

  test('to an address that is taken gets no answer, and holds the network', () => {
    const { one } = swarm();
    run(one, 'web', { network: 'mesh' });
    const before = one.clock.now;
    expect(refusal(() => run(one, 'box', on('10.0.1.2')))).toMatch(/context deadline exceeded$/);
    expect(one.clock.now - before).toBeGreaterThanOrEqual(20_000);
    removeContainer(one, 'web', { force: true });
    expect(refusal(() => removeNetwork(one, 'mesh'))).toMatch(/is in use by task/);
    removeContainer(one, 'box', { force: true });
    removeNetwork(one, 'mesh');
  });
});

describe('a node', () => {
  test('goes on trying to join where nobody answers, until it leaves', () => {
    const world = createLab({ seed: 1, hosts: ['host1'] });
    const one = engineHost(world, 'host1');
    const token = `SWMTKN-1-${'1'.repeat(50)}-${'2'.repeat(25)}`;
    const tryToJoin = () =>
      joinSwarm(one, { RemoteAddr: '192.168.65.77', JoinToken: token, AdvertiseAddr: '', Availability: 'active' });
    expect(refusal(tryToJoin)).toMatch(/^Timeout was reached before node joined/);
    expect(swarmInfo(one)).toMatchObject({ LocalNodeState: 'pending', NodeAddr: '192.168.65.10' });
    expect(refusal(tryToJoin)).toMatch(/^This node is already part of a swarm/);
    leaveSwarm(one, false);
    expect(swarmInfo(one)).toMatchObject({ LocalNodeState: 'inactive' });
  });
});

const ingress = ({ engine }: EngineHost): string => (engine.networkNames.ingress ?? '').slice(0, 10);

describe('a service', () => {
  test('spreads its tasks, scales, and ends', () => {
    const lab = swarm();
    const { one, two } = lab;
    newService(one, REQUEST);
    expect(running(one)).toEqual([]);
    wait(lab, 2000);
    expect(running(one).sort()).toEqual(['web.1 host1', 'web.2 host2']);
    expect(inspectService(one, 'web').Endpoint.VirtualIPs?.map(({ Addr }) => Addr)).toEqual(['10.0.1.2/24']);
    changeService(one, 'web', { ...serviceSpec(one, 'web'), replicas: 4 });
    wait(lab, 2000);
    expect(listServices(one).map((service) => [service.running, service.desired])).toEqual([[4, 4]]);
    removeService(one, 'web');
    wait(lab, 2000);
    expect([one, two].flatMap(({ engine }) => Object.keys(engine.containers))).toEqual([]);
    expect(refusal(() => serviceSpec(two, 'web'))).toMatch(/^This node is not a swarm manager. Worker nodes/);
  });

  test('leaves a node that is drained, and one that leaves', () => {
    const lab = swarm();
    const { one, two } = lab;
    newService(one, { ...REQUEST, replicas: 3 });
    wait(lab, 2000);
    updateNode(one, 'host2', { availability: 'drain' });
    wait(lab, 3000);
    expect(running(one).sort()).toEqual(['web.1 host1', 'web.2 host1', 'web.3 host1']);
    leaveSwarm(two, false);
    expect(names(two)).toEqual(['none', 'host', 'bridge', 'docker_gwbridge']);
  });

  test('whose containers take no notice of a signal ends after ten seconds', () => {
    const lab = swarm();
    newService(lab.one, { ...REQUEST, image: 'busybox:latest', replicas: 1 });
    wait(lab, 2000);
    removeService(lab.one, 'web');
    wait(lab, 9000);
    expect(Object.keys(lab.one.engine.containers)).toHaveLength(1);
    wait(lab, 2000);
    expect(Object.keys(lab.one.engine.containers)).toEqual([]);
  });

  test('needs a name that DNS can have', () => {
    const { one } = swarm();
    expect(refusal(() => newService(one, { ...REQUEST, name: 'bad_name!' }))).toMatch(/valid as a DNS name component$/);
  });

  test('of mode global has a task on each node', () => {
    const lab = swarm();
    newService(lab.one, { ...REQUEST, mode: 'global' });
    wait(lab, 2000);
    expect(running(lab.one)).toHaveLength(2);
  });
});
