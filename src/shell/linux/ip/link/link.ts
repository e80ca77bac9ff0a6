import { randomMac } from '../../../../engine/random.ts';
import { parseMac, type Mac } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import type { Link, LinkRef } from '../../../../kernel/link/link.ts';
import { deleteLink, isStation, moveLink, renameLink, setMac, setMtu } from '../../../../kernel/link/links.ts';
import { setMaster } from '../../../../kernel/link/bridge.ts';
import { addVeth } from '../../../../kernel/link/veth.ts';
import { setDown, setUp } from '../../../../kernel/link/link-up.ts';
import { linkByName } from '../../../../kernel/link/lookup.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import type { World } from '../../../../world/world.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import {
  abbreviated,
  deviceOf,
  duplicate,
  findLink,
  missing,
  namespaceOf,
  request,
  usage,
  wrong,
  type Context,
  type Words,
} from '../context.ts';
import { HELP } from '../help.table.ts';
import { namespaceNamed, namespaceOfPid } from '../netns-names.ts';
import { setKind } from './set-kind.ts';
import { createKind, readKind, type KindOptions } from './create.ts';
import { checkVxlan } from './vxlan.ts';
import { property } from './property.ts';
import { groupArgument, isShow, showLinks } from './show.ts';

/** `ip link COMMAND …` */
export function link(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, ['add', 'set', 'change', 'replace', 'delete', 'property']);
  if (command === 'add' || command === 'replace') return add(context, words);
  if (command === 'set' || command === 'change') return set(context, words);
  if (command === 'delete') return remove(context, words);
  if (command === 'property') return property(context, words);
  if (isShow(word)) return showLinks(context, words);
  if ('help'.startsWith(word)) throw usage(HELP.link);
  throw usage(`Command "${word}" is unknown, try "ip link help".\n`);
}

/** What one `ip link set|add` asks for, in the order of the kernel's doing (linux: do_setlink). */
interface Changes {
  device?: string;
  name?: string;
  mac?: Mac;
  mtu?: number;
  queueLength?: number;
  up?: boolean;
  alias?: string;
  promiscuous?: boolean;
  allMulticast?: boolean;
  arp?: boolean;
  multicast?: boolean;
  group?: number;
  index?: number;
  /** null: out of its bridge. */
  master?: number | null;
  namespace?: string;
  type?: string;
  /** The link that a new one stands on. */
  lower?: number;
  kind?: KindOptions;
  peer?: { name?: string; namespace?: string };
}

const NAME_LENGTH = 15;

const isName = (name: string): boolean => name.length <= NAME_LENGTH && name !== '' && !/[/\s]/.test(name);

function macArgument(text: string): Mac {
  const bytes = text.split(':');
  if (!bytes.every((byte) => /^[0-9a-f]{1,2}$/i.test(byte))) throw new ToolError(`"${text}" is invalid lladdr.\n`, 255);
  if (bytes.length !== 6) throw new ToolError(`Invalid address length ${bytes.length} - must be 6 bytes\n`, 255);
  return parseMac(bytes.map((byte) => byte.padStart(2, '0')).join(':')) ?? text;
}

function number(text: string, what: string): number {
  if (!/^\d+$/.test(text)) throw wrong(text, `Invalid "${what}" value\n`);
  return Number(text);
}

function onOff(what: string, text: string): boolean {
  if (text !== 'on' && text !== 'off')
    throw new ToolError(`Error: argument of "${what}" must be "on" or "off", not "${text}"\n`, 1);
  return text === 'on';
}

/** IFALIASZ, with the zero behind it. */
const ALIAS = 256;

function aliasArgument(text: string): string {
  if (text.length >= ALIAS) throw wrong(text, 'alias too long\n');
  return text;
}

function indexArgument(text: string): number {
  const index = parseNumber(text);
  if (index === undefined || index < 1 || index > 0x7fffffff) throw wrong(text, 'Invalid "index" value');
  return index;
}

