/** What was not told of a host, and so is assumed to be as a fresh engine has it. */
import type { Draft } from './draft.ts';
import { notice, type Notice, type AssumedKind } from './notice.ts';
import type { HostFacts, StackFacts } from './snapshot.ts';

export function assumptionsOf(host: HostFacts, { inside, containers, missing }: Draft): Notice<AssumedKind>[] {
  const { stack = {}, networks, engine } = host;
  const running = (host.containers ?? []).filter(({ status }) => status === 'running');
  const missed: readonly (readonly [AssumedKind, boolean])[] = [
    ['no-root', missing.has('root')],
    ['no-containers', host.containers === undefined && containers.length === 0 && engine?.version === undefined],
    ['no-details', (host.containers ?? []).some(({ image, mode }) => image === 'unknown' || mode === undefined)],
    ['no-networks', networks === undefined],
    [
      'no-subnets',
      (networks ?? []).some(({ driver, subnets }) => subnets.length === 0 && !['host', 'null'].includes(driver)),
    ],
    ['no-links', stack.links === undefined],
    ['no-routes', stack.routes === undefined],
    ['no-iptables', stack.iptables === undefined && stack.legacy === undefined],
    ['no-ip6tables', stack.ip6tables === undefined && stack.legacy6 === undefined],
    ['no-sets', lacksSets(stack)],
    ['no-sockets', stack.sockets === undefined],
    ['no-sysctl', stack.sysctl === undefined],
    ['no-daemon', engine?.daemon === undefined],
    ['no-stacks', running.length > 0 && inside.size === 0],
  ];
  return missed.flatMap(([kind, is]) => (is ? [notice(kind, { host: host.name })] : []));
}

/** Whether rules ask for sets that nobody told. */
function lacksSets({ sets = [], iptables = '', ip6tables = '', legacy = '', legacy6 = '' }: StackFacts): boolean {
  const told = new Set(sets.map(({ name }) => name));
  const asked = `${iptables}${ip6tables}${legacy}${legacy6}`.matchAll(/ --(?:match|add|del)-set (\S+)/g);
  return [...asked].some(([, name = '']) => !told.has(name));
}
