import {
  chainIn,
  deleteChain,
  deleteRule,
  flushChain,
  insertRule,
  setPolicy,
  zeroCounters,
} from '../../../kernel/netfilter/chains.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { forgetUnused } from '../../../kernel/netfilter/shared.ts';
import { parseRule } from '../../../kernel/netfilter/rule/rule-text.ts';
import type { TableFamily } from '../../../kernel/netfilter/table.ts';
import { sysctl, setSysctl } from '../../../kernel/sysctl/sysctl.ts';
import type { Place, World } from '../../../world/world.ts';
import { splitWords } from '../iptables/split-words.ts';
import { fileText, rulesAt, settingsAt, writeRules } from './files.ts';
import { loadRules, takeRule } from './load.ts';
import { loggingLines, type Settings } from './logging.ts';
import { limitLog } from './rules-file.ts';

const WAYS = ['input', 'output', 'forward'] as const;
const PARTS = ['before-logging', 'before', 'after', 'after-logging', 'reject', 'track'];

interface Family {
  readonly family: TableFamily;
  readonly v6: boolean;
  /** Of its chains. */
  readonly prefix: 'ufw' | 'ufw6';
}

const V4: Family = { family: 'ip', v6: false, prefix: 'ufw' };
const V6: Family = { family: 'ip6', v6: true, prefix: 'ufw6' };

export const familiesOf = ({ ipv6 }: Settings): readonly Family[] => (ipv6 ? [V4, V6] : [V4]);

export const isLoaded = (namespace: Namespace): boolean =>
  chainIn(namespace, 'ip', 'filter', 'ufw-user-input') !== undefined;

/** A file whose rules the kernel does not take, and the line. */
export interface Failure {
  readonly tool: string;
  readonly file: string;
  readonly line: number;
}

/** Puts the rules in place (ufw-init start), then what tells of packets. */
export function start(world: World, place: Place, namespace: Namespace): Failure | undefined {
  const settings = settingsAt(world, place);
  if (!isLoaded(namespace)) {
    for (const family of familiesOf(settings)) {
      const failure = load(world, place, namespace, settings, family);
      if (failure) return failure;
    }
    setSettings(world, place, namespace);
  }
  updateLogging(world, place, namespace);
  return undefined;
}

function load(
  world: World,
  place: Place,
  namespace: Namespace,
  settings: Settings,
  { family, v6, prefix }: Family,
): Failure | undefined {
  const lines = (...all: string[]): void => void loadRules(namespace, family, all.join('\n'));
  const made = (...chains: string[]): string[] => chains.map((chain) => `:${prefix}-${chain} - [0:0]`);
  if (chainIn(namespace, family, 'filter', `${prefix}-before-logging-input`)) removeChains(namespace, family, prefix);
  else
    for (const way of WAYS) {
      const chains = PARTS.map((part) => `${part}-${way}`);
      lines(...made(...chains), ...chains.map((chain) => `-A ${way.toUpperCase()} -j ${prefix}-${chain}`));
    }
  for (const way of WAYS) {
    if (settings[way] === 'REJECT') lines(`-A ${prefix}-reject-${way} -j REJECT`);
    if (settings[way] === 'ACCEPT')
      for (const protocol of ['tcp', 'udp'])
        lines(`-A ${prefix}-track-${way} -p ${protocol} -m conntrack --ctstate NEW -j ACCEPT`);
  }
  lines(...made('logging-deny', 'logging-allow'));
  lines(
    ...made(...WAYS.map((way) => `skip-to-policy-${way}`)),
    ...WAYS.map((way) => `-A ${prefix}-skip-to-policy-${way} -j ${settings[way]}`),
  );
  const users = ['user', 'user-logging'].flatMap((part) => WAYS.map((way) => `${part}-${way}`));
  for (const name of ['before', 'after', 'user']) {
    if (name === 'user') lines(...made(...users, 'user-limit', 'user-limit-accept'));
    const file = `/etc/ufw/${name}${v6 ? '6' : ''}.rules`;
    const line = loadRules(namespace, family, fileText(world, place, file));
    if (line !== undefined) return { tool: v6 ? 'ip6tables-restore' : 'iptables-restore', file, line };
  }
  for (const way of WAYS) {
    lines(`-A ${prefix}-before-${way} -j ${prefix}-user-${way}`);
    const policy = settings[way] === 'ACCEPT' ? 'ACCEPT' : 'DROP';
    setPolicy(namespace, family, 'filter', way.toUpperCase(), policy);
  }
  return undefined;
}

