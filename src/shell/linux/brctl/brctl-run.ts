import type { Tool } from '../../tool/tool.ts';
import { namespaceId } from '../names/query.ts';
import { addbr, addif, bridgeValue, delbr, delif, hairpin, portValue, stp } from './change.ts';
import type { Run } from './context.ts';
import { show, showmacs, showstp } from './show.ts';

interface Command {
  readonly name: string;
  readonly least: number;
  /** As the help shows its arguments. */
  readonly usage: string;
  readonly run: Run;
}

const COMMANDS: readonly Command[] = [
  { name: 'addbr', least: 1, usage: '<bridge>\t\tadd bridge', run: addbr },
  { name: 'delbr', least: 1, usage: '<bridge>\t\tdelete bridge', run: delbr },
  { name: 'addif', least: 2, usage: '<bridge> <device>\tadd interface to bridge', run: addif },
  { name: 'delif', least: 2, usage: '<bridge> <device>\tdelete interface from bridge', run: delif },
  { name: 'hairpin', least: 3, usage: '<bridge> <port> {on|off}\tturn hairpin on/off', run: hairpin },
  {
    name: 'setageing',
    least: 2,
    usage: '<bridge> <time>\t\tset ageing time',
    run: bridgeValue('set ageing time', 'bad ageing time value'),
  },
  {
    name: 'setbridgeprio',
    least: 2,
    usage: '<bridge> <prio>\t\tset bridge priority',
    run: bridgeValue('set bridge priority', 'bad priority'),
  },
  {
    name: 'setfd',
    least: 2,
    usage: '<bridge> <time>\t\tset bridge forward delay',
    run: bridgeValue('set forward delay', 'bad forward delay value'),
  },
  {
    name: 'sethello',
    least: 2,
    usage: '<bridge> <time>\t\tset hello time',
    run: bridgeValue('set hello timer', 'bad hello timer value'),
  },
  {
    name: 'setmaxage',
    least: 2,
    usage: '<bridge> <time>\t\tset max message age',
    run: bridgeValue('set max age', 'bad max age value'),
  },
  {
    name: 'setpathcost',
    least: 3,
    usage: '<bridge> <port> <cost>\tset path cost',
    run: portValue('set path cost', 'bad cost value'),
  },
  {
    name: 'setportprio',
    least: 3,
    usage: '<bridge> <port> <prio>\tset port priority',
    run: portValue('set port priority', 'bad priority value'),
  },
  { name: 'show', least: 0, usage: '[ <bridge> ]\t\tshow a list of bridges', run: show },
  { name: 'showmacs', least: 1, usage: '<bridge>\t\tshow a list of mac addrs', run: showmacs },
  { name: 'showstp', least: 1, usage: '<bridge>\t\tshow bridge stp info', run: showstp },
  { name: 'stp', least: 2, usage: '<bridge> {on|off}\tturn stp on/off', run: stp },
];

const HELP = `Usage: brctl [commands]\ncommands:\n${COMMANDS.map(
  ({ name, usage }) => `\t${name.padEnd(10)}\t${usage}\n`,
).join('')}`;

export const runBrctl: Tool['run'] = (call) => {
  const [first, ...args] = call.argv.slice(1);
  if (first === '-V' || first === '--version') {
    call.out('bridge-utils, 1.7\n');
    return 0;
  }
  if (first === '-h' || first === '--help') {
    call.out(HELP);
    return 0;
  }
  if (first?.startsWith('-')) {
    const complaint = first.startsWith('--')
      ? `unrecognized option '${first}'`
      : `invalid option -- '${first.charAt(1)}'`;
    call.err(`brctl: ${complaint}\nUnknown option '?'\n`);
  }
  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) {
    if (first !== undefined && !first.startsWith('-')) call.err(`never heard of command [${first}]\n`);
    call.out(HELP);
    return 1;
  }
  if (args.length < command.least) {
    call.out(`Incorrect number of arguments for command\nUsage: brctl ${command.name} ${command.usage}\n`);
    return 1;
  }
  command.run({ call, id: namespaceId(call) }, args);
  return 0;
};
