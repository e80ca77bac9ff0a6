/** Lists as docker prints them: a table, JSON or a template of one's own (docker/cli formatter.Context). */
import { CliError } from './command.ts';
import { compile, TemplateError } from './template/template.ts';
import type { TemplateFunction } from './template/functions.ts';
import { jsonString } from './template/json.ts';
import { int, named, pointer, string, struct, text, truth, value } from './template/type.ts';
import type { Method, Type, Value } from './template/type.ts';
import { alignColumns } from './tabwriter.ts';

/** How one kind of thing is listed. */
export interface Listing<T> {
  /** What templates ask of a row, by name. */
  readonly row: Type;
  /** The heading of each name. */
  readonly headings: Readonly<Record<string, string>>;
  readonly items: readonly T[];
}

/** A row's type: its columns are methods without arguments; JSON holds them all by name. */
export function rowType<T>(
  name: string,
  columns: Readonly<Record<string, (item: T) => string | boolean | null>>,
  methods: Readonly<Record<string, Method>> = {},
): Type {
  const names = Object.keys(columns).sort();
  const asking = ([column, read]: [string, (item: T) => string | boolean | null]): [string, Method] => [
    column,
    {
      parameters: [],
      call: (item) => {
        const held = read(item as T);
        if (typeof held === 'boolean') return truth(held);
        return held === null ? { type: pointer(named('v1.Platform')), data: null } : text(held);
      },
    },
  ];
  return pointer(
    struct(name, [], {
      methods: { ...Object.fromEntries(Object.entries(columns).map(asking)), ...methods },
      json: (item) =>
        `{${names
          .map((column) => {
            const held = columns[column]?.(item as T) ?? null;
            return `${jsonString(column)}:${typeof held === 'string' ? jsonString(held, true) : String(held)}`;
          })
          .join(',')}}`,
    }),
  );
}

/** The method by which templates ask for one label. */
export const labelMethod = <T>(labels: (item: T) => Readonly<Record<string, string>>): Method => ({
  parameters: [string],
  call: (item, name) => text(labels(item as T)[String(name)] ?? ''),
});

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

/** Prints a list by a format. Throws CliError. */
export function printList<T>({ row, headings, items }: Listing<T>, format: string): string {
  const isTable = format.startsWith('table');
  const body = (format === 'json' ? '{{json .}}' : isTable ? format.slice('table'.length) : format)
    .replace(/^ +| +$/g, '')
    .replaceAll('\\t', '\t')
    .replaceAll('\\n', '\n');
  const template = compileOr(body);
  const rows = items.map((item) => {
    const { text: line, error } = template.run(value(row, item));
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
