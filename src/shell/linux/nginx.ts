import { describeCommand } from '../../engine/images/command.ts';
import { endProcess } from '../../kernel/process/processes.ts';
import type { Call } from '../tool/call.ts';
import { options } from '../tool/grammar.ts';
import { getopt } from '../tool/options.ts';
import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';
import { strftime } from './calendar.ts';
import { deliver, processesAt, signalOf } from './processes/signals.ts';
import { wait } from './names/query.ts';
import { startServer } from './processes/serve.ts';
import { own } from '../../kernel/own.ts';

const VERSION = 'nginx version: nginx/1.30.6\n';
const HELP = `${VERSION}Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
             [-e filename] [-c filename] [-g directives]

Options:
  -?,-h         : this help
  -v            : show version and exit
  -V            : show version and configure options then exit
  -t            : test configuration and exit
  -T            : test configuration, dump it and exit
  -q            : suppress non-error messages during configuration testing
  -s signal     : send signal to a master process: stop, quit, reopen, reload
  -p prefix     : set prefix path (default: /usr/share/nginx/)
  -e filename   : set error log file (default: stderr)
  -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
  -g directives : set global directives out of configuration file

`;
const BUILT = `built by gcc 16.2.0 (Debian 16.2.0-3) 
built with OpenSSL 3.6.5 29 Sep 2026
TLS SNI support enabled
`;
const TESTED = `nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
nginx: configuration file /etc/nginx/nginx.conf test is successful
`;

/** What `-s` sends. */
const SIGNALS: Readonly<Record<string, string>> = { stop: 'TERM', quit: 'QUIT', reopen: 'USR1', reload: 'HUP' };

/** nginx' own command line, beside the server that it is (engine/programs/nginx.ts). */
export const nginx: Tool = {
  name: 'nginx',
  folder: '/usr/sbin',
  grammar: {
    options: options({
      '-? -h -v -V -t -T -q': 'none',
      '-s': ['quit', 'reload', 'reopen', 'stop'],
      '-p': 'folder',
      '-e -c': 'file',
      '-g': 'text',
    }),
  },
  run(call) {
    const { operands, error, has, value } = getopt(call.argv.slice(1), nginx.grammar);
    const complaint = (text: string): ToolError => new ToolError(`nginx: ${text}\n`, 1);
    // It reads words letter by letter, so of a long option the second dash is what it stumbles over.
    const letter = /'([^])'$/.exec(error ?? '')?.[1] ?? '-';
    if (error?.startsWith('option requires')) throw complaint(`option "-${letter}" requires parameter`);
    if (error !== undefined) throw complaint(`invalid option: "${letter}"`);
    if (operands[0] !== undefined) throw complaint(`invalid option: "${operands[0]}"`);
    const signal = value('s');
    if (signal !== undefined && !Object.hasOwn(SIGNALS, signal)) throw complaint(`invalid option: "-s ${signal}"`);
    if (has('h') || has('?')) call.err(HELP);
    else if (has('V')) call.err(VERSION + BUILT);
    else if (has('v')) call.err(VERSION);
    else if (has('t') || has('T')) call.err(has('q') ? '' : TESTED);
    else if (signal !== undefined) return tell(call, own(SIGNALS, signal) ?? '');
    else return start(call, value('g') ?? '');
    return 0;
  },
};

function tell(call: Call, name: string): number {
  const { clock, kernel } = call.world();
  const running = processesAt(call);
  const own = Math.max(0, ...running.keys()) + 1;
  const log = (level: string, text: string): void =>
    call.err(`${strftime('%Y/%m/%d %H:%M:%S', clock.now)} [${level}] ${own}#${own}: ${text}\n`);
  log('notice', 'signal process started');
  const master = [...running.values()].find(
    ({ program, parent }) => program === 'nginx' && kernel.processes[parent]?.program !== 'nginx',
  );
  const signal = signalOf(name);
  if (!master || !signal) {
    log('error', 'open() "/run/nginx.pid" failed (2: No such file or directory)');
    return 1;
  }
  // It reads its configuration anew, or opens its logs again: nothing that shows.
  if (name === 'HUP' || name === 'USR1') return 0;
  const workers = Object.values(kernel.processes).filter(({ parent }) => parent === master.pid);
  deliver(call, master, signal);
  call.update((world) => {
    for (const { pid } of workers) endProcess(world.kernel, pid);
  });
  return 0;
}

/** Starts a server in the background. */
function start(call: Call, directives: string): number {
  const daemon = describeCommand(['nginx', '-g', 'daemon off;'], {});
  const command = ['nginx: master process', ...call.argv];
  const master = startServer(call, { program: 'nginx', command, listens: daemon.listens });
  if (typeof master === 'string') {
    const ending = daemon.bindFailure?.(daemon.listens);
    call.err(`${ending?.firstComplaint ?? ''}${ending?.stderr ?? ''}`);
    wait(call, ending?.after ?? 0);
    return 1;
  }
  for (const { program, title } of daemon.children)
    startServer(call, { program, command: title, listens: [], parent: master });
  // In the foreground it goes on for as long as anybody lets it.
  if (/daemon\s+off/.test(directives) && call.until !== undefined) wait(call, Infinity);
  return 0;
}