/** Chains that stay, empty, so that their place among the others' rules is kept. */
const KEPT = PARTS.flatMap((part) => WAYS.map((way) => `${part}-${way}`));
const REMOVED = [
  'logging-deny',
  'logging-allow',
  'not-local',
  ...['user-logging', 'user', 'skip-to-policy'].flatMap((part) => WAYS.map((way) => `${part}-${way}`)),
  'user-limit-accept',
  'user-limit',
];

function removeChains(namespace: Namespace, family: TableFamily, prefix: string): void {
  for (const chain of [...KEPT, ...REMOVED]) {
    flushChain(namespace, family, 'filter', `${prefix}-${chain}`);
    zeroCounters(namespace, family, 'filter', `${prefix}-${chain}`);
  }
  for (const chain of REMOVED) deleteChain(namespace, family, 'filter', `${prefix}-${chain}`);
}

/** What /etc/ufw/sysctl.conf sets (`sysctl -e -q -p`). */
function setSettings(world: World, place: Place, namespace: Namespace): void {
  for (const line of fileText(world, place, '/etc/ufw/sysctl.conf').split('\n')) {
    const [, name = '', value = ''] = /^([\w/.-]+)\s*=\s*(\d+)\s*$/.exec(line) ?? [];
    const dotted = name.replaceAll('/', '.');
    if (name !== '' && sysctl(namespace, dotted) !== undefined) setSysctl(world.kernel, namespace.id, dotted, value);
  }
}

/** Takes the rules away (ufw-init stop). */
export function stop(world: World, place: Place, namespace: Namespace): void {
  for (const { family, prefix } of familiesOf(settingsAt(world, place))) {
    removeChains(namespace, family, prefix);
    for (const way of WAYS) setPolicy(namespace, family, 'filter', way.toUpperCase(), 'ACCEPT');
  }
  forgetUnused(namespace);
}

const LOGGING = [
  ...['before-logging', 'after-logging'].flatMap((part) => WAYS.map((way) => `${part}-${way}`)),
  'logging-deny',
  'logging-allow',
];

/** Writes the files of user rules anew, and puts what tells of packets in its chains (update_logging). */
export function updateLogging(world: World, place: Place, namespace: Namespace): void {
  const settings = settingsAt(world, place);
  for (const v6 of [false, true]) writeRules(world, place, v6, rulesAt(world, place, v6));
  if (!settings.enabled) return;
  for (const { family, prefix } of familiesOf(settings)) {
    for (const chain of LOGGING) flushChain(namespace, family, 'filter', `${prefix}-${chain}`);
    const returns = parseRule(['-j', 'RETURN'], family);
    for (const way of WAYS) deleteRule(namespace, family, 'filter', `${prefix}-user-logging-${way}`, returns);
    for (const line of loggingLines(prefix, settings)) takeRule(namespace, family, 'filter', line);
    const [chain = '', ...words] = splitWords(limitLog(prefix));
    deleteRule(namespace, family, 'filter', chain, parseRule(words, family));
    if (settings.level !== 'off') insertRule(namespace, family, 'filter', chain, 1, parseRule(words, family));
  }
}

/** Puts the rules of the files of user rules in place of those that are there (_reload_user_rules). */
export function reloadUserRules(world: World, place: Place, namespace: Namespace): void {
  for (const { family, v6, prefix } of familiesOf(settingsAt(world, place))) {
    for (const way of WAYS) flushChain(namespace, family, 'filter', `${prefix}-user-logging-${way}`);
    loadRules(namespace, family, fileText(world, place, `/etc/ufw/user${v6 ? '6' : ''}.rules`));
  }
  forgetUnused(namespace);
}

/** What a start of the machine does (ufw.service, before its network is up). */
export function startAtBoot(world: World, name: string): void {
  const namespace = world.kernel.namespaces[name];
  if (namespace && settingsAt(world, name).enabled) start(world, name, namespace);
}
