import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import { own } from '../../kernel/own.ts';
import { aliasesOn, connect, networksAtStart } from '../compose/attachments.ts';
import { portsOf } from '../compose/export-service.ts';
import { line } from './lines.ts';

/** The commands that make a container, as far as its network goes: what it runs is not known. */
export function containerCommands(container: Container, engine: Engine): readonly string[] {
  const { name, image, state } = container;
  const [first, ...others] = networksAtStart(container);
  const start = state.status === 'created' || state.status === 'exited' ? ['create'] : ['run', '-d'];
  return [
    line(
      'docker',
      ...start,
      '--name',
      name,
      ...attachment(container, first, engine),
      ...optionsOf(container, engine),
      image,
    ),
    ...others.map((network) => connect(container, network)),
    ...(state.status === 'paused' ? [line('docker', 'pause', name)] : []),
  ];
}

const each = (option: string, values: readonly string[] | null | undefined): readonly string[] =>
  (values ?? []).flatMap((value) => [option, value]);

const nameOf = ({ containers }: Engine, id: string): string => own(containers, id)?.name ?? id;

const sharesNetwork = (mode: string): boolean => mode === 'host' || mode === 'none' || mode.startsWith('container:');

/** The network that it starts on, with what it has there. */
function attachment(container: Container, network: string | undefined, engine: Engine): readonly string[] {
  const { hostConfig, endpoints, networks, config } = container;
  const mode = hostConfig.NetworkMode;
  if (network === undefined) {
    const [kind, owner] = mode.split(':');
    const named = owner === undefined ? mode : `${kind}:${nameOf(engine, owner)}`;
    const shared = sharesNetwork(mode) ? each('--network', [named]) : [];
    return [
      ...shared,
      ...each('--mac-address', config.MacAddress === undefined || config.MacAddress === '' ? [] : [config.MacAddress]),
    ];
  }
  const { ipv4, ipv6 } = own(endpoints, network) ?? {};
  const settings = own(networks, network);
  return [
    ...each('--network', [network]),
    ...each('--ip', ipv4 === undefined ? [] : [ipv4]),
    ...each('--ip6', ipv6 === undefined ? [] : [ipv6]),
    ...each('--mac-address', settings?.mac === undefined ? [] : [settings.mac]),
    ...each('--network-alias', settings && aliasesOn(container, settings)),
  ];
}

function optionsOf(container: Container, engine: Engine): readonly string[] {
  const { id, config, hostConfig, links } = container;
  const { NetworkMode: mode, RestartPolicy: restart, Privileged: privileged } = hostConfig;
  const named = !sharesNetwork(mode) && config.Hostname !== id.slice(0, 12) && config.Hostname !== '';
  return [
    ...each('-p', mode === 'host' ? [] : portsOf(container)),
    ...each(
      '--link',
      links.map(({ target, alias }) => `${nameOf(engine, target)}:${alias}`),
    ),
    ...each('--restart', restart.Name === 'no' ? [] : [restart.Name]),
    ...each('--hostname', named ? [config.Hostname] : []),
    ...(privileged ? ['--privileged'] : []),
    ...each('--cap-add', hostConfig.CapAdd),
    ...each('--cap-drop', hostConfig.CapDrop),
    ...each('--dns', hostConfig.Dns),
    ...each('--dns-search', hostConfig.DnsSearch),
    ...each('--dns-option', hostConfig.DnsOptions),
    ...each('--add-host', hostConfig.ExtraHosts),
    ...each(
      '--sysctl',
      Object.entries(hostConfig.Sysctls ?? {}).map(([key, value]) => `${key}=${value}`),
    ),
  ];
}
