/** Instructions that change what an image says, and nothing in its files (moby builder/dockerfile/dispatchers.go). */
import type { Image, ImageConfig } from '../../../engine/images/image.ts';
import type { HealthConfig } from '../../../engine/container/health.ts';
import { byBytes } from '../../../engine/by-bytes.ts';
import { resolvePath } from '../../files/path.ts';
import { DockerfileError, jsonWords, type Instruction } from './dockerfile.ts';
import { filled, pairsOf, splitWords, type Variables } from './words.ts';

/** What an image says of its containers. */
export interface Settings {
  readonly cmd: readonly string[];
  /** Whether the command is this file's own: an ENTRYPOINT does away with an older one. */
  readonly ownCmd?: boolean;
  readonly entrypoint: readonly string[] | null;
  readonly expose: readonly string[];
  readonly env: readonly string[] | null;
  readonly config: ImageConfig;
  readonly author?: string;
}

export const DEFAULT_SHELL = ['/bin/sh', '-c'];
/** What the daemon gives images that it builds (oci: DefaultPathEnv). */
const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const settingsOf = ({ cmd, entrypoint, expose, env, made }: Image): Settings => ({
  cmd,
  entrypoint,
  expose,
  env,
  config: made?.config ?? {},
});

/** Images that are built know a PATH. */
export const withPath = (settings: Settings): Settings =>
  settings.env?.some((entry) => entry.startsWith('PATH='))
    ? settings
    : { ...settings, env: [PATH, ...(settings.env ?? [])] };

export const variablesOf = ({ env }: Settings): Variables =>
  Object.fromEntries(
    (env ?? []).map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]),
  );

const goList = (words: readonly string[]): string => `[${words.map((word) => JSON.stringify(word)).join(' ')}]`;

/** The words of CMD, ENTRYPOINT or RUN. */
export const commandWords = (rest: string, { config }: Settings): string[] =>
  jsonWords(rest) ?? (rest === '' ? [] : [...(config.shell ?? DEFAULT_SHELL), rest]);

function withEnv(env: readonly string[] | null, name: string, value: string): string[] {
  const entry = `${name}=${value}`;
  const at = (env ?? []).findIndex((each) => each.startsWith(`${name}=`));
  return at < 0 ? [...(env ?? []), entry] : (env ?? []).map((each, i) => (i === at ? entry : each));
}

