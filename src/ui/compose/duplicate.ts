import { imageWith } from '../../engine/images/image.ts';
import type { Container } from '../../engine/container/container.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EndpointSettings } from '../../engine/network/endpoint.ts';
import { quoted } from '../../shell/words.ts';

/** Networks that every engine has. */
const predefined = new Set(['bridge', 'host', 'none', 'default']);

/** A name that no container has: the name with the next number after it. */
export function freeName(engine: Engine, name: string): string {
  const stem = name.replace(/-\d+$/, '');
  let number = 2;
  while (engine.names[`${stem}-${number}`] !== undefined) number += 1;
  return `${stem}-${number}`;
}

/**
 * The `docker run` line that makes another container like this one, under another name. What can be had once only is left
 * out or replaced: addresses, MAC addresses, and host ports, which become the next free ones.
 */
export function duplicateLine(engine: Engine, container: Container, name: string): string {
  const words = ['docker', 'run', '-d'];
  const flag = (option: string) => words.push(option);
  const option = (option: string, value: string | undefined) => {
    if (value !== undefined && value !== '') words.push(option, value);
  };
  const options = (each: string, values: readonly string[] | null | undefined) => {
    for (const value of values ?? []) option(each, value);
  };
  const { config, hostConfig } = container;
  const image = imageWith(engine.images, container.imageId);

  if (config.OpenStdin) flag('-i');
  if (config.Tty) flag('-t');
  if (hostConfig.AutoRemove) flag('--rm');
  if (hostConfig.Privileged) flag('--privileged');
  if (hostConfig.Init === true) flag('--init');
  option('--name', name.trim());
  if (hasHostnameOfOwn(container)) option('--hostname', config.Hostname);
  words.push(...networkWords(engine, container));
  options(
    '--link',
    hostConfig.Links?.map((link) => link.replace(/^\//, '').replace(/:\/[^/]+\//, ':')),
  );
  words.push(...portWords(engine, container));
  option('-w', config.WorkingDir);
  option('-u', config.User);
  options('-e', less(config.Env, image?.env));
  for (const [label, value] of Object.entries(config.Labels)) option('-l', `${label}=${value}`);
  const { Name: policy, MaximumRetryCount: retries } = hostConfig.RestartPolicy;
  if (policy !== 'no') option('--restart', retries > 0 ? `${policy}:${retries}` : policy);
  options('--cap-add', hostConfig.CapAdd);
  options('--cap-drop', hostConfig.CapDrop);
  options('--dns', hostConfig.Dns);
  options('--dns-search', hostConfig.DnsSearch);
  options('--dns-option', hostConfig.DnsOptions);
  options('--add-host', hostConfig.ExtraHosts);
  for (const [key, value] of Object.entries(hostConfig.Sysctls ?? {})) option('--sysctl', `${key}=${value}`);
  options('-v', hostConfig.Binds);
  option('--stop-signal', config.StopSignal);
  return [...words, ...programWords(container, image?.entrypoint ?? null, image?.cmd ?? [])].map(quoted).join(' ');
}

/** Whether it was given one, rather than its id, or the name of whose network it shares. */
const hasHostnameOfOwn = ({ id, config: { Hostname }, hostConfig: { NetworkMode: mode } }: Container): boolean =>
  Hostname !== id.slice(0, 12) && mode !== 'host' && !mode.startsWith('container:');

/** Those of a list that its image did not bring. */
const less = (list: readonly string[] | null, images: readonly string[] | null | undefined): readonly string[] =>
  (list ?? []).filter((each) => images?.includes(each) !== true);

/** The first network may be the mode; the others follow in the order in which they were joined. */
function networkWords(engine: Engine, { hostConfig: { NetworkMode: mode }, networks }: Container): readonly string[] {
  if (mode.startsWith('container:')) {
    const target = mode.slice('container:'.length);
    return ['--network', `container:${engine.containers[target]?.name ?? target}`];
  }
  const first = mode === 'default' ? 'bridge' : mode;
  const others = Object.entries(networks).filter(([name]) => name !== first);
  const aliases = networks[first]?.aliases ?? [];
  return [
    ...(first === 'bridge' && others.length === 0 ? [] : ['--network', first]),
    ...(predefined.has(first) ? [] : aliases.flatMap((alias) => ['--network-alias', alias])),
    ...others.flatMap(([name, settings]) => ['--network', attachment(name, settings)]),
  ];
}

const attachment = (name: string, { aliases }: EndpointSettings): string =>
  (aliases?.length ?? 0) === 0 ? name : [`name=${name}`, ...(aliases ?? []).map((alias) => `alias=${alias}`)].join(',');

function portWords(engine: Engine, container: Container): readonly string[] {
  const { config, hostConfig } = container;
  const taken = new Set(
    Object.values(engine.containers).flatMap((each) => [
      ...each.ports.map(({ hostPort }) => hostPort),
      ...Object.values(each.hostConfig.PortBindings).flatMap((bindings) =>
        bindings.map(({ HostPort }) => Number(HostPort)),
      ),
    ]),
  );
  const next = (port: string): string => {
    let free = Number(port);
    if (!(free > 0)) return port;
    while (taken.has(free)) free += 1;
    taken.add(free);
    return String(free);
  };
  const bindings = Object.entries(hostConfig.PortBindings).flatMap(([key, list]) =>
    list.map(({ HostIp, HostPort }) => {
      const target = key.replace(/\/tcp$/, '');
      const ip = HostIp === '' || HostIp === '0.0.0.0' ? '' : `${HostIp.includes(':') ? `[${HostIp}]` : HostIp}:`;
      return ['-p', ip === '' && HostPort === '' ? target : `${ip}${next(HostPort)}:${target}`];
    }),
  );
  const known = new Set([
    ...(imageWith(engine.images, container.imageId)?.expose ?? []),
    ...Object.keys(hostConfig.PortBindings),
  ]);
  const exposed = Object.keys(config.ExposedPorts ?? {}).filter((key) => !known.has(key));
  return [
    ...(hostConfig.PublishAllPorts ? ['-P'] : []),
    ...bindings.flat(),
    ...exposed.flatMap((key) => ['--expose', key.replace(/\/tcp$/, '')]),
  ];
}

/** The image, and what runs in it where that is not the image's own. */
function programWords(
  { image, config: { Entrypoint, Cmd } }: Container,
  entrypoint: readonly string[] | null,
  cmd: readonly string[],
): readonly string[] {
  const same = (a: readonly string[] | null, b: readonly string[] | null) =>
    (a ?? []).join('\0') === (b ?? []).join('\0');
  const [program = '', ...rest] = Entrypoint ?? [];
  const ownEntrypoint = !same(Entrypoint, entrypoint);
  // `--entrypoint` takes one word: what else stood in it goes before the arguments.
  if (ownEntrypoint) return ['--entrypoint', program, image, ...rest, ...(Cmd ?? [])];
  return [image, ...(same(Cmd, cmd) ? [] : (Cmd ?? []))];
}
