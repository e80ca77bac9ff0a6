import type { Link, LinkRef } from '../../../kernel/link/link.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { deviceOf, namespaceOf, printJson, type Context, type Words } from '../ip/context.ts';
import type { Printed } from './print.ts';

/** Where a discipline, class or filter stands, and of which link, as words tell before its kind. */
export interface Aim {
  link?: Link;
  place?: 'root' | 'ingress';
  parent?: string;
  handle?: number;
  classid?: string;
  protocol?: string;
  preference?: number;
  /** The kind, and what follows it. */
  readonly rest: string[];
}

function handleOf(text: string): number {
  const [, major] = /^([\da-f]{1,4}):0?$/i.exec(text) ?? [];
  if (major === undefined) throw new ToolError(`Error: argument "${text}" is wrong: invalid qdisc ID\n\n`, 255);
  return parseInt(major, 16);
}

const MOST = 0xffff;

function preferenceOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > MOST)
    throw new ToolError(`Error: argument "${text}" is wrong: invalid priority value\n`, 255);
  return Number(text);
}

/** @param filtering whether words of filters are known */
export function aimOf(context: Context, words: Words, filtering = false): Aim {
  const aim: Aim = { rest: [] };
  while (!words.done) {
    const word = words.next();
    if (word === 'dev') aim.link = deviceOf(context, words.next());
    else if (word === 'root') aim.place = 'root';
    else if (word === 'ingress' || word === 'clsact') {
      aim.place = 'ingress';
      if (!filtering) aim.rest.push(word);
    } else if (word === 'parent') aim.parent = words.next().replace(/:0$/, ':');
    else if (word === 'handle' && !filtering) aim.handle = handleOf(words.next());
    else if (word === 'classid') aim.classid = words.next();
    else if (filtering && word === 'protocol') aim.protocol = words.next();
    else if (filtering && /^(prio|pref|preference|priority)$/.test(word)) aim.preference = preferenceOf(words.next());
    else {
      aim.rest.push(word, ...words.rest());
      return aim;
    }
  }
  return aim;
}

/** The handle of the discipline that a parent names. */
export function parentHandle({ parent, place }: Aim): number | undefined {
  if (place === 'ingress') return 0xffff;
  if (parent === undefined) return undefined;
  const [, major] = /^([\da-f]{1,4}):[\da-f]*$/i.exec(parent) ?? [];
  if (major === undefined) throw new ToolError(`Error: argument "${parent}" is wrong: Invalid parent ID\n`, 255);
  return parseInt(major, 16);
}

export function refOf({ id }: Context, { link }: Aim): LinkRef {
  if (!link) throw new ToolError('RTNETLINK answers: No such device\n', 2);
  return { namespace: id, index: link.index };
}

/** The links that are asked for, and whether one was named. */
export function shown(context: Context, { link }: Aim): { links: readonly Link[]; named: boolean } {
  return link ? { links: [link], named: true } : { links: Object.values(namespaceOf(context).links), named: false };
}

/** Prints rows as they are asked for. */
export function print(context: Context, rows: readonly Printed[]): void {
  if (context.options.json)
    return printJson(
      context,
      rows.map(({ json }) => json),
    );
  context.call.out(rows.map(({ text }) => text).join(''));
}
