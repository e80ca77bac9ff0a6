import { checkName, makeNew, policyCalled, zoneCalled } from '../../../engine/firewalld/change.ts';
import {
  isStock,
  readConfig,
  removeSettings,
  writeDirect,
  writeSetting,
  writeSettings,
} from '../../../engine/firewalld/config.ts';
import { activeZones, follow, isActive, reloadFirewalld } from '../../../engine/firewalld/daemon.ts';
import { FirewallError } from '../../../engine/firewalld/error.ts';
import { IPSET_TYPES } from '../../../engine/firewalld/ipset.ts';
import { ICMP_NAMES, icmpKind } from '../../../engine/firewalld/icmp.ts';
import type { EngineHost } from '../../../engine/engine.ts';
import type { Firewalld, Policy, Zone } from '../../../engine/firewalld/settings.ts';
import { remakeRules } from '../../../engine/daemon/remake-rules.ts';
import { own } from '../../../kernel/own.ts';
import { VERSION } from './help.table.ts';
import {
  answer,
  change,
  changeFiles,
  checkRunning,
  configOf,
  inForce,
  permanentOnly,
  print,
  settingsIn,
  success,
  type Session,
} from './session.ts';
import { wholeText, zonesOf } from './setting-run.ts';

const FAILED = 251;

type Run = (session: Session, value: string, values: readonly string[]) => number;

/** What concerns firewalld as a whole. `undefined` where another kind of option was given. */
export function runGlobal(session: Session): number | undefined {
  for (const [name, values] of session.options) {
    const run = own(RUNS, name);
    if (run) return run(session, values[0] ?? '', values);
  }
  return undefined;
}

const byName = (names: readonly string[]): string => names.toSorted().join(' ');
const VERSIONS = ['ipv4', 'ipv6'] as const;
const LOGGED = ['all', 'unicast', 'broadcast', 'multicast', 'off'];

const RUNS: Readonly<Record<string, Run>> = {
  version: ({ call }) => print(call, VERSION),
  state: (session) => {
    if (!inForce(session).failed) return print(session.call, 'running');
    session.call.err('failed\n');
    return FAILED;
  },
  reload,
  'complete-reload': reload,
  'check-config': ({ call }) => success(call),
  'runtime-to-permanent': runtimeToPermanent,
  'get-default-zone': (session) => print(session.call, inForce(session).defaultZone),
  'set-default-zone': setDefaultZone,
  'get-zones': (session) => print(session.call, byName(Object.keys(configOf(session).zones))),
  'get-policies': (session) => print(session.call, byName(Object.keys(configOf(session).policies))),
  'get-icmptypes': ({ call }) => print(call, byName(ICMP_NAMES)),
  'get-ipset-types': ({ call }) => print(call, IPSET_TYPES.join(' ')),
  'get-active-zones': showActiveZones,
  'get-active-policies': showActivePolicies,
  'get-zone-of-interface': (session, _, values) => zonesOf(session, 'interfaces', values),
  'get-zone-of-source': (session, _, values) => zonesOf(session, 'sources', values),
  'list-all-zones': (session) => showAll(session, Object.values(configOf(session).zones)),
  'list-all-policies': (session) => showAll(session, Object.values(configOf(session).policies)),
  'info-zone': (session, name) => showAll(session, [zoneCalled(configOf(session), name)]),
  'info-policy': (session, name) => showAll(session, [policyCalled(configOf(session), name)]),
  'info-icmptype': showIcmp,
  'get-log-denied': (session) => print(session.call, inForce(session).logDenied),
  'set-log-denied': setLogDenied,
  'panic-on': (session) => setPanic(session, true),
  'panic-off': (session) => setPanic(session, false),
  'query-panic': (session) => answer(session.call, inForce(session).panic ?? false),
  'new-zone': (session, name) => make(session, 'zone', name),
  'new-policy': (session, name) => make(session, 'policy', name),
  'delete-zone': (session, name) => remove(session, zoneCalled(configOf(session), name)),
  'delete-policy': (session, name) => remove(session, policyCalled(configOf(session), name)),
  'load-zone-defaults': (session, name) => restore(session, zoneCalled(configOf(session), name)),
  'load-policy-defaults': (session, name) => restore(session, policyCalled(configOf(session), name)),
  'path-zone': (session, name) => path(session, 'zones', zoneCalled(configOf(session), name)),
  'path-policy': (session, name) => path(session, 'policies', policyCalled(configOf(session), name)),
  'reset-to-defaults': resetAll,
};

/** The engine, where it hears of it, makes its rules anew then. */
function reload(session: Session): number {
  change(session, readAgain);
  return success(session.call);
}

function readAgain(host: EngineHost, firewalld: Firewalld): void {
  const wrong = reloadFirewalld(host, firewalld);
  if (wrong) throw wrong;
  remakeRules(host);
}

