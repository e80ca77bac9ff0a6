import { expandWords } from './expand.ts';
import { parametersOf, type ScriptHost } from './host.ts';
import { redirected } from './redirect.ts';
import type { Sinks } from './types.ts';
import { isNode, nodes, textOf, type Node } from './syntax.ts';

/** The words of a command as far as they are texts; where one is not, an empty one stands for it. */
const wordsOf = (command: Node): string[] =>
  isNode(command['name']) ? [command['name'], ...nodes(command['args'])].map((word) => textOf(word) ?? '') : [];

/** Whether a pipeline begins with a capture, which goes on beside what comes after it in the line. */
export function beginsWithCapture(pipeline: Node): boolean {
  const [first, ...others] = nodes(pipeline['commands']);
  if (first?.type !== 'SimpleCommand' || others.length === 0) return false;
  const [name, ...args] = wordsOf(first);
  return name === 'tcpdump' || (name === 'timeout' && args.includes('tcpdump'));
}

/** The words of a capture whose output others read, and where its errors go. */
export function captureOf(host: ScriptHost, command: Node | undefined): { words: string[]; sinks: Sinks } | undefined {
  if (!command || !isNode(command['name']) || nodes(command['assignments']).length > 0) return undefined;
  const parameters = parametersOf(host);
  const words = expandWords([command['name'], ...nodes(command['args'])], parameters);
  const to = redirected(command, host.script.cwd, parameters);
  return words && to && to.sinks.out === undefined ? { words, sinks: to.sinks } : undefined;
}
