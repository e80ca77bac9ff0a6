import { TABLES, isBuiltIn } from '../../../kernel/netfilter/built-in.ts';
import { appendRule, chainIn, flushChain, insertRule, newChain, setPolicy } from '../../../kernel/netfilter/chains.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { RuleError } from '../../../kernel/netfilter/rule/rule-error.ts';
import { parseRules } from '../../../kernel/netfilter/rule/rule-text.ts';
import type { TableFamily, TableName } from '../../../kernel/netfilter/table.ts';
import { splitWords } from '../iptables/split-words.ts';

/** Does what `iptables-restore -n` does with a text. Returns the number of the line that fails, if one does. */
export function loadRules(namespace: Namespace, family: TableFamily, text: string): number | undefined {
  let table: TableName = 'filter';
  for (const [i, line] of text.split('\n').entries()) {
    if (line.startsWith('*')) {
      const named = TABLES.find((each) => each === line.slice(1).trim());
      if (!named) return i + 1;
      table = named;
    } else if (line.startsWith(':')) takeChain(namespace, family, table, line);
    else if (line.startsWith('-') && !takeRule(namespace, family, table, line)) return i + 1;
  }
  return undefined;
}

function takeChain(namespace: Namespace, family: TableFamily, table: TableName, line: string): void {
  const [name = '', policy = '-'] = line.slice(1).split(/\s+/);
  if (isBuiltIn(table, name)) {
    if (policy === 'ACCEPT' || policy === 'DROP') setPolicy(namespace, family, table, name, policy);
  } else if (chainIn(namespace, family, table, name)) flushChain(namespace, family, table, name);
  else newChain(namespace, family, table, name);
}

/** One `-A` or `-I` line; whether the kernel takes it. */
export function takeRule(namespace: Namespace, family: TableFamily, table: TableName, line: string): boolean {
  const [command = '', chain = '', ...words] = splitWords(line);
  try {
    return parseRules(words, family).every((rule) => {
      if (command === '-I') return insertRule(namespace, family, table, chain, 1, rule) === 'ok';
      return command === '-A' && appendRule(namespace, family, table, chain, rule) === 'ok';
    });
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
}
