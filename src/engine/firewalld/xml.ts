/** An element of firewalld's files, as far as they use XML: no namespaces, no entities of their own. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const decoded = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
const encoded = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The outermost element of a text; undefined where it is no well-formed one. */
export function readXml(text: string): Element | undefined {
  const bare = text.replace(/<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>/g, '');
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [, words, tag = '', name = '', attributes = ''] of bare.matchAll(/([^<]+)|<((\/?[\w-]+)([^>]*))>/g)) {
    const within = open.at(-1) ?? root;
    if (words !== undefined) within.text += decoded(words);
    else if (name.startsWith('/')) {
      const closed = open.pop();
      if (!closed || closed === root || `/${closed.name}` !== name) return undefined;
      (open.at(-1) ?? root).children.push(closed);
    } else {
      const made: Open = { name, attributes: attributesOf(attributes), children: [], text: '' };
      if (tag.endsWith('/')) within.children.push(made);
      else open.push(made);
    }
  }
  return open.length === 1 && root.children.length === 1 ? root.children[0] : undefined;
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name = '', double, single]) => [
      name,
      decoded(double ?? single ?? ''),
    ]),
  );

/** A start of a tag with the attributes that have a value. */
export const tag = (name: string, attributes: Readonly<Record<string, string | undefined>> = {}): string =>
  `<${name}${Object.entries(attributes)
    .map(([key, value]) =>
      value === undefined || value === '' ? '' : ` ${key}="${encoded(value).replaceAll('"', '&quot;')}"`,
    )
    .join('')}`;

/** An element without content. */
export const emptyElement = (name: string, attributes: Readonly<Record<string, string | undefined>> = {}): string =>
  `${tag(name, attributes)}/>`;

export const textElement = (name: string, text: string): string => `<${name}>${encoded(text)}</${name}>`;
export const XML_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n';