/** The settings that follow, and what the history calls the step; undefined where the instruction is another kind. */
export function changed(
  { name, rest, flags }: Instruction,
  settings: Settings,
  variables: Variables,
): { settings: Settings; told: string } | undefined {
  const { config, env } = settings;
  const set = (more: ImageConfig): Settings => ({ ...settings, config: { ...config, ...more } });
  const words = (): string[] => splitWords(rest).map((word) => filled(word, variables));
  switch (name) {
    case 'ENV': {
      const pairs = pairsOf(rest, variables);
      const next = pairs.reduce<readonly string[] | null>((all, [key, value]) => withEnv(all, key, value), env);
      return { settings: { ...settings, env: next }, told: ` ENV ${pairs.map((pair) => pair.join('=')).join(' ')}` };
    }
    case 'LABEL': {
      const pairs = pairsOf(rest, variables);
      const labels = { ...config.labels, ...Object.fromEntries(pairs) };
      return { settings: set({ labels }), told: ` LABEL ${pairs.map((pair) => pair.join('=')).join(' ')}` };
    }
    case 'MAINTAINER':
      return { settings: { ...settings, author: rest }, told: ` MAINTAINER ${rest}` };
    case 'EXPOSE': {
      const ports = words().sort(byBytes);
      const all = [...settings.expose, ...ports.map((port) => (port.includes('/') ? port : `${port}/tcp`))];
      return { settings: { ...settings, expose: [...new Set(all)] }, told: ` EXPOSE ${ports.join(' ')}` };
    }
    case 'USER': {
      const user = filled(rest, variables);
      return { settings: set({ user }), told: ` USER ${user}` };
    }
    case 'VOLUME': {
      const volumes = jsonWords(rest) ?? words();
      return {
        settings: set({ volumes: [...new Set([...(config.volumes ?? []), ...volumes])] }),
        told: ` VOLUME [${volumes.join(' ')}]`,
      };
    }
    case 'STOPSIGNAL': {
      const stopSignal = filled(rest, variables);
      return { settings: set({ stopSignal }), told: ` STOPSIGNAL ${stopSignal}` };
    }
    case 'SHELL': {
      const shell = jsonWords(rest);
      if (!shell) throw new DockerfileError('SHELL requires the arguments to be in JSON form');
      return { settings: set({ shell }), told: ` SHELL [${shell.join(' ')}]` };
    }
    case 'CMD': {
      const cmd = commandWords(rest, settings);
      return { settings: { ...settings, cmd, ownCmd: true }, told: ` CMD ${goList(cmd)}` };
    }
    case 'ENTRYPOINT': {
      const entrypoint = commandWords(rest, settings);
      const cmd = settings.ownCmd ? settings.cmd : [];
      return { settings: { ...settings, cmd, entrypoint }, told: ` ENTRYPOINT ${goList(entrypoint)}` };
    }
    case 'ONBUILD':
      return { settings: set({ onBuild: [...(config.onBuild ?? []), rest] }), told: ` ONBUILD ${rest}` };
    case 'HEALTHCHECK': {
      const healthcheck = checkOf(rest, flags);
      return { settings: set({ healthcheck }), told: ` HEALTHCHECK ${toldCheck(healthcheck)}` };
    }
    case 'WORKDIR': {
      const workingDir = resolvePath(config.workingDir || '/', filled(rest, variables));
      return { settings: set({ workingDir }), told: ` WORKDIR ${workingDir}`.trimStart() };
    }
    default:
      return undefined;
  }
}

const SPANS: Readonly<Record<string, 'Interval' | 'Timeout' | 'StartPeriod' | 'StartInterval'>> = {
  interval: 'Interval',
  timeout: 'Timeout',
  'start-period': 'StartPeriod',
  'start-interval': 'StartInterval',
};
const UNITS: Readonly<Record<string, number>> = { ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };

function checkOf(rest: string, flags: readonly string[]): HealthConfig {
  const [, kind = '', command = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (kind.toUpperCase() === 'NONE') return { Test: ['NONE'] };
  if (kind.toUpperCase() !== 'CMD')
    throw new DockerfileError(`Unknown type ${JSON.stringify(kind)} in HEALTHCHECK (try CMD)`);
  if (command === '') throw new DockerfileError('Missing command after HEALTHCHECK CMD');
  const json = jsonWords(command);
  const check: HealthConfig = { Test: json ? ['CMD', ...json] : ['CMD-SHELL', command] };
  for (const flag of flags) {
    const [, key = '', value = ''] = /^--([\w-]+)=(.*)$/.exec(flag) ?? [];
    const span = Object.hasOwn(SPANS, key) ? SPANS[key] : undefined;
    if (span) check[span] = nanoseconds(value);
    if (key === 'retries') check.Retries = Number(value);
  }
  return check;
}

const nanoseconds = (text: string): number =>
  [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, size, unit]) => sum + Number(size) * (UNITS[unit ?? ''] ?? 0),
    0,
  );

/** As Go prints the struct. */
function toldCheck({
  Test = [],
  Interval = 0,
  Timeout = 0,
  StartPeriod = 0,
  StartInterval = 0,
  Retries = 0,
}: HealthConfig): string {
  const spans = [Interval, Timeout, StartPeriod, StartInterval].map(goSpan);
  return `&{[${Test.join(' ')}] ${spans.join(' ')} ${Retries}}`;
}

function goSpan(span: number): string {
  const seconds = span / 1e9;
  if (seconds === 0) return '0s';
  if (seconds < 1) return `${span / 1e6}ms`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${rest}s`;
}
