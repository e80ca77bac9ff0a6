import { contains, family, type Prefix } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import { namespaceOf as namespaceById } from '../../../../kernel/kernel.ts';
import { addRule, deleteRule, MAIN, nextPriority, rulesOf, type RoutingRule } from '../../../../kernel/route/rule.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { abbreviated, namespaceOf, printJson, request, usage, wrong, type Context, type Words } from '../context.ts';
import { HELP } from '../help.table.ts';
import { protocolName, tableName, tableNames, tableNumber, type Names } from '../names.ts';
import { prefixArgument } from '../prefix.ts';
import { ruleJson, ruleText, type Shown } from './print.ts';
import { markArgument, rangeArgument, readRule, type ReadRule } from './read.ts';

/** `ip rule COMMAND …`: the rules that say in which table a route is sought. */
export function rule(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const names = tableNames(context.call);
  switch (abbreviated(word, ['list', 'lst', 'show', 'save', 'restore', 'add', 'delete', 'flush', 'help'])) {
    case 'list':
    case 'lst':
    case 'show':
      return list(context, words, names);
    case 'save':
    case 'restore':
      return;
    case 'add':
      return add(context, words, names);
    case 'delete':
      return remove(context, words, names);
    case 'flush':
      return flush(context, words, names);
    case 'help':
      throw usage(HELP.rule);
    default:
      throw usage(`Command "${word}" is unknown, try "ip rule help".\n`);
  }
}

const familyOf = ({ options }: Context, given?: 4 | 6): 4 | 6 => (options.family === 6 ? 6 : (given ?? 4));

function readFor(context: Context, words: Words, names: Names, what: 'add' | 'del'): [ReadRule, 4 | 6] {
  if (words.done) throw new ToolError(`"ip rule ${what}" requires arguments.\n`, 1);
  const { family: given, ...rule } = readRule(context, words, names);
  return [rule, familyOf(context, given)];
}

function add(context: Context, words: Words, names: Names): void {
  const [{ priority, lookup = MAIN, ...rest }, of] = readFor(context, words, names, 'add');
  request(context, ({ kernel }) => {
    const namespace = namespaceById(kernel, context.id);
    addRule(namespace, of, { ...rest, lookup, priority: priority ?? nextPriority(namespace, of) });
  });
}

function remove(context: Context, words: Words, names: Names): void {
  const [query, of] = readFor(context, words, names, 'del');
  request(context, ({ kernel }) => deleteRule(namespaceById(kernel, context.id), of, query));
}

/** What `ip rule show|flush` selects by. */
type Filter = (rule: RoutingRule) => boolean;

const within = (asked: Prefix, prefix: Prefix | undefined): boolean =>
  prefix !== undefined &&
  family(asked.address) === family(prefix.address) &&
  prefix.length >= asked.length &&
  contains(asked, prefix.address);

/** Reads a selector of rules (iproute2: iprule_list_flush_or_save). */
function readFilter(context: Context, words: Words, names: Names): Filter {
  const filters: Filter[] = [];
  const prefix = (): Prefix => prefixArgument(words.next(), context.options.family === 6 ? 6 : undefined);
  while (!words.done) {
    const word = words.next();
    if (/^(pref(erence)?|order|prio(rity)?)$/.test(word)) {
      const { first, last } = rangeArgument(words.next(), 0xffffffff, 'preference value is invalid\n');
      filters.push(({ priority }) => priority >= first && priority <= last);
    } else if (word === 'not') filters.push((rule) => rule.not === true);
    else if (word === 'fwmark') {
      const { value, mask } = markArgument(words.next());
      filters.push(({ mark }) => mark !== undefined && (mark.value & mask) >>> 0 === value);
    } else if (word === 'iif' || word === 'dev') {
      const device = words.next();
      filters.push(({ input }) => input === device);
    } else if (word === 'oif') {
      const device = words.next();
      filters.push(({ output }) => output === device);
    } else if (word === 'table' || word === 'lookup') {
      const text = words.next();
      const table = tableNumber(names, text);
      if (table === undefined) throw wrong(text, 'table id value is invalid\n');
      filters.push(({ lookup }) => lookup === table);
    } else if (word === 'from') {
      const asked = prefix();
      if (asked.length > 0) filters.push(({ source }) => within(asked, source));
    } else if (word === 'to' || word === 'dst') {
      const asked = prefix();
      if (asked.length > 0) filters.push(({ destination }) => within(asked, destination));
    } else if (word === 'protocol') {
      const text = words.next();
      const name = protocolName(text);
      if (name === undefined) throw wrong(text, 'invalid "protocol"\n');
      filters.push(({ protocol = 'boot' }) => protocol === name);
    } else if ('help'.startsWith(word)) throw usage(HELP.rule);
    else {
      const asked = prefixArgument(word, context.options.family === 6 ? 6 : undefined);
      filters.push(({ destination }) => within(asked, destination));
    }
  }
  return (each) => filters.every((holds) => holds(each));
}

function list(context: Context, words: Words, names: Names): void {
  const namespace = namespaceOf(context);
  const rules = rulesOf(namespace, familyOf(context));
  const passes = readFilter(context, words, names);
  const shown: Shown = {
    rules,
    namespace,
    tableName: (table) => tableName(names, table),
    details: context.options.details,
  };
  const chosen = rules.filter(passes);
  if (context.options.json)
    return printJson(
      context,
      chosen.map((each) => ruleJson(shown, each)),
    );
  for (const each of chosen) context.call.out(ruleText(shown, each));
}

/** Deletes rules, but none of priority 0: the kernel does not tell of such a priority, and iproute2 takes that for a reason to keep the rule. */
function flush(context: Context, words: Words, names: Names): void {
  const of = familyOf(context);
  const passes = readFilter(context, words, names);
  const doomed = rulesOf(namespaceOf(context), of).filter((each) => each.priority > 0 && passes(each));
  if (doomed.length === 0) return;
  request(context, ({ kernel }) => {
    for (const each of doomed)
      try {
        deleteRule(namespaceById(kernel, context.id), of, each);
      } catch (error) {
        if (!(error instanceof KernelError)) throw error;
      }
  });
}