function runtimeToPermanent(session: Session): number {
  change(session, (host, firewalld) => {
    checkRunning(firewalld, 'Saving runtime to permanent');
    for (const each of settingsIn(firewalld)) writeSettings(host.files, each);
    for (const each of [...Object.values(firewalld.ipsets), ...Object.values(firewalld.services)])
      writeSettings(host.files, each);
    if (JSON.stringify(readConfig(host.files).direct) !== JSON.stringify(firewalld.direct))
      writeDirect(host.files, firewalld.direct);
  });
  return success(session.call);
}

/** Devices that belong to no zone follow the default zone. */
function setDefaultZone(session: Session, name: string): number {
  change(session, (host, firewalld) => {
    zoneCalled(firewalld, name);
    if (firewalld.defaultZone === name) throw new FirewallError('ZONE_ALREADY_SET', name);
    writeSetting(host.files, 'DefaultZone', name);
    firewalld.defaultZone = name;
    follow(host, firewalld);
  });
  return success(session.call);
}

function showActiveZones(session: Session): number {
  const firewalld = inForce(session);
  for (const { name, interfaces, sources } of activeZones(firewalld)) {
    const lines = [
      `${name}${name === firewalld.defaultZone ? ' (default)' : ''}`,
      ...(interfaces.length > 0 ? [`  interfaces: ${interfaces.join(' ')}`] : []),
      ...(sources.length > 0 ? [`  sources: ${sources.join(' ')}`] : []),
    ];
    print(session.call, lines.join('\n'));
  }
  return 0;
}

function showActivePolicies(session: Session): number {
  const firewalld = inForce(session);
  const active = Object.values(firewalld.policies).filter((policy) => isActive(firewalld, policy));
  for (const { name, ingress, egress } of active.sort((a, b) => (a.name < b.name ? -1 : 1)))
    print(session.call, `${name}\n  ingress-zones: ${ingress.join(' ')}\n  egress-zones: ${egress.join(' ')}`);
  return 0;
}

function showAll(session: Session, all: readonly (Zone | Policy)[]): number {
  for (const each of all.toSorted((a, b) => (a.name < b.name ? -1 : 1))) session.call.out(wholeText(session, each));
  return 0;
}

function showIcmp({ call }: Session, name: string): number {
  const versions = ICMP_NAMES.includes(name) ? VERSIONS.filter((version) => icmpKind(name, version)) : undefined;
  if (!versions) throw new FirewallError('INVALID_ICMPTYPE', name);
  return print(call, `${name}\n  destination: ${versions.join(' ')}`);
}

function setLogDenied(session: Session, value: string): number {
  if (!LOGGED.includes(value))
    throw new FirewallError('INVALID_VALUE', `'${value}', choose from '${LOGGED.join("','")}'`);
  change(session, (host, firewalld) => {
    if (firewalld.logDenied === value) throw new FirewallError('ALREADY_SET', value);
    writeSetting(host.files, 'LogDenied', value);
    readAgain(host, firewalld);
  });
  return success(session.call);
}

function setPanic(session: Session, on: boolean): number {
  change(session, (host, firewalld) => {
    if ((firewalld.panic ?? false) === on)
      throw new FirewallError(on ? 'ALREADY_ENABLED' : 'NOT_ENABLED', `panic mode ${on ? 'already' : 'not'} enabled`);
    if (on) firewalld.panic = true;
    else delete firewalld.panic;
    follow(host, firewalld);
  });
  return success(session.call);
}

function make(session: Session, kind: 'zone' | 'policy', name: string): number {
  permanentOnly(session);
  checkName(kind, name);
  changeFiles(session, ({ files }) => writeSettings(files, makeNew(readConfig(files), kind, name)));
  return success(session.call);
}

function remove(session: Session, settings: Zone | Policy): number {
  permanentOnly(session);
  if (isStock(settings))
    throw new FirewallError(
      'BUILTIN_ZONE',
      `'${settings.name}' is built-in ${'interfaces' in settings ? 'zone' : 'policy'}`,
    );
  changeFiles(session, ({ files }) => removeSettings(files, settings));
  return success(session.call);
}

function restore(session: Session, settings: Zone | Policy): number {
  permanentOnly(session);
  changeFiles(session, ({ files }) => removeSettings(files, settings));
  return success(session.call);
}

function path(session: Session, folder: string, { name }: Zone | Policy): number {
  permanentOnly(session);
  const changed = change(session, ({ files }) => Object.hasOwn(files, `/etc/firewalld/${folder}/${name}.xml`));
  return print(session.call, `${changed ? '/etc' : '/usr/lib'}/firewalld/${folder}/${name}.xml`);
}

function resetAll(session: Session): number {
  change(session, (host, firewalld) => {
    for (const name of Object.keys(host.files)) if (name.startsWith('/etc/firewalld/')) delete host.files[name];
    readAgain(host, firewalld);
  });
  return success(session.call);
}
