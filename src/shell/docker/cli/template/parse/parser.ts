/** Reads a Go template into its syntax tree (text/template/parse/parse.go). */
import { unquote } from '../quote.ts';
import type { Item } from './item.ts';
import { lex } from './lexer.ts';
import type { Branch, Invocation, List, Node } from './node.ts';
import { pipeline } from './pipeline.ts';
import { expect, fail, peek, peekPastSpace, scoped, takePastSpace, unexpected, type Reader } from './reader.ts';
import { put } from '../../../../../kernel/own.ts';

/** A parsed template: its own list under the empty name, and those it defines. */
export interface Template {
  readonly name: string;
  readonly source: string;
  readonly lists: Readonly<Record<string, List>>;
}

/** A list of nodes, and what ended it. */
interface Ended {
  readonly kind: 'end' | 'else';
  readonly list: readonly Node[];
}

/** What stands in a list: a node, what ends it, or a definition, which leaves no node. */
type Step = Node | { readonly kind: 'end' } | { readonly kind: 'else' } | { readonly kind: 'definition' };

/** Parses a template. Throws TemplateError with text/template's message, such as `template: :1: unclosed action`. */
export function parse(source: string, functions: ReadonlySet<string>, name = ''): Template {
  const reader: Reader = { name, items: lex(source), functions, lists: {}, next: 0, variables: ['$'], ranges: 0 };
  put(reader, 'lists', '', list(reader).list);
  return { name, source, lists: reader.lists };
}

/** Nodes up to `{{end}}` or `{{else}}` where the list stands in some context, and else to the end of the text. */
function list(reader: Reader, context?: string): Ended {
  const nodes: Node[] = [];
  while (peekPastSpace(reader).kind !== 'eof') {
    const step = textOrAction(reader);
    if (step.kind === 'definition') continue;
    if (step.kind === 'end' || step.kind === 'else') {
      if (context === undefined) fail(reader, `unexpected {{${step.kind}}}`);
      return { kind: step.kind, list: nodes };
    }
    nodes.push(step);
  }
  if (context !== undefined) fail(reader, 'unexpected EOF', peek(reader).line);
  return { kind: 'end', list: nodes };
}

function textOrAction(reader: Reader): Step {
  const item = takePastSpace(reader);
  if (item.kind === 'text') return { kind: 'text', text: item.text, at: item.at };
  return item.kind === 'left delimiter' ? action(reader) : unexpected(reader, item, 'input');
}

function action(reader: Reader): Step {
  const item = takePastSpace(reader);
  switch (item.kind) {
    case 'define':
      return definition(reader);
    case 'block':
      return block(reader);
    case 'break':
    case 'continue':
      return jump(reader, item.kind, item);
    case 'else': {
      const after = peekPastSpace(reader).kind;
      if (after !== 'if' && after !== 'with') expect(reader, 'right delimiter', 'else');
      return { kind: 'else' };
    }
    case 'end':
      expect(reader, 'right delimiter', 'end');
      return { kind: 'end' };
    case 'if':
    case 'with':
    case 'range':
      return control(reader, item.kind, item);
    case 'template':
      return invocation(reader);
    default:
      reader.next--;
      return { kind: 'action', at: item.at, pipeline: pipeline(reader, 'command', 'right delimiter') };
  }
}

function jump(reader: Reader, kind: 'break' | 'continue', { at }: Item): Node {
  const end = takePastSpace(reader);
  if (end.kind !== 'right delimiter') unexpected(reader, end, `{{${kind}}}`);
  if (reader.ranges === 0) fail(reader, `{{${kind}}} outside {{range}}`);
  return { kind, at };
}

function control(reader: Reader, kind: Branch['kind'], { at }: Item): Branch {
  return scoped(reader, () => {
    const subject = pipeline(reader, kind, 'right delimiter');
    if (kind === 'range') reader.ranges++;
    const body = list(reader, kind);
    if (kind === 'range') reader.ranges--;
    const node = { kind, at, pipeline: subject, list: body.list };
    return body.kind === 'end' ? node : { ...node, otherwise: otherwise(reader, kind) };
  });
}

/** What follows an `{{else}}`; `{{else if}}` holds one branch, which shares its `{{end}}`. */
function otherwise(reader: Reader, kind: Branch['kind']): List {
  const chained = peek(reader);
  if (chained.kind === kind && kind !== 'range') {
    reader.next++;
    return [control(reader, kind, chained)];
  }
  const rest = list(reader, kind);
  if (rest.kind !== 'end') fail(reader, `expected end; found {{${rest.kind}}}`);
  return rest.list;
}

/** The name of a template, as it is written. */
function templateName(reader: Reader, context: string): Pick<Invocation, 'at' | 'name' | 'quoted'> {
  const item = takePastSpace(reader);
  if (item.kind !== 'string' && item.kind !== 'raw string') return unexpected(reader, item, context);
  return { at: item.at, name: unquote(item.text) ?? item.text, quoted: item.text };
}

/** Keeps what a name stands for. A template's body has no variables but its own dot. */
function define(reader: Reader, name: string, context: string): void {
  const { variables, ranges } = reader;
  Object.assign(reader, { variables: ['$'], ranges: 0 });
  const body = list(reader, context);
  Object.assign(reader, { variables, ranges });
  if (body.kind !== 'end') fail(reader, `unexpected {{${body.kind}}} in ${context}`);
  put(reader, 'lists', name, body.list);
}

function definition(reader: Reader): Step {
  const { name } = templateName(reader, 'define clause');
  expect(reader, 'right delimiter', 'define clause');
  define(reader, name, 'define clause');
  return { kind: 'definition' };
}

function block(reader: Reader): Invocation {
  const title = templateName(reader, 'block clause');
  const subject = pipeline(reader, 'block clause', 'right delimiter');
  define(reader, title.name, 'block clause');
  return { kind: 'template', ...title, pipeline: subject };
}

function invocation(reader: Reader): Invocation {
  const title = templateName(reader, 'template clause');
  if (peekPastSpace(reader).kind !== 'right delimiter')
    return { kind: 'template', ...title, pipeline: pipeline(reader, 'template clause', 'right delimiter') };
  reader.next++;
  return { kind: 'template', ...title };
}
