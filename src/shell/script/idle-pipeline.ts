import { expandWords } from './expand.ts';
import type { Parameters } from './expand.ts';
import { isNode, nodes, type Node } from './syntax.ts';

/** The words of a simple command without redirections; undefined where it is another, or has words that the library expands. */
function plain(node: Node | undefined, parameters: Parameters): string[] | undefined {
  if (node?.type !== 'SimpleCommand' || !isNode(node['name'])) return undefined;
  if (nodes(node['redirections']).length > 0 || nodes(node['assignments']).length > 0) return undefined;
  return expandWords([node['name'], ...nodes(node['args'])], parameters);
}

/** Whether nc stays, whatever becomes of what it reads: without -N, -q, -w and -z. */
const stays = ([name = '', ...args]: readonly string[]): boolean =>
  /^(?:nc|netcat|nc\.openbsd)$/.test(name) && !args.some((arg) => /^-\w*[Nqwzhu]/.test(arg));

/** `sleep 40 | nc HOST PORT`, by which people keep a connection open: both go on side by side, and nothing is ever written. */
export function idlePipeline(
  commands: readonly Node[],
  parameters: Parameters,
): { writer: readonly string[]; reader: readonly string[] } | undefined {
  if (commands.length !== 2) return undefined;
  const [writer, reader] = commands.map((node) => plain(node, parameters));
  return writer?.[0] === 'sleep' && reader && stays(reader) ? { writer, reader } : undefined;
}
