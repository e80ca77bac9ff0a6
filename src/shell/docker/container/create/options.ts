/** What a `docker run` or `docker create` asks of the engine (docker/cli cli/command/container/opts.go). */
import type { ContainerInput } from '../../../../engine/api.ts';
import type { HostConfig } from '../../../../engine/container/container.ts';
import { flagList, flagNumber, flagOn, flagText, isSet } from '../../cli/flags/flag.ts';
import type { FlagValues } from '../../cli/flags/flag.ts';
import { pairs } from '../../cli/options/pairs.ts';
import { capabilities } from './capabilities.ts';
import type { CreateFlag } from './flags.ts';
import { healthcheckOf } from './healthcheck.ts';
import { checkMac, readNetworks } from './networks.ts';
import { OptionError } from './option-error.ts';
import { readPorts } from './publish.ts';
import { resourceSettings } from './resources.ts';
import { otherSettings } from './settings.ts';
import { own } from '../../../../kernel/own.ts';

/** Where docker is called. */
export interface Caller {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** The text of a file on the machine where docker runs, or undefined where there is none. */
  readonly readFile: (path: string) => string | undefined;
}

const refuse = (problem: string): never => {
  throw new OptionError(problem);
};

/** Reads flags, image and command into the body of a create request. Throws OptionError. */
export function containerInput(
  flags: FlagValues<CreateFlag>,
  [image = '', ...command]: readonly string[],
  caller: Caller,
  detached = false,
): ContainerInput {
  const mac = flagText(flags, 'mac-address');
  if (mac !== '') checkMac(mac);
  const streams = streamsOf(flags, detached);
  const swappiness = flagNumber(flags, 'memory-swappiness', -1);
  if (swappiness < -1 || swappiness > 100)
    refuse(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const { binds, volumes } = mountsOf(flagList(flags, 'volume'), caller);
  const ports = readPorts(flagList(flags, 'publish'), flagList(flags, 'expose'));
  const env = environment(flags, caller);
  const labels = labelsOf(flags, caller);
  checkModes(flags);
  const restart = restartPolicy(flagText(flags, 'restart', 'no'));
  const other = { ...resourceSettings(flags), ...otherSettings(flags) };
  const healthcheck = healthcheckOf(flags);
  if (flagOn(flags, 'rm') && restart.Name !== 'no' && restart.Name !== '')
    refuse('conflicting options: cannot specify both --restart and --rm');
  const { mode, endpoints } = readNetworks(flags);
  const stop = flagText(flags, 'stop-signal');
  const name = flagText(flags, 'name');
  return {
    ...(name === '' ? {} : { name }),
    config: {
      Hostname: flagText(flags, 'hostname'),
      Domainname: flagText(flags, 'domainname'),
      User: flagText(flags, 'user'),
      ...streams,
      ...(Object.keys(ports.exposed).length > 0 ? { ExposedPorts: ports.exposed } : {}),
      Tty: flagOn(flags, 'tty'),
      OpenStdin: flagOn(flags, 'interactive'),
      StdinOnce: flagOn(flags, 'interactive') && streams.AttachStdin,
      Env: env,
      Cmd: command.length > 0 ? [...command] : null,
      Image: image,
      Volumes: volumes,
      WorkingDir: flagText(flags, 'workdir'),
      Entrypoint: isSet(flags, 'entrypoint') ? [flagText(flags, 'entrypoint')] : null,
      Labels: labels,
      ...(healthcheck && { Healthcheck: healthcheck }),
      ...(stop === '' ? {} : { StopSignal: stop }),
      ...(isSet(flags, 'stop-timeout') ? { StopTimeout: flagNumber(flags, 'stop-timeout') } : {}),
    },
    hostConfig: {
      Binds: binds.length > 0 ? binds : null,
      NetworkMode: mode,
      PortBindings: ports.bindings,
      RestartPolicy: restart as HostConfig['RestartPolicy'],
      AutoRemove: flagOn(flags, 'rm'),
      CapAdd: capabilities(flagList(flags, 'cap-add')),
      CapDrop: capabilities(flagList(flags, 'cap-drop')),
      Dns: [...flagList(flags, 'dns')],
      DnsOptions: [...flagList(flags, 'dns-option')],
      DnsSearch: [...flagList(flags, 'dns-search')],
      ExtraHosts: orNull(flagList(flags, 'add-host')),
      Links: orNull(flagList(flags, 'link')),
      Privileged: flagOn(flags, 'privileged'),
      PublishAllPorts: flagOn(flags, 'publish-all'),
      ...(isSet(flags, 'sysctl') ? { Sysctls: pairs(flagList(flags, 'sysctl')) } : {}),
      ...(isSet(flags, 'init') ? { Init: flagOn(flags, 'init') } : {}),
      ...other,
    },
    networking: endpoints,
  };
}

const orNull = (items: readonly string[]): string[] | null => (items.length > 0 ? [...items] : null);

/** Which streams the client attaches to: output where nothing else is asked, and none of a container in the background. */
function streamsOf(flags: FlagValues<'attach' | 'interactive'>, detached: boolean) {
  const asked = flagList(flags, 'attach');
  const attached = !detached;
  return {
    AttachStdin: attached && (asked.includes('stdin') || flagOn(flags, 'interactive')),
    AttachStdout: attached && (asked.length === 0 || asked.includes('stdout')),
    AttachStderr: attached && (asked.length === 0 || asked.includes('stderr')),
  };
}

function mountsOf(specs: readonly string[], { cwd, env }: Caller) {
  const binds: string[] = [];
  const volumes: string[] = [];
  for (const spec of specs) {
    if (spec === '') refuse('invalid empty volume spec');
    // A single letter before the colon is a Windows drive to docker/cli, not a source.
    const [first = '', ...further] = spec.split(':');
    const parts =
      /^[a-zA-Z]$/.test(first) && further.length > 0
        ? [`${first}:${further[0]}`, ...further.slice(1)]
        : [first, ...further];
    if (parts.length > 1 && parts.some((part) => part === ''))
      refuse(`invalid spec: ${spec}: empty section between colons`);
    if (parts.length === 1) volumes.push(spec);
    else binds.push([absolute(parts[0] ?? '', cwd, env.HOME ?? '/root'), ...parts.slice(1)].join(':'));
  }
  return { binds, volumes: Object.fromEntries(volumes.map((spec) => [spec, {}])) };
}

function absolute(path: string, cwd: string, home: string): string {
  if (path === '~' || path.startsWith('~/')) return home + path.slice(1);
  if (!/^\.\.?(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of `${cwd}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function linesOf(paths: readonly string[], { readFile }: Caller): string[] {
  return paths.flatMap((path) => {
    const text = readFile(path) ?? refuse(`open ${path}: no such file or directory`);
    return text
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '' && !line.startsWith('#'));
  });
}

/** `NAME` takes the value it has here, or means that the container shall have no such variable. The last of a name counts. */
function environment(flags: FlagValues<'env' | 'env-file'>, caller: Caller): string[] | null {
  const given = [...linesOf(flagList(flags, 'env-file'), caller), ...flagList(flags, 'env')];
  const byName = new Map<string, string>();
  for (const item of given) {
    const name = item.split('=')[0] ?? '';
    const here = own(caller.env, name);
    byName.set(name, item.includes('=') || here === undefined ? item : `${name}=${here}`);
  }
  return orNull([...byName.values()]);
}

const labelsOf = (flags: FlagValues<'label' | 'label-file'>, caller: Caller): Record<string, string> =>
  pairs([...linesOf(flagList(flags, 'label-file'), caller), ...flagList(flags, 'label')]);

type ModeFlag = 'pid' | 'uts' | 'userns' | 'cgroupns';

function checkModes(flags: FlagValues<ModeFlag>) {
  const check = (flag: ModeFlag, what: string, known: RegExp) => {
    if (!known.test(flagText(flags, flag))) refuse(`--${flag}: invalid ${what} mode`);
  };
  check('pid', 'PID', /^(host|container:.+)?$/);
  check('uts', 'UTS', /^(host)?$/);
  check('userns', 'USER', /^(host)?$/);
  check('cgroupns', 'CGROUP', /^(host|private)?$/);
}

/** `on-failure:3` as the API has it. Throws OptionError. */
export function restartPolicy(text: string): { Name: string; MaximumRetryCount: number } {
  const at = text.indexOf(':');
  const [name, count] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  if (at === 0) return refuse('invalid restart policy format: no policy provided before colon');
  if (count !== '' && !/^[+-]?\d+$/.test(count))
    return refuse('invalid restart policy format: maximum retry count must be an integer');
  return { Name: name, MaximumRetryCount: Number(count) };
}
