import { CONFIG_FILE } from '../../../engine/api.ts';
import { StartFailure } from '../../../engine/settings/failure.ts';
import { readSettings, type GivenFlag } from '../../../engine/settings/read.ts';
import { locate } from '../../../world/place.ts';
import { FileError, IS_DIRECTORY, NO_ENTRY } from '../../files/entry.ts';
import { resolvePath } from '../../files/path.ts';
import { readText, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { versionLine } from '../../docker/system/version.ts';
import { DOCKERD_HELP } from './dockerd-help.table.ts';
import { dockerd, OPTION_OF } from './dockerd.ts';

/** dockerd */
export function runDockerd(call: Call): number {
  const given = getopt(call.argv.slice(1), dockerd.grammar);
  if (given.error !== undefined) throw refused(given.error.replace(/^unrecognized option '(.*)'$/, 'unknown flag: $1'));
  if (given.has('help')) {
    call.out(`\n${DOCKERD_HELP}`);
    return 0;
  }
  if (given.has('v')) {
    call.out(`${versionLine}\n`);
    return 0;
  }
  if (given.operands.length > 0) throw refused(`"dockerd" accepts no arguments.`);
  if (!given.has('validate')) return start(call);
  const flags = given.options.flatMap(({ name, value }): GivenFlag[] =>
    ['validate', 'config-file'].includes(name) ? [] : [[OPTION_OF[name] ?? name, value || 'true']],
  );
  const path = given.value('config-file');
  const text = configText(call, path ?? CONFIG_FILE, path !== undefined);
  try {
    readSettings(text, path ?? CONFIG_FILE, flags);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    throw new ToolError(`${error.message}\n`, 1);
  }
  call.err('configuration OK\n');
  return 0;
}

const refused = (why: string): ToolError =>
  new ToolError(`Status: ${why}\nSee 'dockerd --help'.\n\n${DOCKERD_HELP}, Code: 125\n`, 1);

/** The text of the file that is to be checked. The usual one need not be there. */
function configText(call: Call, path: string, mustBe: boolean): string | undefined {
  try {
    return readText(treeAt(call.world(), call.place), resolvePath(call.cwd, path));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!mustBe && error.message === NO_ENTRY) return undefined;
    const step = error.message === IS_DIRECTORY ? 'read' : 'open';
    const why = error.message.charAt(0).toLowerCase() + error.message.slice(1);
    throw new ToolError(`unable to configure the Docker daemon with file ${path}: ${step} ${path}: ${why}\n`, 1);
  }
}

/** A second daemon finds the first one's pid; the first is systemd's to start. */
function start(call: Call): number {
  const pid = locate(call.world(), call.place)?.machine.engine?.pid ?? 0;
  throw new ToolError(
    pid > 0
      ? `failed to start daemon, ensure docker is not running or delete /var/run/docker.pid: process with PID ${pid} is still running\n`
      : 'dockerd: the daemon by hand is not part of this lab: systemctl start docker\n',
    1,
  );
}
