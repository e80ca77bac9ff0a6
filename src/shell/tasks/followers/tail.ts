import { resolvePath } from '../../files/path.ts';
import { find, treeAt } from '../../files/tree.ts';
import { tail as tool } from '../../linux/text/head-tail.ts';
import type { Call } from '../../tool/call.ts';
import { getopt } from '../../tool/options.ts';
import { runTool } from '../../tool/run-tool.ts';
import type { Follower } from '../followers.ts';

const textOf = (call: Call, name: string): string | undefined => {
  const file = find(treeAt(call.world(), call.place, call.namespace), resolvePath(call.cwd, name));
  return file?.kind === 'file' ? file.read() : undefined;
};

/** `tail -f`: what is added to its files. */
export const tail: Follower = {
  is: ([name, ...args]) => {
    if (name !== 'tail') return false;
    const { error, has, operands } = getopt(args, tool.grammar);
    return error === undefined && has('f', 'F', 'follow') && operands.length > 0;
  },
  step: (call, state) => {
    const { operands, has } = getopt(call.argv.slice(1), tool.grammar);
    const seen = state['seen'] as Record<string, number> | undefined;
    const now = Object.fromEntries(operands.map((name) => [name, textOf(call, name)?.length ?? -1]));
    if (seen === undefined) {
      const ran = runTool(tool, call);
      const missing = operands.every((name) => now[name] === -1) && !has('F');
      const begun = { state: { seen: now, last: operands.at(-1) ?? '' } };
      const finish = () => {
        if (missing) call.err('tail: no files remaining\n');
        return missing ? { ...begun, exit: 1 } : begun;
      };
      return typeof ran === 'number' ? finish() : ran.then(finish);
    }
    let last = typeof state['last'] === 'string' ? state['last'] : '';
    for (const name of operands) {
      const text = textOf(call, name) ?? '';
      const before = Math.max(0, seen[name] ?? 0);
      if (text.length < before) call.err(`tail: ${name}: file truncated\n`);
      const fresh = text.slice(text.length < before ? 0 : before);
      if (fresh === '') continue;
      if (operands.length > 1 && last !== name) call.out(`\n==> ${name} <==\n`);
      last = name;
      call.out(fresh);
    }
    return { state: { seen: now, last } };
  },
};
