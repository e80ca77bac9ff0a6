import { readConfig, writeSettings } from '../../../engine/firewalld/config.ts';
import { policyCalled, zoneCalled, type Where } from '../../../engine/firewalld/change.ts';
import { follow } from '../../../engine/firewalld/daemon.ts';
import { FirewallError, type FirewallCode } from '../../../engine/firewalld/error.ts';
import type { Config, Firewalld, Policy, Zone } from '../../../engine/firewalld/settings.ts';
import type { EngineHost } from '../../../engine/engine.ts';
import { engineHost } from '../../../world/engine-host.ts';
import { locate } from '../../../world/place.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Given } from './options.ts';

/** One run of firewall-cmd on a host whose firewalld runs. */
export interface Session {
  readonly call: Call;
  readonly options: Given['options'];
  /** Whether the files are meant, or what is in force. */
  readonly where: Where;
  readonly machine: string;
}

export const USAGE = "usage: 'firewall-cmd --help' for usage information or see firewall-cmd(1) man page\n";

/** Something is asked that does not go together. */
export const misused = (text: string): ToolError => new ToolError(`${USAGE}${text}\n`, 2);

export const machineOf = (call: Call): string => locate(call.world(), call.place)?.machine.name ?? call.place;

const runningOn = (host: EngineHost): Firewalld => {
  if (!host.firewalld) throw new FirewallError('NOT_RUNNING');
  return host.firewalld;
};

/** What is in force, or what the files say. */
export function configOf({ call, where, machine }: Session): Config {
  const host = engineHost(call.world(), machine);
  return where === 'permanent' ? readConfig(host.files) : runningOn(host);
}

export const inForce = ({ call, machine }: Session): Firewalld => runningOn(engineHost(call.world(), machine));

/** Changes the host and what firewalld has in mind. */
export const change = <T>({ call, machine }: Session, recipe: (host: EngineHost, firewalld: Firewalld) => T): T =>
  call.update((world) => {
    const host = engineHost(world, machine);
    return recipe(host, runningOn(host));
  });

/** The zone or the policy that is meant: the default zone where none is named. */
export function meantIn({ options }: Session, config: Config): Zone | Policy {
  const [policy] = options.get('policy') ?? [];
  if (policy !== undefined) return policyCalled(config, policy);
  const [zone] = options.get('zone') ?? [];
  return zoneCalled(config, zone ?? config.defaultZone);
}

/** What the files alone have. @throws ToolError where they are not meant */
export const permanentOnly = ({ where }: Session): void => {
  if (where === 'now') throw misused('Option can be used only with --permanent.');
};

const MENDED =
  'The permanent configuration must be fixed and then firewalld restarted. Try `firewall-offline-cmd --check-config`.';

/** @throws FirewallError where firewalld could not do what the files say */
export function checkRunning({ failed }: Firewalld, act: string): void {
  if (failed)
    throw new FirewallError(
      'RUNNING_BUT_FAILED',
      `${act} is not allowed while firewalld is in FAILED state. ${MENDED}`,
    );
}

/** Changes the host's files. @throws FirewallError where firewalld could not do what they say */
export const changeFiles = <T>(session: Session, recipe: (host: EngineHost, firewalld: Firewalld) => T): T =>
  change(session, (host, firewalld) => {
    checkRunning(firewalld, 'Changing permanent configuration');
    return recipe(host, firewalld);
  });

/** Changes the meant zone or policy, in force or in the files, and has the rules follow. */
export function changeMeant(session: Session, recipe: (settings: Zone | Policy, config: Config) => void): void {
  change(session, (host, firewalld) => {
    if (session.where === 'now') {
      if (firewalld.panic) throw new FirewallError('PANIC_MODE');
      if (firewalld.failed === 'open') {
        const tried = JSON.parse(JSON.stringify(firewalld)) as Firewalld;
        recipe(meantIn(session, tried), tried);
        throw new FirewallError(
          'COMMAND_FAILED',
          "'python-nftables' failed: internal:0:0-0: Error: Could not process rule: No such file or directory",
        );
      }
      recipe(meantIn(session, firewalld), firewalld);
      follow(host, firewalld);
      return;
    }
    checkRunning(firewalld, 'Changing permanent configuration');
    const config = { ...readConfig(host.files), defaultZone: firewalld.defaultZone };
    const before = new Map([...settingsIn(config)].map((each) => [each, JSON.stringify(each)]));
    recipe(meantIn(session, config), config);
    for (const each of settingsIn(config))
      if (before.get(each) !== JSON.stringify(each)) writeSettings(host.files, each);
  });
}

export const settingsIn = ({ zones, policies }: Config): (Zone | Policy)[] => [
  ...Object.values(zones),
  ...Object.values(policies),
];

/** What is no more than a warning. */
export const HARMLESS: readonly FirewallCode[] = ['ALREADY_ENABLED', 'NOT_ENABLED', 'ZONE_ALREADY_SET', 'ALREADY_SET'];

/**
 * Does something with each of the values of an option. Where there are several, what fails is a warning, and all fails only where
 * each one did (command.py: __cmd_sequence). Returns the exit code.
 */
export function eachOf({ call }: Session, values: readonly string[], act: (value: string) => void): number {
  const codes = new Set<number>();
  let failures = 0;
  for (const value of values) {
    try {
      act(value);
    } catch (error) {
      if (!(error instanceof FirewallError)) throw error;
      const harmless = HARMLESS.includes(error.code);
      if (values.length === 1 && !harmless) throw error;
      call.err(`Warning: ${error.message}\n`);
      if (values.length === 1) return success(call);
      codes.add(harmless ? 0 : error.exit);
      failures += 1;
    }
  }
  if (failures < values.length || codes.has(0)) return success(call);
  return codes.size === 1 ? ([...codes][0] ?? 0) : UNKNOWN_ERROR;
}

const UNKNOWN_ERROR = 254;

export function success(call: Call): number {
  call.out('success\n');
  return 0;
}

/** An answer to a question. */
export function answer(call: Call, yes: boolean): number {
  call.out(yes ? 'yes\n' : 'no\n');
  return yes ? 0 : 1;
}

export function print(call: Call, text: string): number {
  if (text !== '') call.out(`${text}\n`);
  return 0;
}
