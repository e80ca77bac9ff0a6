import type { Container } from '../engine/container/container.ts';
import { isPredefined } from '../engine/network/network.ts';
import { own } from '../kernel/own.ts';
import { quoted } from '../shell/words.ts';
import type { World } from '../world/world.ts';
import { connect, networksAtStart } from './compose/attachments.ts';
import { networkCommand } from './compose/export-network.ts';
import { portsOf } from './compose/export-service.ts';

/** What makes the networks and containers of each host of a world anew, as far as they are known: what they run is not. */
export const rebuilt = (world: World): readonly { readonly host: string; readonly lines: readonly string[] }[] =>
  Object.values(world.machines).flatMap(({ name: host, engine }) => {
    if (!engine) return [];
    const networks = Object.values(engine.networks).filter(
      ({ name, scope }) => !isPredefined(name) && scope === 'local',
    );
    const containers = Object.values(engine.containers).sort((a, b) => a.created - b.created);
    const notes = [
      `# What ${host} had when it was brought in. What its containers run, their settings and its own rules are not in it.`,
    ];
    return [{ host, lines: [...notes, ...networks.map(networkCommand), ...containers.flatMap(containerCommands)] }];
  });

function containerCommands(container: Container): readonly string[] {
  const { name, image, hostConfig, state, endpoints, networks } = container;
  const [first, ...others] = networksAtStart(container);
  const words = ['docker', state.status === 'running' ? 'run' : 'create', '--name', name];
  if (state.status === 'running') words.splice(2, 0, '-d');
  const mode = hostConfig.NetworkMode;
  const isOther = mode === 'host' || mode === 'none' || mode.startsWith('container:');
  if (first !== undefined || isOther) words.push('--network', first ?? mode);
  const address = first === undefined ? undefined : own(endpoints, first)?.ipv4;
  if (address !== undefined) words.push('--ip', address);
  for (const alias of (first === undefined ? undefined : own(networks, first)?.aliases) ?? [])
    if (alias !== name) words.push('--network-alias', alias);
  for (const port of mode === 'host' ? [] : portsOf(container)) words.push('-p', port);
  const { Name: restart } = hostConfig.RestartPolicy;
  if (restart !== 'no') words.push('--restart', restart);
  return [[...words, image].map(quoted).join(' '), ...others.map((network) => connect(container, network))];
}
