import { startProcess } from '../kernel/process/processes.ts';
import { setSysctl, sysctl } from '../kernel/sysctl/sysctl.ts';
import type { Engine, EngineHost, Random } from './engine.ts';
import { addBaseRules, dropForwarded } from './firewall/firewall.ts';
import { catalogue } from './images/catalogue.ts';
import { newNetwork, type Network } from './network/network.ts';
import { establish } from './network/networks.ts';
import { dataRoot } from './paths.ts';
import { hex } from './random.ts';

const FORWARD = 'net.ipv4.ip_forward';

/** An engine that has its images and nothing else yet: `startEngine` does the rest. */
export function createEngine(random: Random, now: number): Engine {
  const id = [8, 4, 4, 4, 12].map((digits) => hex(random, digits)).join('-');
  const ula = hex(random, 10);
  return {
    id,
    ula: [`fd${ula.slice(0, 2)}`, ula.slice(2, 6), ula.slice(6, 10)]
      .map((part) => part.replace(/^0+(?=.)/, ''))
      .join(':'),
    pid: 0,
    networks: {},
    networkNames: {},
    containers: {},
    names: {},
    images: catalogue(random, now),
    ports: {},
    pending: {},
    probed: {},
    settings: { userlandProxy: true, iptables: true, ipForward: true },
  };
}

/** Starts the daemon: forwarding, base rules, and the networks that every engine has (none, host, bridge, in that order). */
export function startEngine(host: EngineHost): void {
  const { engine, kernel, clock } = host;
  const namespace = kernel.namespaces[host.namespace];
  if (!namespace) throw new Error(`no namespace ${host.namespace}`);
  startDaemons(host);
  if (engine.settings.iptables) addBaseRules(namespace, engine.settings.userlandProxy);
  if (engine.settings.ipForward && sysctl(namespace, FORWARD) !== '1') {
    setSysctl(kernel, host.namespace, FORWARD, '1');
    if (engine.settings.iptables) dropForwarded(namespace, 4);
  }
  for (const network of predefined(host)) {
    establish(host, network);
    clock.now += 1;
  }
}

function startDaemons(host: EngineHost): void {
  const { kernel, machine, namespace, clock } = host;
  const start = (parent: number, program: string, command: string[]): number =>
    startProcess(kernel, { parent, machine, namespace, program, command, started: clock.now }).pid;
  host.engine.pid = start(1, 'dockerd', [
    'dockerd',
    '--data-root',
    dataRoot(host),
    '--exec-root',
    '/run/docker',
    '--pidfile',
    '/run/docker.pid',
    '-H',
    `unix:///run/sock/${machine}.sock`,
  ]);
  start(host.engine.pid, 'containerd', ['containerd', '--config', '/run/docker/containerd/containerd.toml']);
}

/** daemon/daemon_unix.go: configureNetworking, initBridgeDriver. */
function predefined(host: EngineHost): Network[] {
  const network = (name: string, driver: Network['driver'], options: Record<string, string> = {}): Network =>
    newNetwork({ id: hex(host.random, 64), name, created: host.clock.now, driver, options });
  return [
    network('none', 'null'),
    network('host', 'host'),
    network('bridge', 'bridge', {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    }),
  ];
}
