import { namespaceOf } from '../../kernel/kernel.ts';
import { part } from '../../kernel/part.ts';
import { startProcess } from '../../kernel/process/processes.ts';
import { sysctl } from '../../kernel/sysctl/sysctl.ts';
import type { Engine, EngineHost, Random } from '../engine.ts';
import { catalogue } from '../images/catalogue.ts';
import { hex } from '../random.ts';
import { StartFailure } from '../settings/failure.ts';
import { defaultSettings, type Settings } from '../settings/settings.ts';
import { log, write } from './journal.ts';
import { initNetworks } from './networks.ts';
import { beginAgain, openHeld, resume, takeOver } from './restore.ts';
import { end } from './stop.ts';
import { checkDaemon, failed } from './verify.ts';
import { NO_LIVE_SWARM } from '../swarm/membership.ts';

export const CONFIG_FILE = '/etc/docker/daemon.json';

/** What the unit file gives the daemon on its command line, beside its name (docker.service of Debian; the exec root is the lab's). */
export const UNIT_FLAGS: readonly (readonly [name: string, value: string])[] = [
  ['containerd', '/run/containerd/containerd.sock'],
  ['exec-root', '/run/docker'],
  ['hosts', '[fd://]'],
];
const COMMAND = ['/usr/sbin/dockerd', '-H', 'fd://', '--containerd=/run/containerd/containerd.sock'];
export const CONTAINERD = ['/usr/bin/containerd'];

/** Milliseconds that a start takes beside that of containers, and one that fails. */
const READY = 1500;
const FAILURE = 300;

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
    volumes: {},
    ports: {},
    pending: {},
    probed: {},
    settings: defaultSettings(),
    journal: [],
  };
}

/**
 * Starts the engine of a machine that is set up: containerd, and the daemon, which ran before anybody looked.
 * @param text that of its file, where there is one
 * @returns whether the daemon runs
 */
export function installEngine(host: EngineHost, text?: string): boolean {
  const { kernel, machine, namespace, clock } = host;
  const command = [...CONTAINERD];
  startProcess(kernel, { parent: 1, machine, namespace, program: 'containerd', command, started: clock.now });
  return startDaemon(host, text);
}

/**
 * Starts the daemon as its file says: rules and networks are made anew, and containers come back whose restart policies want it.
 * Where it cannot start its journal says why.
 * @param text the file's, where there is one
 * @returns whether it runs
 */
export function startEngine(host: EngineHost, text: string | undefined): boolean {
  const runs = startDaemon(host, text);
  host.clock.now += runs ? READY : FAILURE;
  return runs;
}

/** Loaded when there is a file to be read. */
export const reading = part(() => import('../settings/read.ts'));

const settingsIn = (text: string | undefined): Settings =>
  text === undefined ? defaultSettings() : reading().readSettings(text, CONFIG_FILE, UNIT_FLAGS).settings;

function startDaemon(host: EngineHost, text: string | undefined): boolean {
  const { engine, kernel, machine, namespace, clock } = host;
  const command = [...COMMAND];
  engine.pid = startProcess(kernel, {
    parent: 1,
    machine,
    namespace,
    program: 'dockerd',
    command,
    started: clock.now,
  }).pid;
  try {
    engine.settings = settingsIn(text);
    log(host, 'info', 'Starting up');
    checkDaemon(engine.settings);
    load(host);
    if (engine.swarm && engine.settings.liveRestore) throw failed(`Error creating cluster component: ${NO_LIVE_SWARM}`);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    write(host, engine.pid, error.message);
    end(host);
    return false;
  }
  return true;
}

/** pkg/sysinfo: what the machine has is looked up once. */
function noteForwarding({ engine, kernel, namespace }: EngineHost): void {
  delete engine.withoutForwarding;
  if (sysctl(namespaceOf(kernel, namespace), 'net.ipv4.ip_forward') !== '1') engine.withoutForwarding = true;
}

function load(host: EngineHost): void {
  log(host, 'info', 'Loading containers: start.');
  const live = takeOver(host);
  initNetworks(host, live);
  delete host.engine.down;
  noteForwarding(host);
  resume(host);
  openHeld(host);
  beginAgain(host);
  log(host, 'info', 'Loading containers: done.');
  log(host, 'info', 'Daemon has completed initialization');
  log(host, 'info', 'API listen on /run/docker.sock');
}