function readChanges(context: Context, words: Words, adding: boolean): Changes {
  const changes: Changes = {};
  while (!words.done) {
    const word = words.next();
    switch (word) {
      case 'link': {
        if (!adding) throw duplicate('dev', word);
        changes.lower = deviceOf(context, words.next()).index;
        break;
      }
      case 'up':
        changes.up = true;
        break;
      case 'down':
        changes.up = false;
        break;
      case 'name': {
        const name = words.next();
        if (!isName(name)) throw wrong(name, '"name" not a valid ifname');
        changes.name = name;
        break;
      }
      case 'address':
        changes.mac = macArgument(words.next());
        break;
      case 'mtu':
        changes.mtu = number(words.next(), 'mtu');
        break;
      case 'qlen':
      case 'txqlen':
      case 'txqueuelen':
        changes.queueLength = number(words.next(), 'txqueuelen');
        break;
      case 'master': {
        const name = words.next();
        const master = findLink(context, name);
        if (!master) throw wrong(name, 'Device does not exist\n');
        changes.master = master.index;
        break;
      }
      case 'nomaster':
        changes.master = null;
        break;
      case 'netns': {
        const name = words.next();
        const id = namespaceNamed(context.call, name) ?? namespaceOfPid(context.call, name);
        if (id === undefined) throw wrong(name, 'Invalid "netns" value\n');
        changes.namespace = id;
        break;
      }
      case 'type':
        changes.type = words.next();
        readType(context, changes, words);
        break;
      case 'arp':
      case 'multicast':
        changes[word] = onOff(word, words.next());
        break;
      case 'allmulticast':
        changes.allMulticast = onOff(word, words.next());
        break;
      case 'promisc':
        changes.promiscuous = onOff(word, words.next());
        break;
      case 'dynamic':
        onOff(word, words.next());
        break;
      case 'alias':
        changes.alias = aliasArgument(words.next());
        break;
      case 'group':
        changes.group = groupArgument(words.next());
        break;
      case 'index':
        changes.index = indexArgument(words.next());
        break;
      case 'help':
        throw usage(HELP.link);
      default: {
        const device = word === 'dev' ? words.next() : word;
        if (changes.device !== undefined) throw duplicate('dev', device);
        if (adding && !isName(device)) throw wrong(device, '"name" not a valid ifname');
        changes.device = device;
      }
    }
  }
  return changes;
}

/** What follows `type KIND`. */
function readType(context: Context, changes: Changes, words: Words): void {
  if (changes.type !== 'veth') {
    changes.kind = readKind(context, changes.type ?? '', words);
    return;
  }
  while (!words.done) {
    const word = words.next();
    if (word !== 'peer')
      throw new ToolError(
        `veth: unknown command "${word}"?\nUsage: ip link <options> type veth [peer <options>]\nTo get <options> type 'ip link add help'\n`,
        255,
      );
    const peer = readChanges(context, words, true);
    changes.peer = {
      ...((peer.name ?? peer.device) !== undefined && { name: peer.name ?? peer.device ?? '' }),
      ...(peer.namespace !== undefined && { namespace: peer.namespace }),
    };
  }
}

function set(context: Context, words: Words): void {
  const changes = readChanges(context, words, false);
  const { device, group } = changes;
  if (device === undefined && group === undefined) throw missing('dev');
  const namespace = context.id;
  if (device !== undefined) {
    const { index } = deviceOf(context, device);
    return request(context, (world) => apply(world, { namespace, index }, changes));
  }
  // Without a device a group stands for all that are in it (linux: rtnl_group_changelink).
  request(context, (world) => {
    for (const { index } of linksInGroup(context, group)) apply(world, { namespace, index }, changes);
  });
}

const linksInGroup = (context: Context, wanted = 0): readonly Link[] =>
  Object.values(namespaceOf(context).links).filter(({ group = 0 }) => group === wanted);

function apply({ kernel, clock }: World, ref: LinkRef, changes: Changes): void {
  const at = changes.namespace === undefined ? ref : moveLink(kernel, ref, changes.namespace);
  if (changes.mac !== undefined) setMac(kernel, at, changes.mac);
  if (changes.mtu !== undefined) setMtu(kernel, at, changes.mtu);
  if (changes.name !== undefined) renameLink(kernel, at, changes.name);
  const found = kernel.namespaces[at.namespace]?.links[at.index];
  if (found) setFlags(found, changes);
  if (found && changes.type !== undefined) setKind(kernel, at, found, changes.type, changes.kind ?? {});
  if (changes.master !== undefined) setMaster(kernel, at, changes.master ?? undefined, clock.now);
  if (changes.up === true) setUp(kernel, at, clock.now);
  if (changes.up === false) setDown(kernel, at);
}

