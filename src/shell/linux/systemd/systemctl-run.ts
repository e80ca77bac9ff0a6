import { civil, shortWeekday } from '../../../engine/calendar.ts';
import { own } from '../../../kernel/own.ts';
import { locate } from '../../../world/place.ts';
import {
  DESCRIPTIONS,
  isUnit,
  reloadDocker,
  reloadFirewall,
  setEnabled,
  startUnit,
  stopUnit,
  unitOf,
  type UnitName,
} from '../../../world/units.ts';
import type { Call } from '../../tool/call.ts';
import { engineConfig } from './config.ts';

/** Exit codes (systemctl(1), LSB): not active, no such unit, nothing done for there is none. */
const NOT_ACTIVE = 3;
const UNKNOWN = 4;
const NOT_LOADED = 5;

const DOCKER = 'docker.service';
const SOCKET = 'docker.socket';
const FIREWALLD = 'firewalld.service';

interface Asked {
  readonly call: Call;
  readonly machine: string;
  readonly quiet: boolean;
  readonly now: boolean;
  /** As the words name them, with their endings. */
  readonly units: readonly string[];
}

/** systemctl */
export const runSystemctl = (call: Call): number => ask(call, call.argv.slice(1));

/** `service NAME ACTION` */
export function runService(call: Call): number {
  const [unit, action, ...more] = call.argv.slice(1);
  if (unit === undefined || action === undefined) {
    call.err('Usage: service < option > | --status-all | [ service_name [ command | --full-restart ] ]\n');
    return 1;
  }
  return ask(call, [action, unit, ...more]);
}

function ask(call: Call, args: readonly string[]): number {
  const [verb = 'list-units', ...names] = args.filter((arg) => !arg.startsWith('-'));
  const asked: Asked = {
    call,
    machine: locate(call.world(), call.place)?.machine.name ?? call.place,
    quiet: args.includes('-q') || args.includes('--quiet'),
    now: args.includes('--now'),
    units: names.map((name) => (name.includes('.') ? name : `${name}.service`)),
  };
  if (verb === 'daemon-reload' || verb === 'reset-failed') return 0;
  if (verb === 'list-units') return list(asked);
  const verbs: Readonly<Record<string, (asked: Asked, unit: UnitName) => number>> = VERBS;
  const run = own(verbs, verb);
  if (!run) {
    call.err(`Unknown command verb '${verb}'.\n`);
    return 1;
  }
  if (names.length === 0 && verb !== 'status') {
    call.err('Too few arguments.\n');
    return 1;
  }
  return asked.units.reduce((exit, unit) => (isUnit(unit) ? run(asked, unit) : missing(asked, verb, unit)) || exit, 0);
}

function missing({ call, quiet }: Asked, verb: string, unit: string): number {
  if (verb.startsWith('is-')) {
    if (!quiet) call.out('inactive\n');
    return UNKNOWN;
  }
  if (verb === 'status') {
    call.err(`Unit ${unit} could not be found.\n`);
    return UNKNOWN;
  }
  call.err(`Failed to ${verb} ${unit}: Unit ${unit} not found.\n`);
  return NOT_LOADED;
}

function start({ call, machine }: Asked, unit: UnitName): number {
  const config = engineConfig(call.world(), machine);
  if (call.update((world) => startUnit(world, machine, unit, config))) return 0;
  call.err(
    `Job for ${unit} failed because the control process exited with error code.\nSee "systemctl status ${unit}" and "journalctl -xeu ${unit}" for details.\n`,
  );
  return 1;
}

function stop({ call, machine, units }: Asked, unit: UnitName): number {
  call.update((world) => stopUnit(world, machine, unit));
  const triggered =
    unit === DOCKER && !units.includes(SOCKET) && unitOf(call.world(), machine, SOCKET).state === 'active';
  if (triggered) call.err(`Stopping '${DOCKER}', but its triggering units are still active:\n${SOCKET}\n`);
  return 0;
}

