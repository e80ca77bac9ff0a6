import { randomMac } from '../../../../engine/random.ts';
import { parseMac, type Mac } from '../../../../ip/address.ts';
import type { Kernel } from '../../../../kernel/kernel.ts';
import type { Link, LinkRef } from '../../../../kernel/link/link.ts';
import { deleteLink, moveLink, renameLink, setMac, setMtu } from '../../../../kernel/link/links.ts';
import { setMaster } from '../../../../kernel/link/bridge.ts';
import { addVeth } from '../../../../kernel/link/veth.ts';
import { setDown, setUp } from '../../../../kernel/link/link-up.ts';
import { linkByName } from '../../../../kernel/link/lookup.ts';
import type { World } from '../../../../world/world.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import {
  abbreviated,
  deviceOf,
  duplicate,
  findLink,
  missing,
  request,
  usage,
  wrong,
  type Context,
  type Words,
} from '../context.ts';
import { HELP } from '../help.table.ts';
import { namespaceNamed, namespaceOfPid } from '../netns-names.ts';
import { createKind, readKind, type KindOptions } from './create.ts';
import { isShow, showLinks } from './show.ts';

/** `ip link COMMAND …` */
export function link(context: Context, words: Words): void {
  const word = words.done ? 'show' : words.next();
  const command = abbreviated(word, ['add', 'set', 'change', 'replace', 'delete']);
  if (command === 'add' || command === 'replace') return add(context, words);
  if (command === 'set' || command === 'change') return set(context, words);
  if (command === 'delete') return remove(context, words);
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
      case 'allmulticast':
      case 'promisc':
      case 'dynamic':
        words.next();
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
    changes.kind = readKind(changes.type ?? '', words);
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
  if (changes.device === undefined) throw missing('dev');
  const { index } = deviceOf(context, changes.device);
  request(context, (world) => apply(world, { namespace: context.id, index }, changes));
}

function apply({ kernel, clock }: World, ref: LinkRef, changes: Changes): void {
  const at = changes.namespace === undefined ? ref : moveLink(kernel, ref, changes.namespace);
  if (changes.mac !== undefined) setMac(kernel, at, changes.mac);
  if (changes.mtu !== undefined) setMtu(kernel, at, changes.mtu);
  if (changes.name !== undefined) renameLink(kernel, at, changes.name);
  const found = kernel.namespaces[at.namespace]?.links[at.index];
  if (found && changes.queueLength !== undefined) found.queueLength = changes.queueLength;
  if (changes.master !== undefined) setMaster(kernel, at, changes.master ?? undefined, clock.now);
  if (changes.up === true) setUp(kernel, at, clock.now);
  if (changes.up === false) setDown(kernel, at);
}

function add(context: Context, words: Words): void {
  const changes = readChanges(context, words, true);
  if (changes.type === undefined) throw usage('Not enough information: "type" argument is required\n');
  const { type } = changes;
  const name = changes.name ?? changes.device;
  request(context, (world) => {
    const ref = create(world, context.id, type, name, changes);
    apply(world, ref, without(changes));
  });
}

/** What is left to do once a link is there. */
function without({ mtu, up, master, queueLength }: Changes): Changes {
  return {
    ...(mtu !== undefined && { mtu }),
    ...(up !== undefined && { up }),
    ...(master !== undefined && { master }),
    ...(queueLength !== undefined && { queueLength }),
  };
}

function create(world: World, id: string, type: string, name: string | undefined, changes: Changes): LinkRef {
  const { kernel, random } = world;
  const namespace = changes.namespace ?? id;
  const mac = changes.mac ?? randomMac(random);
  if (type !== 'veth') {
    const lower = changes.lower === undefined ? undefined : { namespace: id, index: changes.lower };
    const made = { namespace, name: name ?? freeName(kernel, namespace, type), mac, macSet: changes.mac !== undefined };
    return createKind(kernel, type, { ...made, ...(lower && { lower }) }, changes.kind ?? {});
  }
  const peerNamespace = changes.peer?.namespace ?? namespace;
  const peerName = changes.peer?.name ?? freeName(kernel, peerNamespace, 'veth');
  return addVeth(
    kernel,
    { namespace, name: name ?? freeName(kernel, namespace, 'veth', peerName), mac },
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
  const { device } = readChanges(context, words, false);
  if (device === undefined) throw missing('dev');
  const doomed: Link = deviceOf(context, device);
  request(context, ({ kernel }) => deleteLink(kernel, { namespace: context.id, index: doomed.index }));
}
