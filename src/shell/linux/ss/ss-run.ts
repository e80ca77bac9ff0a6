import { family, isUnspecified, type Ip } from '../../../ip/address.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';
import type { Call } from '../../tool/call.ts';
import { getopt, type Parsed } from '../../tool/options.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { namespaceNamed } from '../ip/netns-names.ts';
import { namespaceId } from '../names/query.ts';
import { lookupAddress } from '../names/resolve.ts';
import { serviceNamed, serviceOfPort } from '../names/services.ts';
import { holdersOf, mayInspect, processesAt } from '../processes/seen.ts';
import { render, type Column } from './columns.ts';
import { parseFilter, type Filter } from './filter.ts';
import { USAGE } from './help.table.ts';
import { SHOWN, STATES, STATE_SETS, TABLES, statesOf } from './states.ts';
import { summary } from './summary.ts';
import { own } from '../../../kernel/own.ts';
import { ss } from './ss.ts';

/** Queues are at least so wide, whatever stands above them. */
const QUEUE = 6;

export const runSs: Tool['run'] = (call) => {
  const given = getopt(call.argv.slice(1), ss.grammar);
  if (given.error !== undefined) throw new ToolError(`ss: ${given.error}\n${USAGE}`, 255);
  return new Listing(call, given).run();
};

class Listing {
  readonly #call: Call;
  readonly #given: Parsed;
  readonly #has: Parsed['has'];
  readonly #states: Set<string>;
  readonly #statesGiven: boolean;
  readonly #filter: Filter;

  constructor(call: Call, given: Parsed) {
    this.#call = call;
    this.#given = given;
    this.#has = given.has;
    const rest = [...given.operands];
    this.#statesGiven = rest[0] === 'state' || rest[0] === 'exclude';
    this.#states = this.#readStates(rest);
    this.#filter = parseFilter(rest, (name) => serviceNamed(call, name)?.port);
  }

