import { prepareNginx, type NginxReady } from '../../engine/api.ts';
import { describeCommand } from '../../engine/images/command.ts';
import type { Process } from '../../kernel/process/process.ts';
import { endProcess } from '../../kernel/process/processes.ts';
import { bind } from '../../kernel/socket/sockets.ts';
import type { Socket } from '../../kernel/socket/socket.ts';
import type { Stimulus } from '../../kernel/stimulus.ts';
import { locate } from '../../world/place.ts';
import { ordinaryFiles } from '../../world/process-files.ts';
import type { Call } from '../tool/call.ts';
import { getopt } from '../tool/options.ts';
import { ToolError } from '../tool/tool-error.ts';
import { strftime } from './calendar.ts';
import { deliver, processesAt, signalOf } from './processes/signals.ts';
import { namespaceId, wait } from './names/query.ts';
import { startServer } from './processes/serve.ts';
import { own } from '../../kernel/own.ts';
import { nginx } from './nginx.ts';

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

const SYNTAX_OK = 'nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\n';

const TESTED = `${SYNTAX_OK}nginx: configuration file /etc/nginx/nginx.conf test is successful
`;

/** What `-s` sends. */
const SIGNALS: Readonly<Record<string, string>> = { stop: 'TERM', quit: 'QUIT', reopen: 'USR1', reload: 'HUP' };

/** `nginx`. */
export function runNginx(call: Call): number {
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
  else if (has('t') || has('T')) return test(call, has('q'), has('T'));
  else if (signal !== undefined) return tell(call, own(SIGNALS, signal) ?? '');
  else return start(call, value('g') ?? '');
  return 0;
}

/** The number that its process has: 1 where it is what its container runs. */
function nextPid(call: Call): number {
  const running = processesAt(call);
  const isMain = running.get(1)?.command.join(' ') === call.argv.join(' ');
  return isMain ? 1 : Math.max(0, ...running.keys()) + 1;
}

/** Reads the configuration as it stands now, its names resolved. */
function read(call: Call): ReturnType<typeof prepareNginx> {
  const world = call.world();
  const location = locate(world, call.place);
  const files = ordinaryFiles(world, location?.machine.name ?? '', location?.container?.id);
  const host = {
    clock: { now: world.clock.now },
    send: (...stimuli: readonly Stimulus[]) => call.send(...stimuli).outcomes,
  };
  return prepareNginx(host, namespaceId(call), files, call.argv, nextPid(call));
}

function test(call: Call, quiet: boolean, dump: boolean): number {
  const ready = read(call);
  if ('complaint' in ready) {
    call.err(ready.readable ? SYNTAX_OK + ready.complaint : ready.complaint);
    call.err('nginx: configuration file /etc/nginx/nginx.conf test failed\n');
    return 1;
  }
  call.err(ready.warnings.join(''));
  if (!quiet) call.err(TESTED);
  if (dump)
    for (const [path, text] of Object.entries(ready.files)) call.out(`# configuration file ${path}:\n${text}\n`);
  return 0;
}

/** Sends a signal to the master that runs; its configuration is read beforehand (ngx_init_cycle), and what is wrong with it ends this. */
function tell(call: Call, name: string): number {
  const { clock, kernel } = call.world();
  const ready = read(call);
  if ('complaint' in ready) {
    call.err(ready.complaint);
    return 1;
  }
  const running = processesAt(call);
  const own = nextPid(call);
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
  // Its logs are opened again: nothing that shows.
  if (name === 'USR1') return 0;
  const workers = Object.values(kernel.processes).filter(({ parent }) => parent === master.pid);
  if (name === 'HUP') {
    reload(call, master, ready);
    for (const { pid, command } of workers) {
      call.update((world) => endProcess(world.kernel, pid));
      startServer(call, { program: 'nginx', command, listens: [], parent: master.pid });
    }
    return 0;
  }
  deliver(call, master, signal);
  call.update((world) => {
    for (const { pid } of workers) endProcess(world.kernel, pid);
  });
  return 0;
}

/** The master goes on with a new configuration: sockets that it no longer names are closed, and others opened. */
function reload(call: Call, { pid, namespace: id }: Process, { loaded, listens }: NginxReady): void {
  call.update(({ kernel }) => {
    const namespace = kernel.namespaces[id];
    const master = kernel.processes[pid];
    if (!namespace || !master) return;
    const isNamed = (socket: Socket): boolean =>
      listens.some(({ address, port }) => socket.address === address && socket.port === port);
    const before = namespace.sockets.filter((socket) => socket.pid === pid);
    const opened = listens.filter(
      ({ address, port }) => !before.some((socket) => socket.address === address && socket.port === port),
    );
    const free = Math.max(4, ...before.map(({ fd }) => fd)) + 1;
    for (const [i, listening] of opened.entries())
      if (bind(namespace, { ...listening, fd: free + i, pid }) !== 'ok') return;
    namespace.sockets = namespace.sockets.filter((socket) => socket.pid !== pid || isNamed(socket));
    master.loaded = loaded;
  });
}

/** Starts a server in the background. */
function start(call: Call, directives: string): number {
  const ready = read(call);
  if ('complaint' in ready) {
    call.err(ready.complaint);
    return 1;
  }
  const daemon = describeCommand(['nginx', '-g', 'daemon off;'], {});
  const command = ['nginx: master process', ...call.argv];
  const master = startServer(call, { program: 'nginx', command, listens: ready.listens });
  if (typeof master === 'string') {
    const ending = daemon.bindFailure?.(ready.listens);
    call.err(`${ending?.firstComplaint ?? ''}${ending?.stderr ?? ''}`);
    wait(call, ending?.after ?? 0);
    return 1;
  }
  call.update(({ kernel }) => {
    const process = kernel.processes[master];
    if (process) process.loaded = ready.loaded;
  });
  for (const { program, title } of daemon.children)
    startServer(call, { program, command: title, listens: [], parent: master });
  // In the foreground it goes on for as long as anybody lets it.
  if (/daemon\s+off/.test(directives) && call.until !== undefined) wait(call, Infinity);
  return 0;
}
