/** Lists as docker prints them: a table, JSON or a template of one's own (docker/cli formatter.Context). */
import { CliError } from '../command.ts';
import type { TemplateFunction } from '../template/functions.ts';
import { compile, TemplateError } from '../template/template.ts';
import { jsonString, toJson } from '../template/value/json.ts';
import { byBytes } from '../../../../engine/by-bytes.ts';
import { int, named, pointer, string, struct, text, truth, value } from '../template/value/type.ts';
import type { Method, Value } from '../template/value/type.ts';
import { alignColumns } from './tabwriter.ts';
import { own } from '../../../../kernel/own.ts';

/** What stands in one column of a row. */
type Cell = string | boolean | null | Value;

/** One column of a list; one without a heading shows `<no value>` at its top. */
type Column<T> = readonly [heading: string | undefined, cell: (item: T) => Cell];

/** How one kind of thing is listed. */
export interface List<T> {
  /** An item as templates see it, which ask for its columns by name, and for its labels. */
  readonly row: (item: T) => Value;
  /** The heading of each column. */
  readonly headings: Readonly<Record<string, string>>;
}

/** Describes a list: Go's name of its rows' type, its columns by name, and where its rows have their labels. */
export function listOf<T>(
  name: string,
  columns: Readonly<Record<string, Column<T>>>,
  labels?: (item: T) => Readonly<Record<string, string>>,
): List<T> {
  const entries = Object.entries(columns).sort(([a], [b]) => byBytes(a, b));
  const methods = entries.map(([column, [, cell]]): [string, Method] => [
    column,
    { parameters: [], call: (item) => cellValue(cell(item as T)) },
  ]);
  const label: Method = {
    parameters: [string],
    call: (item, asked) => text(own(labels?.(item as T), String(asked)) ?? ''),
  };
  const type = pointer(
    struct(name, [], {
      methods: { ...Object.fromEntries(methods), ...(labels && { Label: label }) },
      json: (item) =>
        `{${entries.map(([column, [, cell]]) => `${jsonString(column)}:${cellJson(cell(item as T))}`).join(',')}}`,
    }),
  );
  return {
    row: (item) => value(type, item),
    headings: Object.fromEntries(
      entries.flatMap(([column, [heading]]) => (heading === undefined ? [] : [[column, heading]])),
    ),
  };
}

function cellValue(cell: Cell): Value {
  if (typeof cell === 'boolean') return truth(cell);
  if (typeof cell === 'object' && cell !== null) return cell;
  return cell === null ? { type: pointer(named('v1.Platform')), data: null } : text(cell);
}

function cellJson(cell: Cell): string {
  if (typeof cell === 'string') return jsonString(cell, true);
  return typeof cell === 'object' && cell !== null ? toJson(cell) : String(cell);
}

/** The templates behind the names that `--format` may give in place of one. */
export interface Layouts {
  /** The columns of `table`, which is the usual one. */
  readonly table: readonly string[];
  /** What `raw` writes, a line each. */
  readonly raw: readonly string[];
  /** What `raw` calls the id, which is all that it writes with `--quiet`. */
  readonly rawId: string;
}

/** The template that `--format` and `--quiet` ask for. */
export function templateOf(format: string, quiet: boolean, { table, raw, rawId }: Layouts): string {
  if (format === '' || format === 'table') return quiet ? '{{.ID}}' : `table ${table.join('\t')}`;
  if (format !== 'raw') return format;
  return quiet ? `${rawId}: {{.ID}}` : raw.map((line) => `${line}\n`).join('');
}

const same: TemplateFunction = { parameters: [string], call: ([given]) => given };

/** In a heading these change nothing. */
const headingFunctions: Readonly<Record<string, TemplateFunction>> = {
  json: same,
  title: same,
  lower: same,
  upper: same,
  truncate: { parameters: [string, int], call: ([given]) => given },
};

/** Headings are a map with a method: the last part of a label's name heads its column. */
const headingValue = (headings: Readonly<Record<string, string>>): Value => ({
  type: {
    kind: 'map',
    key: string,
    element: string,
    methods: {
      Label: {
        parameters: [string],
        call: (_, name) => text((String(name).split('.').at(-1) ?? '').replaceAll(/[-_]/g, ' ')),
      },
    },
  },
  data: headings,
});

/** Prints items by a template, in a table where it begins so. Throws CliError. */
export function printList<T>({ row, headings }: List<T>, items: readonly T[], format: string): string {
  const isTable = format.startsWith('table');
  const body = (format === 'json' ? '{{json .}}' : isTable ? format.slice('table'.length) : format)
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  const template = compileOr(body);
  const rows = items.map((item) => {
    const { text: line, error } = template.run(row(item));
    if (error) throw new CliError(`template parsing error: ${error.message}`);
    return `${line}\n`;
  });
  if (!isTable) return rows.join('');
  const heading = compile(body, { functions: headingFunctions }).run(headingValue(headings));
  return alignColumns(`${heading.text}\n${rows.join('')}`);
}

function compileOr(body: string) {
  try {
    return compile(body);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CliError(`template parsing error: ${error.message}`);
  }
}
