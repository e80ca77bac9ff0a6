import { visibleProcesses } from '../files/proc-pid.ts';
import { treeAt } from '../files/tree.ts';
import type { Call } from '../tool/call.ts';
import { options } from '../tool/grammar.ts';
import { readOptions } from '../tool/options.ts';
import type { Tool } from '../tool/tool.ts';
import { ToolError } from '../tool/tool-error.ts';
import { namespaceAt } from './ip/netns-names.ts';
import { placeOfProcess } from './processes/place.ts';

const fail = (complaint: string): ToolError => new ToolError(`nsenter: ${complaint}\n`, 1);

const missing = (path: string): ToolError => fail(`cannot open ${path}: No such file or directory`);

/** util-linux: nsenter. The network namespace is entered for real; with the target's UTS namespace (-u, -a) its host name too. */
export const nsenter: Tool = {
  name: 'nsenter',
  grammar: {
    optionsFirst: true,
    options: options({
      '-t,--target': 'number',
      '-a,--all': 'none',
      '-n,--net': { optional: 'file' },
      '-m,--mount -u,--uts -i,--ipc -p,--pid -U,--user -C,--cgroup': { optional: 'file' },
      '-S -G': 'number',
      '-r -w': { optional: 'folder' },
      '-F': 'none',
    }),
    usual: '--net -n --target -t',
    operands: ['command'],
  },
  run(call) {
    const { options: given, operands, has, all } = readOptions(call, nsenter);
    const target = all('t')[0];
    const nets = given.filter(({ name }) => name === 'n' || name === 'a');
    if (given.every(({ name }) => name === 't')) throw fail('no namespace specified');
    if (target !== undefined && !/^\d+$/.test(target)) throw fail('invalid PID argument');
    if (target === undefined && nets.some(({ value }) => value === '')) throw fail('no target PID specified');
    const path =
      nets.find(({ value }) => value !== '')?.value ?? (nets.length > 0 ? `/proc/${target}/ns/net` : undefined);
    const namespace = path === undefined ? undefined : namespaceAt(call, path);
    if (path !== undefined && namespace === undefined) throw missing(path);
    const place = target !== undefined && has('m', 'u', 'a') ? placeOf(call, Number(target)) : call.place;
    return enter(call, place, namespace, operands.length > 0 ? operands : ['/bin/sh']);
  },
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
  if (!call.has(place, name))
    throw new ToolError(`nsenter: failed to execute ${name}: No such file or directory\n`, 127);
  return call.run(place, words, call.stdin, { namespace });
}
