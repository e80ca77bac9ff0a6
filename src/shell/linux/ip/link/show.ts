import type { Link } from '../../../../kernel/link/link.ts';
import { masterOf } from '../../../../kernel/link/lookup.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import {
  abbreviated,
  duplicate,
  findLink,
  namespaceOf,
  printJson,
  wrong,
  type Context,
  type Words,
} from '../context.ts';
import { briefJson, briefText, flagsOf, linkJson, linkText, type LinkListing } from './print.ts';

/** What `ip link show` and `ip addr show` select by. */
export interface LinkFilter {
  device?: string;
  master?: number;
  nomaster: boolean;
  type?: string;
  group?: number;
  up: boolean;
  down: boolean;
}

export const noFilter = (): LinkFilter => ({ nomaster: false, up: false, down: false });

/** A group of links, by its number; only the first has a name (/etc/iproute2/group). */
export function groupArgument(text: string): number {
  const group = text === 'default' ? 0 : parseNumber(text);
  if (group === undefined) throw wrong(text, 'Invalid "group" value\n');
  return group;
}

/** Reads one selector, if the word begins one. */
export function readLinkFilter(context: Context, filter: LinkFilter, word: string, words: Words): boolean {
  switch (word) {
    case 'up':
      filter.up = true;
      return true;
    case 'down':
      filter.down = true;
      return true;
    case 'master': {
      const name = words.next();
      const master = findLink(context, name);
      if (!master) throw wrong(name, 'Device does not exist\n');
      filter.master = master.index;
      return true;
    }
    case 'nomaster':
      filter.nomaster = true;
      return true;
    case 'vrf':
      throw wrong(words.next(), 'Not a valid VRF name\n');
    case 'group': {
      filter.group = groupArgument(words.next());
      return true;
    }
    case 'type':
      filter.type = words.next();
      return true;
    default:
      return false;
  }
}

/** A device's name, `dev` before it or not. */
export function readDevice(filter: LinkFilter, word: string, words: Words): void {
  const name = word === 'dev' ? words.next() : word;
  if (filter.device !== undefined) throw duplicate('dev', name);
  filter.device = name;
}

const KINDS: Readonly<Record<string, (link: Link) => boolean>> = {
  bridge: ({ kind }) => kind === 'bridge',
  bridge_slave: ({ master }) => master !== undefined,
  ...Object.fromEntries(
    (['veth', 'macvlan', 'ipvlan', 'vlan', 'dummy', 'vxlan'] as const).map((type) => [
      type,
      ({ kind }: Link) => kind === type,
    ]),
  ),
};

/** The links that a filter lets pass, in order. */
export function selected(context: Context, filter: LinkFilter): Link[] {
  const namespace = namespaceOf(context);
  const device = filter.device === undefined ? undefined : findLink(context, filter.device);
  if (filter.device !== undefined && !device) throw new ToolError(`Device "${filter.device}" does not exist.\n`, 1);
  return Object.values(namespace.links).filter(
    (link) =>
      (device === undefined || link.index === device.index) &&
      (!filter.up || link.up) &&
      (!filter.down || !link.up) &&
      (filter.master === undefined || masterOf(namespace, link)?.index === filter.master) &&
      (filter.group === undefined || (link.group ?? 0) === filter.group) &&
      (!filter.nomaster || link.master === undefined) &&
      (filter.type === undefined || (Object.hasOwn(KINDS, filter.type) && KINDS[filter.type]?.(link) === true)),
  );
}

const LISTING: LinkListing = { mode: true, hardware: true };

/** `ip link [show] [DEVICE] [up] [master DEV] [type TYPE] …` */
export function showLinks(context: Context, words: Words): void {
  const filter = noFilter();
  while (!words.done) {
    const word = words.next();
    if (!readLinkFilter(context, filter, word, words)) readDevice(filter, word, words);
  }
  const links = selected(context, filter);
  const { json, brief } = context.options;
  if (json) {
    printJson(
      context,
      links.map((link) =>
        brief
          ? { ...briefJson(context, link), address: link.mac, flags: flagsOf(context, link) }
          : linkJson(context, link, LISTING),
      ),
    );
    return;
  }
  for (const link of links)
    context.call.out(
      brief
        ? briefText(context, link, `${link.mac} <${flagsOf(context, link).join(',')}> `)
        : `${linkText(context, link, LISTING)}\n`,
    );
}

/** Whether a word is one of ip's for listing. */
export const isShow = (word: string): boolean => abbreviated(word, ['show', 'lst', 'list']) !== undefined;
