import { strftime } from '../calendar.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { own } from '../../../kernel/own.ts';
import { namespaceOf } from '../iptables/place.ts';
import { runApp } from './apps.ts';
import { SyntaxProblem, UfwError } from './errors.ts';
import { resetFiles, setEnabled, setLevel, setPolicyOf, settingsAt } from './files.ts';
import { HELP, VERSION } from './help.table.ts';
import { LEVELS } from './logging.ts';
import { fullCommandOf } from './rule.ts';
import { agrees, allRules, deleteNumber, makeRule, namesAt, tell } from './rule-run.ts';
import { isLoaded, start, stop, updateLogging, type Failure } from './start.ts';
import { listeningText, showRules } from './show.ts';
import { statusText } from './status.ts';

/** ufw 0.36.2: keeps rules in its files, and makes them rules of iptables. */
export async function runUfw(call: Call): Promise<number> {
  try {
    const words = call.argv.slice(1);
    const dry = words[0] === '--dry-run';
    if (dry) words.shift();
    const forced = words[0] === '--force' || words[0] === '-f';
    if (forced) words.shift();
    if (words.length === 0) return usage(call, 'not enough args');
    if (dry && !HARMLESS.includes(words[0] ?? '')) return tryOut(call, words, forced);
    return await perform(call, words, forced);
  } catch (error) {
    if (error instanceof SyntaxProblem) return usage(call, 'Invalid syntax');
    if (error instanceof UfwError) throw new ToolError(`ERROR: ${error.message}\n`, 1);
    throw error;
  }
}

function usage(call: Call, problem: string): number {
  call.err(`ERROR: ${problem}\n`);
  call.out(HELP);
  return 1;
}

/** Changes the firewall of the place. */
const change = <T>(call: Call, recipe: (world: World, namespace: Namespace) => T): T =>
  call.update((world) => recipe(world, namespaceOf(call, world)));

function perform(call: Call, words: readonly string[], forced: boolean): number | Promise<number> {
  const [command = ''] = words.map((word) => word.toLowerCase());
  const say = (...lines: readonly string[]): number => {
    call.out(`${lines.join('\n')}\n`);
    return 0;
  };
  const alone = (): void => {
    if (words.length > 1) throw new SyntaxProblem();
  };
  /** It reads what there is of profiles, as all but help does. */
  const ready = (): void => {
    alone();
    namesAt(call);
  };
  switch (command) {
    case 'enable':
      ready();
      turnOn(call);
      return say('Firewall is active and enabled on system startup');
    case 'disable':
      ready();
      turnOff(call);
      return say('Firewall stopped and disabled on system startup');
    case 'reload':
      ready();
      return say(reload(call));
    case 'reset':
      ready();
      return reset(call, forced);
    case 'version':
    case '--version':
      alone();
      call.out(VERSION);
      return 0;
    case 'help':
    case '--help':
    case '-h':
      alone();
      call.out(HELP);
      return 0;
    case 'status':
      return status(call, words);
    case 'show':
      return show(call, words[1]?.toLowerCase());
    case 'default':
      return say(...setDefault(call, words));
    case 'logging':
      return say(setLogging(call, words[1]?.toLowerCase()));
    case 'app':
      if (words[0] !== command) throw new SyntaxProblem();
      return runApp(call, words.slice(1), false);
    case 'delete':
      if (/^-?\d+$/.test(words[1] ?? '')) return deleteNumber(call, Number(words[1]), forced, false);
      return tell(call, makeRule(call, [command, ...words.slice(1)], false));
    case 'route':
    case 'rule':
    case 'allow':
    case 'deny':
    case 'reject':
    case 'limit':
    case 'insert':
    case 'prepend':
      return tell(call, makeRule(call, [command, ...words.slice(1)], false));
    default:
      throw new SyntaxProblem();
  }
}

function failed({ tool, file, line }: Failure): UfwError {
  return new UfwError(`problem running ufw-init\n${tool}: line ${line} failed\n\nProblem running '${file}'\n`);
}

function turnOn(call: Call): void {
  const failure = change(call, (world, namespace) => {
    const was = settingsAt(world, call.place).enabled;
    if (!was) setEnabled(world, call.place, true);
    const found = start(world, call.place, namespace);
    if (found && !was) setEnabled(world, call.place, false);
    return found;
  });
  if (failure) throw failed(failure);
}

function turnOff(call: Call): void {
  change(call, (world, namespace) => {
    if (settingsAt(world, call.place).enabled) setEnabled(world, call.place, false);
    stop(world, call.place, namespace);
  });
}

function restart(call: Call): void {
  const failure = change(call, (world, namespace) => {
    stop(world, call.place, namespace);
    return start(world, call.place, namespace);
  });
  if (failure) throw failed(failure);
}

function reload(call: Call): string {
  if (!settingsAt(call.world(), call.place).enabled) return 'Firewall not enabled (skipping reload)';
  restart(call);
  return 'Firewall reloaded';
}