/** What is but noted on a link. */
function setFlags(link: Link, changes: Changes): void {
  const { queueLength, alias, group } = changes;
  if (queueLength !== undefined) link.queueLength = queueLength;
  if (alias === '') delete link.alias;
  else if (alias !== undefined) link.alias = alias;
  if (group === 0) delete link.group;
  else if (group !== undefined) link.group = group;
  mark(link, 'promiscuous', changes.promiscuous);
  mark(link, 'allMulticast', changes.allMulticast);
  mark(link, 'withoutArp', changes.arp === undefined ? undefined : !changes.arp);
  mark(link, 'withoutMulticast', changes.multicast === undefined ? undefined : !changes.multicast);
}

function mark(
  link: Link,
  key: 'promiscuous' | 'allMulticast' | 'withoutArp' | 'withoutMulticast',
  on: boolean | undefined,
): void {
  if (on === true) link[key] = true;
  else if (on === false) delete link[key];
}

function add(context: Context, words: Words): void {
  const changes = readChanges(context, words, true);
  if (changes.type === undefined) throw usage('Not enough information: "type" argument is required\n');
  const { type } = changes;
  const name = changes.name ?? changes.device;
  if (type === 'vxlan') checkVxlan(context, changes.kind?.vxlan ?? {});
  request(context, (world) => {
    const ref = create(world, context.id, type, name, changes);
    apply(world, ref, without(changes));
  });
}

/** What is left to do once a link is there. */
function without({ mtu, up, master, queueLength, alias, group }: Changes): Changes {
  return {
    ...(mtu !== undefined && { mtu }),
    ...(up !== undefined && { up }),
    ...(master !== undefined && { master }),
    ...(queueLength !== undefined && { queueLength }),
    ...(alias !== undefined && { alias }),
    ...(group !== undefined && { group }),
  };
}

function create(world: World, id: string, type: string, name: string | undefined, changes: Changes): LinkRef {
  const { kernel, random } = world;
  const namespace = changes.namespace ?? id;
  const mac = changes.mac ?? randomMac(random);
  if (!isStation(mac)) throw new KernelError('EADDRNOTAVAIL');
  if (type !== 'veth') {
    const lower = changes.lower === undefined ? undefined : { namespace: id, index: changes.lower };
    const made = { namespace, name: name ?? freeName(kernel, namespace, type), mac, macSet: changes.mac !== undefined };
    return createKind(kernel, type, { ...made, ...(lower && { lower }) }, changes.kind ?? {});
  }
  const peerNamespace = changes.peer?.namespace ?? id;
  const peerName = changes.peer?.name ?? freeName(kernel, peerNamespace, 'veth');
  return addVeth(
    kernel,
    { namespace, name: name ?? freeName(kernel, namespace, 'veth', peerName), mac, index: changes.index },
    { namespace: peerNamespace, name: peerName, mac: randomMac(random) },
  );
}

/** `bridge%d`, `veth%d`: the lowest number that is free. */
function freeName(kernel: Kernel, id: string, prefix: string, taken?: string): string {
  const namespace = kernel.namespaces[id];
  let number = 0;
  while (`${prefix}${number}` === taken || (namespace && linkByName(namespace, `${prefix}${number}`))) number += 1;
  return `${prefix}${number}`;
}

function remove(context: Context, words: Words): void {
  const { device, group } = readChanges(context, words, false);
  if (device === undefined && group !== undefined) return removeGroup(context, group);
  if (device === undefined) throw missing('dev');
  const doomed: Link = deviceOf(context, device);
  request(context, ({ kernel }) => deleteLink(kernel, { namespace: context.id, index: doomed.index }));
}

/** Deletes all that are in a group; the default one stays (linux: rtnl_group_dellink). */
function removeGroup(context: Context, group: number): void {
  const doomed = linksInGroup(context, group);
  request(context, ({ kernel }) => {
    if (group === 0) throw new KernelError('EPERM');
    if (doomed.length === 0) throw new KernelError('ENODEV');
    for (const { index } of doomed) {
      const namespace = context.id;
      if (kernel.namespaces[namespace]?.links[index]) deleteLink(kernel, { namespace, index });
    }
  });
}
