import { visibleProcesses } from '../files/proc-pid.ts';
import { treeAt } from '../files/tree.ts';
import type { Call, Tool } from '../tool.ts';
import { getopt } from './getopt.ts';
import { namespaceAt } from './ip/netns-names.ts';
import { placeOfProcess } from './process-place.ts';

const LONG = {
  'target=': 't',
  all: 'a',
  'net=': 'n',
  net: 'n',
  mount: 'm',
  uts: 'u',
  ipc: 'i',
  pid: 'p',
  user: 'U',
  cgroup: 'C',
};
const HINT = "Try 'nsenter --help' for more information.\n";

/** What nsenter says when it cannot go on. */
class Refusal extends Error {}

const missing = (path: string): Refusal => new Refusal(`nsenter: cannot open ${path}: No such file or directory\n`);

/** util-linux: nsenter. The network namespace is entered for real; with the target's UTS namespace (-u, -a) its host name too. */
export const nsenter: Tool = (call) => {
  // getopt knows no optional arguments of long options: `--net` alone is `-n`.
  const words = call.argv.slice(1).map((word) => (word === '--net' ? '-n' : word));
  const { options, operands, error } = getopt(words, { short: '+t:an::m::u::i::p::U::C::S:G:r::w::F', long: LONG });
  if (error !== undefined) {
    call.err(`nsenter: ${error}\n${HINT}`);
    return 1;
  }
  try {
    const target = options.find(({ name }) => name === 't')?.value;
    const nets = options.filter(({ name }) => name === 'n' || name === 'a');
    if (options.every(({ name }) => name === 't')) throw new Refusal('nsenter: no namespace specified\n');
    if (target !== undefined && !/^\d+$/.test(target)) throw new Refusal('nsenter: invalid PID argument\n');
    if (target === undefined && nets.some(({ value }) => value === ''))
      throw new Refusal('nsenter: no target PID specified\n');
    const path =
      nets.find(({ value }) => value !== '')?.value ?? (nets.length > 0 ? `/proc/${target}/ns/net` : undefined);
    const namespace = path === undefined ? undefined : namespaceAt(call, path);
    if (path !== undefined && namespace === undefined) throw missing(path);
    const enters = (letter: string): boolean => options.some(({ name }) => name === letter || name === 'a');
    const place = target !== undefined && (enters('m') || enters('u')) ? placeOf(call, Number(target)) : call.place;
    return enter(call, place, namespace, operands.length > 0 ? operands : ['/bin/sh']);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    call.err(refusal.message);
    return 1;
  }
};

function placeOf(call: Call, pid: number): string {
  const process = visibleProcesses(treeAt(call.world(), call.place)).get(pid);
  if (!process) throw missing(`/proc/${pid}/ns/net`);
  return placeOfProcess(call.world(), process);
}

function enter(
  call: Call,
  place: string,
  namespace: string | undefined,
  words: readonly string[],
): number | Promise<number> {
  const [name = ''] = words;
  if (!call.has(place, name)) {
    call.err(`nsenter: failed to execute ${name}: No such file or directory\n`);
    return 127;
  }
  return call.run(place, words, call.stdin, namespace === undefined ? {} : { namespace });
}
