import { IPSET_TYPES, isBrief, type IpSet } from './ipset.ts';
import { checkEntry } from './ipset-entry.ts';
import { emptyElement, readXml, tag, textElement, XML_HEAD } from './xml.ts';

/** The files of sets in /etc/firewalld/ipsets (firewalld.ipset(5)): read, and written as firewalld writes them. */

const OPTIONS = ['family', 'hashsize', 'maxelem', 'timeout'];

/** A set of a file's text; undefined where that is none. What it cannot have as an entry is passed over. */
export function readIpSet(name: string, text: string): IpSet | undefined {
  const element = readXml(text);
  const { type = '', version } = element?.attributes ?? {};
  if (element?.name !== 'ipset' || !IPSET_TYPES.includes(type)) return undefined;
  const textsOf = (child: string): string[] =>
    element.children.flatMap((each) => (each.name === child ? [each.text] : []));
  const options = element.children.flatMap(({ name: child, attributes }) =>
    child === 'option' && OPTIONS.includes(attributes.name ?? '')
      ? [[attributes.name ?? '', attributes.value ?? ''] as const]
      : [],
  );
  const [short = ''] = textsOf('short');
  const [description = ''] = textsOf('description');
  const set: IpSet = {
    name,
    ...(version !== undefined && { version }),
    short,
    description,
    type,
    options: Object.fromEntries(options),
    entries: [],
  };
  if (!isBrief(set)) set.entries = [...new Set(textsOf('entry'))].filter((entry) => fits(entry, set));
  return set;
}

function fits(entry: string, set: IpSet): boolean {
  try {
    checkEntry(entry, set);
    return true;
  } catch {
    return false;
  }
}

export function ipSetText({ type, version, short, description, options, entries }: IpSet): string {
  const lines = [
    ...(short === '' ? [] : [textElement('short', short)]),
    ...(description === '' ? [] : [textElement('description', description)]),
    ...Object.entries(options).map(([name, value]) => emptyElement('option', { name, value })),
    ...entries.map((entry) => textElement('entry', entry)),
  ];
  return `${XML_HEAD}${tag('ipset', { type, version })}>\n${lines.map((line) => `  ${line}\n`).join('')}</ipset>\n`;
}