  /** Takes `state X` and `exclude X` off the words. */
  #readStates(rest: string[]): Set<string> {
    const chosen = new Set<string>(
      this.#has('a') || rest[0] === 'exclude' ? STATES : this.#has('l') ? ['listening', 'closed', 'unconnected'] : [],
    );
    if (rest[0] === 'state') chosen.clear();
    else if (chosen.size === 0) for (const state of STATE_SETS['connected'] ?? []) chosen.add(state);
    while (rest[0] === 'state' || rest[0] === 'exclude') {
      const [keyword, name] = rest.splice(0, 2);
      const states = (STATES as readonly string[]).includes(name ?? '') ? [name ?? ''] : own(STATE_SETS, name ?? '');
      if (!states) throw new ToolError(`ss: wrong state name: ${name ?? ''}\n`, 255);
      for (const state of states)
        if (keyword === 'state') chosen.add(state);
        else chosen.delete(state);
    }
    return chosen;
  }

  run(): number {
    const call = this.#call;
    if (this.#has('h')) {
      call.out(USAGE);
      return 0;
    }
    if (this.#has('V', 'v')) {
      call.out('ss utility, iproute2-7.2.0\n');
      return 0;
    }
    if (this.#has('Z', 'z')) throw new ToolError('ss: SELinux is not enabled.\n', 1);
    const sockets = this.#sockets();
    if (this.#has('s')) call.out(summary(sockets));
    if (this.#has('s') && this.#given.options.every(({ name }) => name === 's')) return 0;
    call.out(this.#table(sockets));
    return 0;
  }

  get #namespace(): string {
    const name = this.#given.value('N');
    if (name === undefined) return namespaceId(this.#call);
    const id = namespaceNamed(this.#call, name);
    if (id === undefined)
      throw new ToolError(`Cannot open network namespace "${name}": No such file or directory\n`, 1);
    return id;
  }

  /** The tables asked for; all of them where none is named. */
  #tables(): ReadonlySet<string> {
    const named: Readonly<Record<string, string>> = {
      t: 'tcp',
      u: 'udp',
      w: 'raw',
      x: 'unix',
      '0': 'packet',
      M: 'mptcp',
      S: 'sctp',
      d: 'dccp',
    };
    const tables = new Set<string>();
    for (const { name, value } of this.#given.options) {
      const table = own(named, name);
      if (table !== undefined) tables.add(table);
      if (name !== 'A') continue;
      for (const query of value.split(',')) {
        const known = Object.hasOwn(TABLES, query) ? TABLES[query] : undefined;
        if (!known) throw new ToolError(`ss: "${query}" is illegal socket table id\n${USAGE}`, 255);
        for (const table of known) tables.add(table);
      }
    }
    return tables.size > 0 ? tables : new Set(this.#families().length === 1 ? TABLES['inet'] : TABLES['all']);
  }

  #families(): (4 | 6)[] {
    const wanted = new Set<4 | 6>();
    for (const { name, value } of this.#given.options) {
      if (name === '4' || (name === 'f' && value === 'inet')) wanted.add(4);
      if (name === '6' || (name === 'f' && value === 'inet6')) wanted.add(6);
    }
    return wanted.size === 0 ? [4, 6] : [...wanted];
  }

  #sockets(): Socket[] {
    const { sockets = [], established = [] } = this.#call.world().kernel.namespaces[this.#namespace] ?? {};
    const all: readonly Socket[] = [...sockets, ...established];
    const tables = this.#tables();
    const families = this.#families();
    return (['udp', 'tcp'] as const)
      .filter((protocol) => tables.has(protocol))
      .flatMap((protocol) =>
        ([4, 6] as const).flatMap((of) =>
          all.filter(
            (socket) => socket.protocol === protocol && family(socket.address) === of && families.includes(of),
          ),
        ),
      );
  }

  #isShown(socket: Socket): boolean {
    return statesOf(socket).some((state) => this.#states.has(state)) && this.#filter(socket);
  }

  /** Whether sockets of more than one state can be among those shown (of a kind that knows states). */
  #manyStates(): boolean {
    if (this.#statesGiven) return this.#states.size > 1;
    const tables = [...this.#tables()];
    return this.#has('a') || this.#has('l') || tables.some((table) => table !== 'udp' && table !== 'raw');
  }

  #columns(): Column[] {
    const left = (header: string, delimiter: Column['delimiter'] = ' '): Column => ({
      header,
      align: 'left',
      delimiter,
    });
    const right = (header: string): Column => ({ header, align: 'right', delimiter: ' ' });
    return [
      ...(this.#tables().size > 1 ? [left('Netid', '')] : []),
      ...(this.#manyStates() ? [left('State')] : []),
      ...(this.#has('Q') ? [] : [left('Recv-Q'), left('Send-Q')]),
      right('Local Address:'),
      left('Port', ''),
      right('Peer Address:'),
      left('Port', ''),
      ...(this.#has('p') ? [left('Process', '')] : []),
      left('', ''),
    ];
  }

  #table(sockets: readonly Socket[]): string {
    const columns = this.#columns();
    const rows = sockets.filter((socket) => this.#isShown(socket)).map((socket, i) => this.#row(socket, i));
    const header = columns.map((column) => column.header);
    return render(columns, this.#has('H') ? rows : [header, ...rows], this.#screen());
  }

  /** What COLUMNS says; a terminal's own 80; nothing where the output goes elsewhere. */
  #screen(): number | undefined {
    const columns = Number.parseInt(this.#call.env['COLUMNS'] ?? '', 10);
    if (columns > 0) return columns;
    return this.#call.tty ? 80 : undefined;
  }

  #row(socket: Socket, i: number): string[] {
    const { protocol, address, port, backlog, v6only, peer } = socket;
    const any = address === '::' && !v6only ? '*' : undefined;
    const nobody = any ?? (family(address) === 4 ? '0.0.0.0' : '[::]');
    return [
      ...(this.#tables().size > 1 ? [protocol] : []),
      ...(this.#manyStates() ? [SHOWN[statesOf(socket)[0] ?? ''] ?? ''] : []),
      ...(this.#has('Q') ? [] : ['0', String(backlog)].map((queue) => queue.padEnd(QUEUE))),
      `${any ?? this.#host(address)}:`,
      this.#service(port, protocol),
      `${peer ? this.#host(peer.address) : nobody}:`,
      peer ? this.#service(peer.port, protocol) : '*',
      ...(this.#has('p') ? [this.#users(socket)] : []),
      this.#extra(socket, i),
    ];
  }

  #host(ip: Ip): string {
    const name = this.#has('r') && !isUnspecified(ip) ? lookupAddress(this.#call, ip)?.name : undefined;
    return name ?? (family(ip) === 4 ? ip : `[${ip}]`);
  }

  #service(port: number, protocol: string): string {
    return (this.#has('n') ? undefined : serviceOfPort(this.#call, port, protocol)?.name) ?? String(port);
  }

  #users({ pid, fd }: Socket): string {
    const holders = holdersOf(this.#call, processesAt(this.#call), pid).filter((one) => mayInspect(this.#call, one));
    const users = holders.map((one) => `("${one.process.program}",pid=${one.pid},fd=${fd})`);
    return users.length === 0 ? '' : ` users:(${users.join(',')})`;
  }

  /** -e, -m and -i; the latter two stand on a line of their own. */
  #extra({ protocol, pid, fd, v6only }: Socket, i: number): string {
    const inode = 10_000 + ((pid * 16 + fd) % 900_000);
    const extended = this.#has('e')
      ? ` ino:${inode} sk:${(i + 1).toString(16)} cgroup:/ ${v6only ? 'v6only:1 ' : ''}<->`
      : '';
    const buffer = protocol === 'tcp' ? 'rb131072,t0,tb16384' : 'rb212992,t0,tb212992';
    const more =
      (this.#has('m') ? ` skmem:(r0,${buffer},f0,w0,o0,bl0,d0)` : '') +
      (this.#has('i') && protocol === 'tcp' ? ' bbr cwnd:10' : '');
    if (more === '') return extended;
    return `${extended}${this.#has('O') ? '' : '\n\t'}${more}`;
  }
}
