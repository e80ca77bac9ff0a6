import { connectionsAt, forgetConnections, type Connection } from '../../../kernel/netfilter/conntrack/conntrack.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { namespaceOf } from '../iptables/place.ts';
import { wait } from '../names/query.ts';
import { entryOf } from './connection-text.ts';
import { CONNTRACK_HELP } from './help.table.ts';
import { NAME, isV6, read, type Draft, type Test } from './options.ts';

export const runConntrack: Tool['run'] = (call) => perform(call, read(call.argv.slice(1)));

function lineOf(connection: Connection, clock: number, extended: boolean): string {
  const { layer, entry } = entryOf(connection, clock);
  return `${extended ? `${layer} ` : ''}${entry} use=1\n`;
}

function perform(call: Call, draft: Draft): number {
  const matches: Test = (connection) => draft.tests.every((test) => test(connection));
  const world = call.world();
  const clock = world.clock.now;
  const living = draft.expectations ? [] : connectionsAt(namespaceOf(call, world), clock);
  switch (draft.command) {
    case 'L': {
      const shown = living.filter(matches);
      call.out(shown.map((connection) => lineOf(connection, clock, draft.extended)).join(''));
      const what = draft.expectations ? 'expectations' : 'flow entries';
      call.err(`${NAME}: ${shown.length} ${what} have been shown.\n`);
      return 0;
    }
    case 'D': {
      const gone = living.filter(matches);
      call.update((next) => void forgetConnections(namespaceOf(call, next), (each) => matches(each)));
      call.out(gone.map((connection) => lineOf(connection, clock, draft.extended)).join(''));
      call.err(`${NAME}: ${gone.length} flow entries have been deleted.\n`);
      return gone.length > 0 ? 0 : 1;
    }
    case 'F': {
      if (!draft.expectations) {
        const { family } = draft;
        const flushed: Test = (each) => family === undefined || isV6(each) === (family === 6);
        call.update((next) => void forgetConnections(namespaceOf(call, next), flushed));
      }
      call.err(`${NAME}: ${draft.expectations ? 'expectation' : 'connection tracking'} table has been emptied.\n`);
      return 0;
    }
    case 'C':
      call.out(`${living.length}\n`);
      return 0;
    case 'S':
      for (let cpu = 0; cpu < CPUS; cpu++)
        call.out(`cpu=${cpu}   \t${COUNTERS.map((name) => `${name}=0 `).join('')}\n`);
      return 0;
    case 'E':
      return follow(call);
    case 'V':
      call.out(`${NAME}\n`);
      return 0;
    default:
      call.out(CONNTRACK_HELP);
      return 0;
  }
}

/** A test machine's, whose tables never overflow. */
const CPUS = 2;
const COUNTERS = [
  'found',
  'invalid',
  'insert',
  'insert_failed',
  'drop',
  'early_drop',
  'error',
  'search_restart',
  'clash_resolve',
  'chaintoolong',
];

/** Listens for events until its time is up; nothing happens meanwhile. */
function follow(call: Call): number {
  try {
    if (call.until !== undefined) wait(call, Infinity);
  } finally {
    call.err(`${NAME}: 0 flow events have been shown.\n`);
  }
  return 0;
}
