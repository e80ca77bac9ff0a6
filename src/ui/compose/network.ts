import { quoted } from '../../shell/words.ts';

export const drivers = ['bridge', 'macvlan', 'ipvlan', 'overlay'] as const;
type NetworkDriver = (typeof drivers)[number];

/** What a macvlan or ipvlan network does with traffic between its containers; the driver's own choice first. */
export const modes = {
  macvlan: ['bridge', 'private', 'vepa', 'passthru'],
  ipvlan: ['l2', 'l3', 'l3s'],
} as const;

export interface NetworkForm {
  readonly name: string;
  readonly driver: NetworkDriver;
  readonly subnet: string;
  readonly gateway: string;
  readonly range: string;
  readonly internal: boolean;
  /** Whether containers on the network may talk to each other (bridge). */
  readonly talk: boolean;
  /** The host's interface that its links stand on (macvlan, ipvlan). */
  readonly parent: string;
  /** Empty for the driver's own choice (macvlan, ipvlan). */
  readonly mode: string;
  /** Whether containers may join that are no tasks of a service (overlay). */
  readonly attachable: boolean;
  readonly encrypted: boolean;
}

export const emptyNetwork: NetworkForm = {
  name: '',
  driver: 'bridge',
  subnet: '',
  gateway: '',
  range: '',
  internal: false,
  talk: true,
  parent: '',
  mode: '',
  attachable: true,
  encrypted: false,
};

/** Whether a network's containers stand on an interface of the host. */
export const hasParent = (driver: NetworkDriver): driver is keyof typeof modes =>
  driver === 'macvlan' || driver === 'ipvlan';

/** The `docker network create` line that makes what the form says. */
export function createLine(form: NetworkForm): string {
  const { driver } = form;
  const words = ['docker', 'network', 'create'];
  const option = (flag: string, value: string) => {
    if (value.trim() !== '') words.push(flag, value.trim());
  };
  if (driver !== 'bridge') words.push('-d', driver);
  if (driver === 'overlay' && form.attachable) words.push('--attachable');
  if (form.internal) words.push('--internal');
  option('--subnet', form.subnet);
  option('--ip-range', form.range);
  option('--gateway', form.gateway);
  if (driver === 'overlay' && form.encrypted) words.push('-o', 'encrypted');
  if (driver === 'bridge' && !form.talk) words.push('-o', 'com.docker.network.bridge.enable_icc=false');
  if (hasParent(driver)) {
    if (form.parent !== '') words.push('-o', `parent=${form.parent}`);
    if (form.mode !== '' && form.mode !== modes[driver][0]) words.push('-o', `${driver}_mode=${form.mode}`);
  }
  if (form.name.trim() !== '') words.push(form.name.trim());
  return words.map(quoted).join(' ');
}
