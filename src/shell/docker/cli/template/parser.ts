import { TemplateError } from './error.ts';
import { describe, lex } from './lexer.ts';
import type { Item, Kind } from './lexer.ts';
import type { Command, List, Node, Operand, Pipeline } from './node.ts';
import { quote, unquote, unquoteCharacter } from './quote.ts';

/** A parsed template: its own list under the empty name, and those it defines. */
export interface Template {
  readonly name: string;
  readonly source: string;
  readonly lists: Readonly<Record<string, List>>;
}

/** How a list ended. */
interface Ending {
  readonly kind: 'end' | 'else';
  readonly list: Node[];
}

/** Parses a template as text/template does. Throws TemplateError with its message, such as `template: :1: unclosed action`. */
export function parse(source: string, functions: ReadonlySet<string>, name = ''): Template {
  const items = lex(source);
  const lists: Record<string, List> = {};
  let next = 0;
  let variables = ['$'];
  let depth = 0;

  const last = items.at(-1) as Item;
  const peek = (): Item => items[next] ?? last;
  const take = (): Item => items[next++] ?? last;
  const peekPastSpace = (): Item => {
    while (peek().kind === 'space') next++;
    return peek();
  };
  const takePastSpace = (): Item => {
    peekPastSpace();
    return take();
  };
  const fail = (problem: string, line = (items[Math.max(next - 1, 0)] ?? last).line): never => {
    throw new TemplateError(`template: ${name}:${line}: ${problem}`);
  };
  const unexpected = (item: Item, context: string): never =>
    item.kind === 'error' ? fail(item.text, item.line) : fail(`unexpected ${describe(item)} in ${context}`, item.line);
  const expect = (kind: Kind, context: string): Item => {
    const item = takePastSpace();
    return item.kind === kind ? item : unexpected(item, context);
  };
  const scoped = <T>(read: () => T): T => {
    const before = variables;
    variables = [...before];
    const result = read();
    variables = before;
    return result;
  };

  function list(context?: string): Ending {
    const nodes: Node[] = [];
    while (peekPastSpace().kind !== 'eof') {
      const step = textOrAction();
      if (step.kind === 'nothing') continue;
      if (step.kind === 'end' || step.kind === 'else') {
        if (context === undefined) fail(`unexpected {{${step.kind}}}`);
        return { kind: step.kind, list: nodes };
      }
      nodes.push(step);
    }
    if (context !== undefined) fail('unexpected EOF', peek().line);
    return { kind: 'end', list: nodes };
  }

  type Step = Node | { readonly kind: 'end' } | { readonly kind: 'else' } | { readonly kind: 'nothing' };

  function textOrAction(): Step {
    const item = takePastSpace();
    if (item.kind === 'text') return { kind: 'text', text: item.text, at: item.at };
    if (item.kind !== 'left delimiter') return unexpected(item, 'input');
    return action();
  }

  function action(): Step {
    const item = takePastSpace();
    switch (item.kind) {
      case 'define':
        return definition();
      case 'block':
        return block();
      case 'break':
      case 'continue': {
        const end = takePastSpace();
        if (end.kind !== 'right delimiter') unexpected(end, `{{${item.kind}}}`);
        if (depth === 0) fail(`{{${item.kind}}} outside {{range}}`);
        return { kind: item.kind, at: item.at };
      }
      case 'else': {
        const after = peekPastSpace().kind;
        if (after !== 'if' && after !== 'with') expect('right delimiter', 'else');
        return { kind: 'else' };
      }
      case 'end':
        expect('right delimiter', 'end');
        return { kind: 'end' };
      case 'if':
      case 'with':
      case 'range':
        return control(item.kind, item);
      case 'template':
        return invocation();
      default:
        next--;
        return { kind: 'action', at: item.at, pipeline: pipeline('command', 'right delimiter') };
    }
  }

  function control(kind: 'if' | 'with' | 'range', item: Item): Node {
    return scoped(() => {
      const subject = pipeline(kind, 'right delimiter');
      if (kind === 'range') depth++;
      const body = list(kind);
      if (kind === 'range') depth--;
      const node = { kind, at: item.at, pipeline: subject, list: body.list };
      if (body.kind === 'end') return node;
      const chained = peek();
      if (chained.kind === kind && kind !== 'range') {
        next++;
        return { ...node, otherwise: [control(kind, chained)] };
      }
      const otherwise = list(kind);
      if (otherwise.kind !== 'end') fail(`expected end; found {{${otherwise.kind}}}`);
      return { ...node, otherwise: otherwise.list };
    });
  }

  function templateName(context: string): Item {
    const item = takePastSpace();
    return item.kind === 'string' || item.kind === 'raw string' ? item : unexpected(item, context);
  }

  /** A template's body has no variables but its own dot. */
  function body(title: string, context: string) {
    const before = [variables, depth] as const;
    [variables, depth] = [['$'], 0];
    const read = list(context);
    [variables, depth] = before;
    if (read.kind !== 'end') fail(`unexpected {{${read.kind}}} in ${context}`);
    lists[unquote(title) ?? title] = read.list;
  }

  function definition(): Step {
    const title = templateName('define clause');
    expect('right delimiter', 'define clause');
    body(title.text, 'define clause');
    return { kind: 'nothing' };
  }

  function block(): Node {
    const title = templateName('block clause');
    const subject = pipeline('block clause', 'right delimiter');
    body(title.text, 'block clause');
    const quoted = title.text;
    return { kind: 'template', at: title.at, name: unquote(quoted) ?? quoted, quoted, pipeline: subject };
  }

  function invocation(): Node {
    const title = templateName('template clause');
    const node = {
      kind: 'template',
      at: title.at,
      name: unquote(title.text) ?? title.text,
      quoted: title.text,
    } as const;
    if (peekPastSpace().kind !== 'right delimiter')
      return { ...node, pipeline: pipeline('template clause', 'right delimiter') };
    next++;
    return node;
  }

  function pipeline(context: string, end: Kind): Pipeline {
    const at = peekPastSpace().at;
    const declared: string[] = [];
    const assigns = declarations(context, declared);
    const commands: Command[] = [];
    for (;;) {
      const item = takePastSpace();
      if (item.kind === end) break;
      if (!operandKinds.has(item.kind)) unexpected(item, context);
      next--;
      commands.push(command());
    }
    if (commands.length === 0) fail(`missing value for ${context}`);
    const idle = commands.findIndex((each, i) => i > 0 && lifeless.has((each.operands[0] as Operand).kind));
    if (idle > 0) fail(`non executable command in pipeline stage ${idle + 1}`);
    return { kind: 'pipeline', at, assigns, variables: declared, commands };
  }

  /** `$x :=`, `$x =` or `$k, $v :=` at the head of a pipeline. Says whether it assigns. */
  function declarations(context: string, declared: string[]): boolean {
    while (peekPastSpace().kind === 'variable') {
      const start = next;
      const variable = take();
      const after = peekPastSpace();
      if (after.kind === 'assign' || after.kind === 'declare') {
        next++;
        declared.push(variable.text);
        variables.push(variable.text);
        return after.kind === 'assign';
      }
      if (after.kind !== 'character' || after.text !== ',') {
        next = start;
        return false;
      }
      next++;
      declared.push(variable.text);
      variables.push(variable.text);
      if (context !== 'range' || declared.length >= 2) fail(`too many declarations in ${context}`);
      if (!['variable', 'right delimiter', 'right paren'].includes(peekPastSpace().kind))
        fail('range can only initialize variables');
    }
    return false;
  }

  function command(): Command {
    const at = peekPastSpace().at;
    const operands: Operand[] = [];
    for (;;) {
      peekPastSpace();
      const read = operand();
      if (read) operands.push(read);
      const item = take();
      if (item.kind === 'space') continue;
      if (item.kind === 'right delimiter' || item.kind === 'right paren') next--;
      else if (item.kind !== 'pipe') unexpected(item, 'operand');
      break;
    }
    if (operands.length === 0) fail('empty command');
    return { kind: 'command', at, operands };
  }

  /** A term with the fields that follow it without a space. */
  function operand(): Operand | undefined {
    const read = term();
    if (!read || peek().kind !== 'field') return read;
    const at = peek().at;
    const names: string[] = [];
    while (peek().kind === 'field') names.push(take().text.slice(1));
    switch (read.kind) {
      case 'field':
        return { kind: 'field', at, names: [...read.names, ...names] };
      case 'variable':
        return { kind: 'variable', at, names: [...read.names, ...names] };
      case 'bool':
      case 'string':
      case 'number':
      case 'nil':
      case 'dot':
        return fail(`unexpected . after term ${quote(describeTerm(read))}`);
      default:
        return { kind: 'chain', at, operand: read, names };
    }
  }

  function term(): Operand | undefined {
    const item = takePastSpace();
    const { at, text } = item;
    switch (item.kind) {
      case 'identifier':
        if (!functions.has(text)) fail(`function ${quote(text)} not defined`);
        return { kind: 'identifier', at, name: text };
      case 'dot':
      case 'nil':
        return { kind: item.kind, at };
      case 'variable':
        if (!variables.includes(text)) fail(`undefined variable ${quote(text)}`);
        return { kind: 'variable', at, names: [text] };
      case 'field':
        return { kind: 'field', at, names: [text.slice(1)] };
      case 'bool':
        return { kind: 'bool', at, value: text === 'true' };
      case 'number':
        return numeral(text, at);
      case 'character constant':
        return {
          kind: 'number',
          at,
          text,
          float: false,
          value: unquoteCharacter(text) ?? fail(`malformed character constant: ${text}`),
        };
      case 'left paren':
        return pipeline('parenthesized pipeline', 'right paren');
      case 'string':
      case 'raw string':
        return { kind: 'string', at, quoted: text, value: unquote(text) ?? fail('invalid syntax') };
      default:
        next--;
        return undefined;
    }
  }

  function numeral(text: string, at: number): Operand {
    const plain = text.replaceAll('_', '').replace(/^[+-]/, '');
    const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
    const size = Number(octal);
    if (plain === '' || Number.isNaN(size)) return fail(`illegal number syntax: ${quote(text)}`);
    const hex = /^0x/i.test(plain);
    const float = !hex && /[.eE]/.test(plain);
    if (!float && size >= 2 ** 63) fail(`integer overflow: ${quote(text)}`);
    return { kind: 'number', at, text, value: text.startsWith('-') ? -size : size, float };
  }

  lists[''] = list().list;
  return { name, source, lists };
}

const operandKinds: ReadonlySet<Kind> = new Set<Kind>([
  'bool',
  'character constant',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'raw string',
  'string',
  'variable',
  'left paren',
]);

/** What cannot be a pipeline's second or later stage. */
const lifeless: ReadonlySet<Operand['kind']> = new Set<Operand['kind']>(['bool', 'dot', 'nil', 'number', 'string']);

function describeTerm(term: Operand): string {
  switch (term.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'string':
      return term.quoted;
    case 'number':
      return term.text;
    default:
      return term.kind === 'bool' ? String(term.value) : '';
  }
}