function restart(asked: Asked, unit: UnitName): number {
  asked.call.update((world) => stopUnit(world, asked.machine, unit));
  return start(asked, unit);
}

function reload({ call, machine }: Asked, unit: UnitName): number {
  const config = engineConfig(call.world(), machine);
  if (unit === DOCKER) call.update((world) => reloadDocker(world, machine, config));
  if (unit === FIREWALLD) call.update((world) => reloadFirewall(world, machine));
  return 0;
}

const enable =
  (enabled: boolean) =>
  (asked: Asked, unit: UnitName): number => {
    asked.call.update((world) => setEnabled(world, asked.machine, unit, enabled));
    if (!asked.now) return 0;
    return enabled ? start(asked, unit) : stop(asked, unit);
  };

const isState =
  (wanted: 'active' | 'failed') =>
  ({ call, machine, quiet }: Asked, unit: UnitName): number => {
    const { state } = unitOf(call.world(), machine, unit);
    if (!quiet) call.out(`${state}\n`);
    return state === wanted ? 0 : NOT_ACTIVE;
  };

function isEnabled({ call, machine, quiet }: Asked, unit: UnitName): number {
  const { disabled = false } = unitOf(call.world(), machine, unit);
  if (!quiet) call.out(disabled ? 'disabled\n' : 'enabled\n');
  return disabled ? 1 : 0;
}

const DOTS = { active: '●', failed: '×', inactive: '○' } as const;
const SUBSTATES = { active: 'running', failed: 'Result: exit-code', inactive: 'dead' } as const;

function status({ call, machine }: Asked, unit: UnitName): number {
  const world = call.world();
  const { state, since, disabled } = unitOf(world, machine, unit);
  const substate = unit === SOCKET && state === 'active' ? 'listening' : SUBSTATES[state];
  const pid = world.machines[machine]?.engine?.pid ?? 0;
  call.out(
    [
      `${DOTS[state]} ${unit} - ${DESCRIPTIONS[unit]}`,
      `     Loaded: loaded (/usr/lib/systemd/system/${unit}; ${disabled ? 'disabled' : 'enabled'}; preset: enabled)`,
      `     Active: ${state} (${substate}) since ${dateOf(since)}`,
      ...(unit === DOCKER
        ? [
            `TriggeredBy: ${DOTS[unitOf(world, machine, SOCKET).state === 'active' ? 'active' : 'inactive']} ${SOCKET}`,
            '       Docs: https://docs.docker.com',
            ...(pid > 0 ? [`   Main PID: ${pid} (dockerd)`] : []),
          ]
        : []),
      '',
    ].join('\n'),
  );
  return state === 'active' ? 0 : NOT_ACTIVE;
}

/** `Mon 2026-01-05 09:00:00 UTC` */
function dateOf(clock: number): string {
  const { year, month, day, hour, minute, second, weekday } = civil(clock);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${shortWeekday(weekday)} ${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} UTC`;
}

function list({ call, machine }: Asked): number {
  const world = call.world();
  const names = (Object.keys(DESCRIPTIONS) as UnitName[]).sort();
  const rows = names.map((unit) => {
    const { state } = unitOf(world, machine, unit);
    const substate =
      unit === SOCKET && state === 'active' ? 'running' : state === 'failed' ? 'failed' : SUBSTATES[state];
    return `  ${unit.padEnd(18)} loaded ${state.padEnd(8)} ${substate.padEnd(9)} ${DESCRIPTIONS[unit]}\n`;
  });
  call.out(`  ${'UNIT'.padEnd(18)} LOAD   ${'ACTIVE'.padEnd(8)} ${'SUB'.padEnd(9)} DESCRIPTION\n${rows.join('')}`);
  return 0;
}

const VERBS = {
  start,
  stop,
  restart,
  reload,
  status,
  'try-restart': restart,
  'reload-or-restart': reload,
  enable: enable(true),
  disable: enable(false),
  'is-active': isState('active'),
  'is-failed': isState('failed'),
  'is-enabled': isEnabled,
};