function reset(call: Call, forced: boolean): number {
  const question = 'Resetting all rules to installed defaults. Proceed with operation (y|n)? ';
  if (!forced && !agrees(call, question)) {
    call.out('Aborted\n');
    return 0;
  }
  if (settingsAt(call.world(), call.place).enabled) turnOff(call);
  const suffix = strftime('%Y%m%d_%H%M%S', call.world().clock.now);
  const kept = call.update((world) => resetFiles(world, call.place, suffix));
  for (const path of kept) {
    const old = path.slice(path.lastIndexOf('/') + 1, -suffix.length - 1);
    call.out(`Backing up '${old}' to '${path}'\n`);
  }
  call.out('\n');
  return 0;
}

function status(call: Call, [, style = 'plain']: readonly string[]): number {
  const known = (['plain', 'verbose', 'numbered'] as const).find((each) => each === style.toLowerCase());
  if (!known) throw new SyntaxProblem();
  namesAt(call);
  const on = isLoaded(namespaceOf(call, call.world()));
  call.out(on ? statusText(allRules(call), known, settingsAt(call.world(), call.place)) : 'Status: inactive\n');
  return 0;
}

const REPORTS: Readonly<Record<string, string>> = {
  raw: 'raw',
  builtins: 'builtins',
  'before-rules': 'before',
  'user-rules': 'user',
  'after-rules': 'after',
  'logging-rules': 'logging',
};

function show(call: Call, what: string | undefined): number | Promise<number> {
  const report = own(REPORTS, what ?? '');
  if (what !== 'added' && what !== 'listening' && report === undefined) throw new SyntaxProblem();
  namesAt(call);
  if (what === 'added') {
    const commands = [...new Set(allRules(call).map((rule) => `ufw ${fullCommandOf(rule)}`))];
    call.out("Added user rules (see 'ufw status' for running firewall):\n");
    call.out(commands.length === 0 ? '(None)\n' : commands.map((line) => `${line}\n`).join(''));
    return 0;
  }
  return report === undefined ? tell(call, listeningText(call)) : showRules(call, report);
}

/** What changes nothing is done in a trial as well. */
const HARMLESS = ['show', 'version', 'help'];
const INIT = '> running ufw-init\n';

/** `ufw --dry-run …`: what would be done. */
function tryOut(call: Call, words: readonly string[], forced: boolean): number {
  const [command = ''] = words;
  switch (command) {
    case 'enable':
      call.out(`${INIT}Firewall is active and enabled on system startup\n`);
      return 0;
    case 'disable':
      call.out(`${INIT}Firewall stopped and disabled on system startup\n`);
      return 0;
    case 'reload':
      call.out(`${INIT}${INIT}Firewall reloaded\n`);
      return 0;
    case 'status':
      call.out('> Checking iptables\n> Checking ip6tables\n\n');
      return 0;
    case 'default':
      call.out(`${INIT}${INIT}${defaultAsked(words).told.join('\n')}\n`);
      return 0;
    case 'logging':
    case 'reset':
      throw new UfwError(`this lab's ufw does not try '${command}' out`);
    case 'app':
      return runApp(call, words.slice(1), true);
    default:
      if (command === 'delete' && /^-?\d+$/.test(words[1] ?? ''))
        return deleteNumber(call, Number(words[1]), forced, true);
      return tell(call, makeRule(call, words, true));
  }
}

const POLICIES: Readonly<Record<string, string>> = { allow: 'ACCEPT', deny: 'DROP', reject: 'REJECT' };
const DIRECTIONS = [
  { words: ['incoming', 'input'], chain: 'INPUT' },
  { words: ['outgoing', 'output'], chain: 'OUTPUT' },
  { words: ['routed', 'forward'], chain: 'FORWARD' },
];

function defaultAsked(words: readonly string[]) {
  const [, asked = '', way = 'incoming'] = words.map((word) => word.toLowerCase());
  const policy = own(POLICIES, asked);
  const direction = DIRECTIONS.find((each) => each.words.includes(way));
  if (policy === undefined || !direction) throw new SyntaxProblem();
  const told = `Default ${direction.words[0]} policy changed to '${asked}'`;
  return { policy, chain: direction.chain, told: [told, '(be sure to update your rules accordingly)'] };
}

function setDefault(call: Call, words: readonly string[]): string[] {
  const { policy, chain, told } = defaultAsked(words);
  namesAt(call);
  call.update((world) => setPolicyOf(world, call.place, chain, policy));
  if (settingsAt(call.world(), call.place).enabled) restart(call);
  return told;
}

function setLogging(call: Call, asked: string | undefined): string {
  const known = asked === 'on' ? onLevel(call) : LEVELS.find((level) => level === asked);
  if (known === undefined) throw new SyntaxProblem();
  namesAt(call);
  change(call, (world, namespace) => {
    setLevel(world, call.place, known);
    updateLogging(world, call.place, namespace);
  });
  return known === 'off' ? 'Logging disabled' : 'Logging enabled';
}

function onLevel(call: Call): string {
  const { level } = settingsAt(call.world(), call.place);
  return level === 'off' ? 'low' : level;
}
