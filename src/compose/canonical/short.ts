/** The short forms that stand for a mapping or a list (compose-go transform). */
import { ComposeError, type Warning } from '../problem.ts';
import { dotted, type Rule, type Way } from '../rules.ts';
import { goText, goType, goWord } from '../go.ts';
import { own } from '../../kernel/own.ts';
import { isList, isRecord, isWhole, type Tree, type TreeRecord } from '../tree.ts';

const refuse = (text: string): never => {
  throw new ComposeError({ text });
};
const wrongType = (data: Tree, way: Way, what: string): never =>
  refuse(`${dotted(way)}: invalid type ${goType(data)}${what}`);

export const oneToList: Rule = (data) => (typeof data === 'string' ? [data] : data);

export const asText: Rule = (data) => (typeof data === 'string' ? data : goText(data));

/** A list of names becomes a mapping of them to nothing. */
export const namesToMapping: Rule = (data) =>
  isList(data) ? Object.fromEntries(data.map((name: Tree) => [goText(name), null])) : data;

export const dependencies: Rule = (data, way) => {
  if (isList(data))
    return Object.fromEntries(
      data.map((name: Tree) => [goText(name), { condition: 'service_started', required: true }]),
    );
  if (!isRecord(data)) return wrongType(data, way, ' for depend_on');
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      if (!isRecord(value)) return refuse(`${dotted(way)}.${name}: unsupported value ${goWord(data)}`);
      return [
        name,
        { ...value, condition: value['condition'] ?? 'service_started', required: value['required'] ?? true },
      ];
    }),
  );
};

export const envFiles: Rule = (data, way) => {
  if (typeof data === 'string') return [envFile(data)];
  return isList(data) ? data.map(envFile) : wrongType(data, way, ' for env_file');
};

function envFile(data: Tree): Tree {
  if (typeof data === 'string') return { path: data, required: true };
  return isRecord(data) ? { ...data, required: data['required'] ?? true } : null;
}

export const extended: Rule = (data, way) => {
  if (typeof data === 'string') return { service: data };
  return isRecord(data) ? data : wrongType(data, way, ' for extends');
};

export const fileMount: Rule = (data, way) => {
  if (typeof data === 'string') return { source: data };
  return isRecord(data) ? data : refuse(`${dotted(way)}: unsupported type ${goType(data)}`);
};

export const gpus: Rule = (data, way) => {
  if (typeof data === 'string') return [{ count: 'all' }];
  return isList(data) ? data : wrongType(data, way, ' for gpus');
};

export const ulimits: Rule = (data, way) =>
  isRecord(data) || isWhole(data) ? data : wrongType(data, way, ' for external');

/** `KEY=value` in a list. */
export const keyValues =
  (lenient: boolean): Rule =>
  (data, way) => {
    if (isRecord(data)) return data;
    if (!isList(data)) return wrongType(data, way, '');
    const entries = data.map((entry: Tree) => /^([^=]*)=([^]*)$/.exec(goText(entry)) ?? entry);
    const wrong = entries.find((entry): entry is Tree => !isList(entry) || typeof entry[1] !== 'string');
    if (wrong === undefined)
      return Object.fromEntries(entries.map((entry) => [(entry as string[])[1], (entry as string[])[2]])) as Tree;
    return lenient ? data : refuse(`${dotted(way)}: invalid value ${goText(wrong)}, expected key=value`);
  };

export const sshKeys: Rule = (data, way) => {
  if (isRecord(data)) return data;
  if (!isList(data)) return wrongType(data, way, ' for ssh');
  return Object.fromEntries(
    data.map((entry: Tree): [string, Tree] => {
      if (typeof entry !== 'string') return refuse(`invalid ssh key type ${goType(entry)}`);
      const [, id = '', path] = /^([^=]*)(?:=([^]*))?$/.exec(entry) ?? [];
      if (path === undefined && id !== 'default') return refuse(`invalid ssh key ${JSON.stringify(entry)}`);
      return [id, path ?? null];
    }),
  );
};

/** `source[:target[:permissions]]`. */
export const device =
  (lenient: boolean): Rule =>
  (data, way) => {
    if (isRecord(data)) return data;
    if (typeof data !== 'string') return wrongType(data, way, ' for service volume mount');
    const parts = data.split(':');
    if (parts.length > 3 && !lenient) refuse(`confusing device mapping, please use long syntax: ${data}`);
    const [source = '', target = '', permissions = 'rwm'] = parts.length > 3 ? [] : parts;
    return { source, target: target || source, permissions };
  };

/** `external: { name }`, as the third version had it. */
export function external(data: TreeRecord, way: Way, warn: (warning: Warning) => void): TreeRecord {
  const said = own(data, 'external');
  if (!isRecord(said)) return data;
  const resource = { ...data, external: true };
  const named = own(said, 'name');
  if (named === undefined) return resource;
  warn({ text: `${dotted(way)}: external.name is deprecated. Please set name and external: true` });
  const name = own(data, 'name');
  if (name !== undefined && name !== named) refuse(`${dotted(way)}: name and external.name conflict; only use name`);
  return { ...resource, name: named };
}
