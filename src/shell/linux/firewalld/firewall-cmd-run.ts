import { FirewallError } from '../../../engine/firewalld/error.ts';
import { engineHost } from '../../../world/engine-host.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { runDirect } from './direct-run.ts';
import { HELP } from './help.table.ts';
import { runIpSet } from './ipset-run.ts';
import { runService } from './service-run.ts';
import { runGlobal } from './global-run.ts';
import { readWords, words } from './options.ts';
import { HARMLESS, machineOf, misused, success, USAGE, type Session } from './session.ts';
import { runSetting } from './setting-run.ts';

const NOT_RUNNING = 252;
/** Milliseconds for which it waits for firewalld to come up. */
const WAITED = 10_000;

/** firewall-cmd 2.5.2: asks the firewalld of its host. */
export async function runFirewallCmd(call: Call): Promise<number> {
  const { options, error } = readWords(call.argv.slice(1));
  if (error !== undefined) throw new ToolError(`${USAGE}firewall-cmd: error: ${error}\n`, 2);
  if (options.has('help')) {
    call.out(HELP);
    return 0;
  }
  const session: Session = {
    call,
    options,
    where: options.has('permanent') ? 'permanent' : 'now',
    machine: machineOf(call),
  };
  check(session);
  const { firewalld } = engineHost(call.world(), session.machine);
  const running = firewalld !== undefined;
  const actions = [...options.keys()].filter((name) => !WITHOUT_ACTION.includes(name));
  if (actions.length === 0 && !options.has('direct'))
    throw new ToolError(
      `State: ${!running ? 'not running' : firewalld.failed ? 'failed' : 'running'}\n\nNo options specified\n${USAGE}`,
      2,
    );
  if (!running) throw absent(call, options.has('state'));
  if (actions.some((name) => name.startsWith('list-lockdown')))
    throw new ToolError('Lockdown feature is deprecated and removed.\n', 0);
  return answered(session);
}

const WITHOUT_ACTION = words('permanent zone policy timeout verbose quiet direct ipset type option family service');

/** What does not go together. */
function check({ options }: Session): void {
  if (options.has('zone') && options.has('policy')) throw misused("Can't use --zone with --policy.");
  if (options.has('zone') && options.has('direct')) throw misused('--zone is an invalid option with --direct');
  const adds = [...options.keys()].some((name) => name.startsWith('add-'));
  if (options.has('timeout') && !adds) throw misused('Wrong --timeout usage');
  if ([...options.keys()].some((name) => /-entr(y|ies)\b/.test(name)) && !options.has('ipset'))
    throw misused('No ipset specified.');
  const direct = [...options.keys()].some(
    (name) => /(-rules?|-chains?|passthroughs?)$/.test(name) && !name.includes('rich'),
  );
  if (direct !== options.has('direct')) throw misused("Wrong usage of 'direct' options.");
}

function absent(call: Call, asksState: boolean): ToolError {
  call.update((world) => {
    world.clock.now += WAITED;
  });
  return new ToolError(
    `Waiting on dbus connection...\n${asksState ? 'not running' : 'FirewallD is not running'}\n`,
    NOT_RUNNING,
  );
}

async function answered(session: Session): Promise<number> {
  const { call, options } = session;
  try {
    if (options.has('direct')) return await runDirect(session);
    return runIpSet(session) ?? runService(session) ?? runGlobal(session) ?? runSetting(session) ?? 0;
  } catch (error) {
    if (!(error instanceof FirewallError)) throw error;
    if (!HARMLESS.includes(error.code)) throw new ToolError(`Error: ${error.message}\n`, error.exit);
    call.err(`Warning: ${error.message}\n`);
    return success(call);
  }
}
