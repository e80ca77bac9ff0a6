import { isMulticast, type Ip } from '../../../../ip/address.ts';
import { KernelError } from '../../../../kernel/errno.ts';
import { namespaceOf, type Kernel } from '../../../../kernel/kernel.ts';
import type { LinkRef, TunnelSettings } from '../../../../kernel/link/link.ts';
import { addVxlan } from '../../../../kernel/link/vxlan.ts';
import { parseNumber } from '../../../../kernel/netfilter/rule/numbers.ts';
import { ToolError } from '../../../tool/tool-error.ts';
import { deviceOf, duplicate, wrong, type Context, type Words } from '../context.ts';
import { addressArgument } from '../prefix.ts';
import type { NewKind } from './create.ts';

/** What follows `type vxlan` (iproute2: ip/iplink_vxlan.c). */
export interface VxlanWords extends TunnelSettings {
  vni?: number;
  port?: number;
  learning?: boolean;
  external?: boolean;
}

const FLAGS = ['proxy', 'rsc', 'l2miss', 'l3miss'];
const IGNORED = ['udpcsum', 'udp6zerocsumtx', 'udp6zerocsumrx', 'remcsumtx', 'remcsumrx', 'localbypass', 'gbp', 'gpe'];

function number(text: string, most: number, why: string): number {
  const value = parseNumber(text);
  if (value === undefined || value > most) throw wrong(text, why);
  return value;
}

function once(words: VxlanWords, key: keyof VxlanWords, name: string, text: string): void {
  if (words[key] !== undefined) throw duplicate(name, text);
}

function remote(text: string, group: boolean): Ip {
  const address = addressArgument(text);
  if (isMulticast(address) !== group) throw wrong(text, `invalid ${group ? 'group' : 'remote'} address`);
  return address;
}

/** Reads one word; says whether it was one of vxlan's. */
export function readVxlanWord(given: VxlanWords, word: string, words: Words, context: Context): boolean {
  const plain = word.replace(/^no/, '');
  if (plain === 'learning') given.learning = plain === word;
  else if (plain === 'external') given.external = plain === word;
  else if (FLAGS.includes(plain)) {
    const others = (given.flags ?? []).filter((flag) => flag !== plain);
    given.flags = plain === word ? [...others, plain] : others;
  } else if (!IGNORED.includes(plain)) return readValue(given, word, words, context);
  return true;
}

function readValue(given: VxlanWords, word: string, words: Words, context: Context): boolean {
  switch (word) {
    case 'id':
    case 'vni':
      given.vni = number(words.next(), 16_777_215, 'invalid id');
      return true;
    case 'group':
    case 'remote': {
      const text = words.next();
      once(given, 'remote', word, text);
      given.remote = remote(text, word === 'group');
      return true;
    }
    case 'local': {
      const text = words.next();
      once(given, 'local', word, text);
      const address = addressArgument(text);
      if (isMulticast(address)) throw wrong(text, 'invalid local address');
      given.local = address;
      return true;
    }
    case 'dev':
      given.device = deviceOf(context, words.next()).index;
      return true;
    case 'ttl':
    case 'hoplimit': {
      const text = words.next();
      if (text !== 'auto' && text !== 'inherit') given.ttl = number(text, 255, 'TTL must be <= 255');
      return true;
    }
    case 'tos':
    case 'dsfield':
      given.tos = parseInt(words.next(), 16) || 0;
      return true;
    case 'ageing':
      given.ageing = number(words.next(), 0xffffffff, 'ageing timer');
      return true;
    case 'dstport':
      given.port = number(words.next(), 65535, 'dst port');
      return true;
    case 'port':
    case 'srcport':
      given.ports = [number(words.next(), 65535, 'min port'), number(words.next(), 65535, 'max port')];
      return true;
    case 'df':
    case 'flowlabel':
    case 'maxaddress':
    case 'reserved_bits':
      words.next();
      return true;
    default:
      return false;
  }
}

const LINUX_PORT = 8472;

/** What is said before the kernel is asked. Throws where the words cannot be together. */
export function checkVxlan({ call }: Context, { vni, port, external }: VxlanWords): void {
  if (external && vni !== undefined) throw new ToolError("vxlan: both 'external' and vni cannot be specified\n", 255);
  if (port === undefined && vni !== undefined)
    call.err(
      'vxlan: destination port not specified\nWill use Linux kernel default (non-standard value)\n' +
        "Use 'dstport 4789' to get the IANA assigned value\nUse 'dstport 0' to get default and quiet this message\n",
    );
}

/** Octets that its headers take from the device below. */
const HEADROOM = 50;

/** Makes a VXLAN link, with the MTU that the device below leaves it (linux: vxlan_config_apply). */
export function createVxlan(kernel: Kernel, { namespace, name, mac, lower }: NewKind, words: VxlanWords): LinkRef {
  const { vni, port, learning = true, external: _, ...hand } = words;
  if (vni === undefined) throw new KernelError('EINVAL', 'Required attributes not provided to perform the operation');
  const device = hand.device ?? lower?.index;
  const below = device === undefined ? undefined : namespaceOf(kernel, namespace).links[device];
  return addVxlan(kernel, {
    namespace,
    name,
    mac,
    vni,
    port: port === undefined || port === 0 ? LINUX_PORT : port,
    learns: learning,
    proxy: hand.flags?.includes('proxy') ?? false,
    misses: false,
    ...(below && { mtu: below.mtu - HEADROOM }),
    hand: { ...hand, ...(device !== undefined && { device }) },
  });
}
