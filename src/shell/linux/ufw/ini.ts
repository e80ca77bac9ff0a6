/** Sections of a file, and the values in each, by name. */
type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads what Python's configparser.RawConfigParser reads; undefined where it gives up. */
export function readIni(text: string): Sections | undefined {
  const sections = new Map<string, Map<string, string[]>>();
  let values: Map<string, string[]> | undefined;
  let last: string[] | undefined;
  let indent = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) {
      if (trimmed === '') last?.push('');
      continue;
    }
    const depth = line.search(/\S/);
    if (last && depth > indent) {
      last.push(trimmed);
      continue;
    }
    indent = depth;
    const header = /^\[(.+)\]/.exec(trimmed)?.[1];
    if (header !== undefined) {
      if (sections.has(header) && header !== DEFAULT) return undefined;
      values = sections.get(header) ?? new Map<string, string[]>();
      sections.set(header, values);
      last = undefined;
      continue;
    }
    const [, name = '', value = ''] = /^(.*?)\s*[=:]\s*(.*)$/.exec(trimmed) ?? [];
    const key = name.toLowerCase();
    if (!values || key === '' || values.has(key)) return undefined;
    last = [value];
    values.set(key, last);
  }
  return withDefaults(sections);
}

/** What stands in this section is of all others too. */
const DEFAULT = 'DEFAULT';

function withDefaults(sections: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>): Sections {
  const defaults = [...(sections.get(DEFAULT) ?? [])];
  const named = [...sections].filter(([name]) => name !== DEFAULT);
  const joined = (lines: readonly string[]): string => lines.join('\n').trimEnd();
  return new Map(
    named.map(([name, values]) => [
      name,
      new Map([...defaults, ...values].map(([key, lines]) => [key, joined(lines)] as const)),
    ]),
  );
}
