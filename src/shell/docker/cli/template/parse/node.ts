/** The syntax tree of a Go template, and how messages print its nodes. */

interface At {
  /** Offset in the source. */
  readonly at: number;
}

export type Operand =
  | ({ readonly kind: 'identifier'; readonly name: string } & At)
  | ({ readonly kind: 'field'; readonly names: readonly string[] } & At)
  /** `$x.Field`: the variable's name with its dollar, then fields. */
  | ({ readonly kind: 'variable'; readonly names: readonly [string, ...string[]] } & At)
  | ({ readonly kind: 'chain'; readonly operand: Operand; readonly names: readonly string[] } & At)
  | ({ readonly kind: 'dot' | 'nil' } & At)
  | ({ readonly kind: 'bool'; readonly value: boolean } & At)
  | ({ readonly kind: 'number'; readonly text: string; readonly value: number; readonly float: boolean } & At)
  | ({ readonly kind: 'string'; readonly quoted: string; readonly value: string } & At)
  | Pipeline;

export interface Command extends At {
  readonly kind: 'command';
  readonly operands: readonly Operand[];
}

export interface Pipeline extends At {
  readonly kind: 'pipeline';
  readonly assigns: boolean;
  readonly variables: readonly string[];
  readonly commands: readonly Command[];
}

export interface Branch extends At {
  readonly kind: 'if' | 'with' | 'range';
  readonly pipeline: Pipeline;
  readonly list: List;
  readonly otherwise?: List;
}

export interface Invocation extends At {
  readonly kind: 'template';
  readonly name: string;
  readonly quoted: string;
  readonly pipeline?: Pipeline;
}

export type Node =
  | ({ readonly kind: 'text'; readonly text: string } & At)
  | ({ readonly kind: 'action'; readonly pipeline: Pipeline } & At)
  | ({ readonly kind: 'break' | 'continue' } & At)
  | Branch
  | Invocation;

export type List = readonly Node[];

/** What an error may point at. */
export type Place = Operand | Command | Node;

/** A node as messages show it. */
export function print(node: Place): string {
  switch (node.kind) {
    case 'identifier':
      return node.name;
    case 'field':
      return node.names.map((name) => `.${name}`).join('');
    case 'variable':
      return node.names.join('.');
    case 'chain':
      return `${printOperand(node.operand)}${node.names.map((name) => `.${name}`).join('')}`;
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
    case 'command':
      return node.operands.map(printOperand).join(' ');
    case 'pipeline':
      return (
        (node.variables.length > 0 ? `${node.variables.join(', ')} ${node.assigns ? '=' : ':='} ` : '') +
        node.commands.map(print).join(' | ')
      );
    case 'text':
      return node.text;
    case 'action':
      return `{{${print(node.pipeline)}}}`;
    case 'template':
      return `{{template ${node.quoted}${node.pipeline ? ` ${print(node.pipeline)}` : ''}}}`;
    case 'if':
    case 'with':
    case 'range': {
      const otherwise = node.otherwise ? `{{else}}${node.otherwise.map(print).join('')}` : '';
      return `{{${node.kind} ${print(node.pipeline)}}}${node.list.map(print).join('')}${otherwise}{{end}}`;
    }
    default:
      return `{{${node.kind}}}`;
  }
}

const printOperand = (operand: Operand): string =>
  operand.kind === 'pipeline' ? `(${print(operand)})` : print(operand);
