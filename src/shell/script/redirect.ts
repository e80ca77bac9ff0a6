import { resolvePath } from '../files/path.ts';
import { expandValue, type Parameters } from './expand.ts';
import { isNode, nodes, type Node } from './syntax.ts';
import type { Sinks } from './types.ts';

/** Where a command's output goes. */
export interface Redirected {
  readonly sinks: Sinks;
  /** Files that are added to, rather than written anew. */
  readonly appends: ReadonlySet<string>;
}

/** Files that are what a descriptor leads to. */
const STREAMS: Readonly<Record<string, string>> = { '/dev/stdout': '&1', '/dev/stderr': '&2' };

const OUTPUTS = new Set(['>', '>>', '>|', '&>', '&>>', '>&']);

/** A command with the files that it is redirected to by their names, as far as these are parameters and quotes. */
export function withTargets(command: Node, parameters: Parameters): Node {
  const redirections = nodes(command['redirections']).map((redirection) => {
    const target = isNode(redirection['target']) ? redirection['target'] : undefined;
    const value = target?.type === 'Word' ? expandValue(target, parameters) : undefined;
    return value === undefined
      ? redirection
      : { ...redirection, target: { type: 'Word', parts: [{ type: 'Literal', value }] } };
  });
  return redirections.length === 0 ? command : { ...command, redirections };
}

/** Where redirections lead to; undefined where they are of another kind than to files that take output. */
export function redirected(command: Node, cwd: string, parameters: Parameters): Redirected | undefined {
  const sinks: Sinks = {};
  const appends = new Set<string>();
  for (const redirection of nodes(command['redirections'])) {
    const operator = String(redirection['operator']);
    const target = expandValue(redirection['target'], parameters);
    const fd = redirection['fd'] ?? 1;
    if (!OUTPUTS.has(operator) || target === undefined || target.startsWith('/dev/tcp/') || (fd !== 1 && fd !== 2))
      return undefined;
    const own = fd === 1 ? 'out' : 'err';
    if (operator === '>&' && /^\d+$/.test(target)) {
      if (target !== '1' && target !== '2') return undefined;
      sinks[own] = sinks[target === '1' ? 'out' : 'err'] ?? `&${target}`;
      continue;
    }
    const path = STREAMS[target] ?? resolvePath(cwd, target);
    if (operator.endsWith('>>')) appends.add(path);
    if (operator.startsWith('&') || operator === '>&') Object.assign(sinks, { out: path, err: path });
    else sinks[own] = path;
  }
  return { sinks, appends };
}
