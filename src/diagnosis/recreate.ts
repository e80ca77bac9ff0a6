import { imageWith } from '../engine/images/image.ts';
import type { Container } from '../engine/container/container.ts';
import type { Command } from '../history/history.ts';
import { quoted } from '../shell/words.ts';
import { onHost } from './lookup.ts';
import type { Machine } from '../world/world.ts';
import { own } from '../kernel/own.ts';

interface Change {
  /** In place of its published ports, each as `-p` takes it. */
  readonly ports?: readonly string[];
  /** In place of what it runs. */
  readonly command?: readonly string[];
  /** Without name servers of its own. */
  readonly plainDns?: true;
  /** In place of the network or the stack that it starts with. */
  readonly network?: string;
  /** Without any of these of its options. */
  readonly without?: readonly ('links' | 'privileged' | 'dns-options')[];
}

const REMOVE = 'docker rm -f ';

/** Whether commands make a container again: what is not known of it is lost then. */
export const recreates = (commands: readonly Command[]): boolean =>
  commands.some(({ line }) => line.startsWith(REMOVE)) && commands.some(({ line }) => line.startsWith('docker run '));

/** Commands that remove a container and make it again, changed: what cannot be changed while it is there. */
export function recreated(machine: Machine, container: Container, change: Change): readonly Command[] {
  const { config, hostConfig, name, networks } = container;
  const image = imageWith(machine.engine?.images, container.imageId);
  const words = ['docker', 'run', '-d', '--name', name];
  const each = (option: string, values: readonly string[] | null | undefined) => {
    for (const value of values ?? []) words.push(option, value);
  };
  const mode = change.network ?? hostConfig.NetworkMode;
  const isStack = mode === 'host' || mode.startsWith('container:');
  const first = (name: string): string => (name === 'default' ? 'bridge' : name);
  const joined = (isStack ? [] : Object.keys(networks)).filter(
    (network) => network !== first(mode) && network !== first(hostConfig.NetworkMode),
  );
  each('--network', mode === 'default' || (mode === 'bridge' && joined.length === 0) ? [] : [mode]);
  each('--network', joined);
  const fixed = isStack ? undefined : own(networks, first(mode))?.ipamConfig;
  each('--ip', fixed?.IPv4Address ? [fixed.IPv4Address] : []);
  each('--ip6', fixed?.IPv6Address ? [fixed.IPv6Address] : []);
  each('--network-alias', joined.length === 0 ? own(networks, mode)?.aliases : []);
  const { Name: restart } = hostConfig.RestartPolicy;
  const keeps = (option: 'links' | 'privileged' | 'dns-options'): boolean => change.without?.includes(option) !== true;
  each('--restart', restart === 'no' ? [] : [restart]);
  if (hostConfig.Privileged && keeps('privileged')) words.push('--privileged');
  if (keeps('links'))
    each(
      '--link',
      container.links.map(({ name: target, alias }) => `${target}:${alias}`),
    );
  if (keeps('dns-options')) each('--dns-option', hostConfig.DnsOptions);
  each('-v', hostConfig.Binds);
  each('-p', change.ports ?? publishedOf(container));
  each('--cap-add', hostConfig.CapAdd);
  if (!change.plainDns) each('--dns', hostConfig.Dns);
  each(
    '-e',
    (config.Env ?? []).filter((variable) => !image?.env?.includes(variable)),
  );
  const isOwn = config.Cmd !== null && config.Cmd.join('\0') !== image?.cmd.join('\0');
  const run = [...words, container.image, ...(change.command ?? (isOwn ? (config.Cmd ?? []) : []))];
  return [onHost(machine, `${REMOVE}${quoted(name)}`), onHost(machine, run.map(quoted).join(' '))];
}

/** Its published ports, as `-p` takes them. */
export const publishedOf = ({ hostConfig: { PortBindings } }: Container): readonly string[] =>
  Object.entries(PortBindings).flatMap(([key, bindings]) =>
    bindings.map(({ HostIp, HostPort }) =>
      [HostIp, HostPort, key.replace(/\/tcp$/, '')]
        .filter((part, at) => part !== '' || (at === 1 && HostIp !== ''))
        .join(':'),
    ),
  );
