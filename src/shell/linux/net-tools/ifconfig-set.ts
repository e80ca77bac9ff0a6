import { family, lastAddress, netmask, parseMac, toNumber, type Ip } from '../../../ip/address.ts';
import { KernelError, strerror, type Errno } from '../../../kernel/errno.ts';
import type { Link, LinkAddress, LinkRef } from '../../../kernel/link/link.ts';
import { renameLink, setMac, setMtu } from '../../../kernel/link/links.ts';
import { linkByName } from '../../../kernel/link/lookup.ts';
import { setDown, setUp } from '../../../kernel/link/link-up.ts';
import { addAddress, deleteAddress } from '../../../kernel/link/addresses.ts';
import type { World } from '../../../world/world.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { hasCapability } from '../capability.ts';
import { namespaceId } from '../names/query.ts';
import { lookupHost, numericHost } from '../names/resolve.ts';
import { namespaceOf } from './device.ts';
import { IFCONFIG_FAMILIES, IFCONFIG_TYPES, IFCONFIG_USAGE } from './help.table.ts';

const FAMILIES_AT = IFCONFIG_USAGE.indexOf('  <AF>=');
/** The whole help on one stream. */
const USAGE = `${IFCONFIG_USAGE.slice(0, FAMILIES_AT)}${IFCONFIG_TYPES}${IFCONFIG_USAGE.slice(FAMILIES_AT)}${IFCONFIG_FAMILIES}`;
const USAGE_HINT = "ifconfig: `--help' gives usage information.\n";
const USAGE_ERROR = 3;
/** What a failure to set flags comes to: -1. */
const FLAGS_FAILED = 255;

/** The prefix length of an address by its class (linux: inet_abc_len). */
export function classLength(ip: Ip): number {
  const first = toNumber(ip) >>> 24;
  return first < 128 ? 8 : first < 192 ? 16 : first < 224 ? 24 : 32;
}

const LENGTHS = Array.from({ length: 33 }, (_, length) => netmask(length));

/** The length of a netmask, or undefined where its bits have gaps. */
export function maskLength(mask: Ip): number | undefined {
  const length = LENGTHS.indexOf(mask);
  return length < 0 ? undefined : length;
}

/** Sets what ifconfig's words say of one interface, word by word. */
export class Setter {
  readonly #call: Call;
  readonly #name: string;
  readonly #words: string[];
  #exit = 0;

  constructor(call: Call, name: string, words: readonly string[]) {
    this.#call = call;
    this.#name = name;
    this.#words = [...words];
  }

  /** Returns the exit code. Throws ToolError. */
  run(): number {
    for (let word = this.#words.shift(); word !== undefined; word = this.#words.shift()) this.#apply(word);
    return this.#exit;
  }

  #apply(word: string): void {
    switch (word) {
      case 'inet':
      case 'inet6':
      case 'multicast':
      case 'trailers':
      case '-trailers':
      case 'arp':
        return;
      case 'up':
        return this.#flags('up');
      case 'down':
        return this.#flags('down');
      case 'promisc':
      case '-promisc':
      case 'allmulti':
      case '-allmulti':
      case '-multicast':
      case 'dynamic':
      case '-dynamic':
        return this.#flags();
      case '-arp':
        return this.#fail('SIOCSIFFLAGS', 'EOPNOTSUPP', FLAGS_FAILED);
      case 'mtu':
        return this.#mtu(this.#next());
      case 'txqueuelen':
        return this.#queueLength(this.#next());
      case 'netmask':
        return this.#netmask(this.#host(this.#next(), ''));
      case 'broadcast':
        return this.#broadcast();
      case '-broadcast':
        this.#call.err(`Warning: Interface ${this.#name} still in BROADCAST mode.\n`);
        return;
      case 'pointopoint':
      case 'dstaddr':
        this.#next();
        return this.#flags();
      case '-pointopoint':
        return this.#flags();
      case 'hw':
        return this.#hardware(this.#next(), this.#words.shift());
      case 'name':
        return this.#rename(this.#next());
      case 'add':
        return this.#add(this.#next());
      case 'del':
        return this.#delete(this.#next());
      default:
        return this.#address(word);
    }
  }

  #next(): string {
    const word = this.#words.shift();
    if (word === undefined) throw new ToolError(USAGE, USAGE_ERROR);
    return word;
  }

  get #link(): Link | undefined {
    const namespace = namespaceOf(this.#call);
    return namespace && linkByName(namespace, this.#name.split(':')[0] ?? '');
  }

  get #isAlias(): boolean {
    return this.#name.includes(':');
  }

  #labelled(link: Link): LinkAddress | undefined {
    return link.addresses.find(({ address, label }) => family(address) === 4 && (label ?? link.name) === this.#name);
  }

  #fail(request: string, code: Errno, exit = 1): void {
    this.#call.err(`${request}: ${strerror[code]}\n`);
    this.#exit |= exit;
  }

  /** One ioctl; it needs CAP_NET_ADMIN, and may be refused. */
  #request(request: string, recipe: (world: World, ref: LinkRef, link: Link) => void, exit = 1): void {
    const call = this.#call;
    const link = this.#link;
    if (!hasCapability(call, 'NET_ADMIN')) return this.#fail(request, 'EPERM', exit);
    if (!link) return this.#fail(request, 'ENODEV', exit);
    const ref = { namespace: namespaceId(call), index: link.index };
    try {
      call.update((world) => {
        const found = world.kernel.namespaces[ref.namespace]?.links[ref.index];
        if (!found) throw new KernelError('ENODEV');
        recipe(world, ref, found);
      });
    } catch (error) {
      if (!(error instanceof KernelError)) throw error;
      this.#fail(request, error.code, exit);
    }
  }

  /** Sets or clears IFF_UP; the other flags decide nothing here. */
  #flags(to?: 'up' | 'down'): void {
    if (!this.#link) {
      this.#call.err(`${this.#name}: ERROR while getting interface flags: ${strerror.ENODEV}\n`);
      this.#exit |= FLAGS_FAILED;
      return;
    }
    this.#request(
      'SIOCSIFFLAGS',
      ({ kernel, clock }, ref, link) => {
        const alias = this.#isAlias ? this.#labelled(link) : undefined;
        if (to === 'up') setUp(kernel, ref, clock.now);
        else if (to === 'down' && alias) deleteAddress(kernel, ref, alias.address, alias.prefixLength);
        else if (to === 'down' && !this.#isAlias) setDown(kernel, ref);
      },
      FLAGS_FAILED,
    );
  }

  #mtu(text: string): void {
    this.#request('SIOCSIFMTU', ({ kernel }, ref) => setMtu(kernel, ref, Number.parseInt(text, 10) || 0));
  }

  #queueLength(text: string): void {
    this.#request('SIOCSIFTXQLEN', (_, __, link) => void (link.queueLength = Number.parseInt(text, 10) || 0));
  }

  #hardware(type: string, text: string | undefined): void {
    if (type !== 'ether' || text === undefined) throw new ToolError(USAGE, USAGE_ERROR);
    const mac = parseMac(text);
    if (mac === undefined) throw new ToolError(`${text}: invalid ether address.\n`, 1);
    this.#request('SIOCSIFHWADDR', ({ kernel }, ref) => setMac(kernel, ref, mac));
  }

  #rename(name: string): void {
    this.#request('SIOCSIFNAME', ({ kernel }, ref) => renameLink(kernel, ref, name));
  }

  /** An IPv4 address or the name of one; ends ifconfig where it is none. */
  #host(text: string, hint: string): Ip {
    const found = numericHost(text);
    if (found !== undefined && family(found) === 4) return found;
    const looked = lookupHost(this.#call, text, 4);
    const [ip] = looked.ok ? looked.addresses : [];
    if (ip === undefined) throw new ToolError(`${text}: Unknown host\n${hint}`, 1);
    return ip;
  }

  /** SIOCSIFADDR gives the address its class's mask, in the place of the one with this label (linux: devinet_ioctl). */
  #address(text: string): void {
    const [head = '', length] = text.split('/');
    const ip = this.#host(head, USAGE_HINT);
    this.#request('SIOCSIFADDR', ({ kernel }, ref, link) => {
      const old = this.#labelled(link);
      if (old?.address === ip) return;
      if (old) deleteAddress(kernel, ref, old.address, old.prefixLength);
      if (ip !== '0.0.0.0') this.#insert({ kernel }, ref, link, ip, classLength(ip));
    });
    this.#flags('up');
    if (length !== undefined && ip !== '0.0.0.0') this.#prefix(Number(length));
  }

  #insert({ kernel }: Pick<World, 'kernel'>, ref: LinkRef, link: Link, address: Ip, prefixLength: number): void {
    const broadcasts = link.kind !== 'loopback' && prefixLength < 31;
    addAddress(kernel, ref, {
      address,
      prefixLength,
      scope: address.startsWith('127.') ? 'host' : 'global',
      ...(broadcasts && { broadcast: lastAddress({ address, length: prefixLength }) }),
      ...(this.#isAlias && { label: this.#name }),
    });
  }

  #netmask(mask: Ip): void {
    const length = maskLength(mask);
    if (length === undefined) return this.#refused('SIOCSIFNETMASK', 'EINVAL');
    this.#prefix(length);
  }

  /** Without the capability that is what it fails for. */
  #refused(request: string, code: Errno): void {
    const call = this.#call;
    this.#fail(request, hasCapability(call, 'NET_ADMIN') ? code : 'EPERM');
  }

  #prefix(prefixLength: number): void {
    this.#request('SIOCSIFNETMASK', ({ kernel }, ref, link) => {
      const old = this.#labelled(link);
      if (!old) throw new KernelError('EADDRNOTAVAIL');
      if (old.prefixLength === prefixLength) return;
      deleteAddress(kernel, ref, old.address, old.prefixLength);
      this.#insert({ kernel }, ref, link, old.address, prefixLength);
    });
  }

  #broadcast(): void {
    const [word] = this.#words;
    const broadcast = word === undefined ? undefined : numericHost(word);
    if (broadcast !== undefined) {
      this.#words.shift();
      this.#request('SIOCSIFBRDADDR', (_, __, link) => {
        const address = this.#labelled(link);
        if (!address) throw new KernelError('EADDRNOTAVAIL');
        address.broadcast = broadcast;
      });
    }
    this.#flags();
  }

  #withLength(text: string): { ip: Ip; length: number | undefined } {
    const [head = '', tail] = text.split('/');
    const ip = numericHost(head) ?? this.#host(head, '');
    return { ip, length: tail === undefined ? undefined : Number(tail) };
  }

  #add(text: string): void {
    const { ip, length } = this.#withLength(text);
    this.#request('SIOCSIFADDR', ({ kernel }, ref, link) => {
      if (family(ip) === 6) return addAddress(kernel, ref, { address: ip, prefixLength: length ?? 128 });
      addAddress(kernel, ref, {
        address: ip,
        prefixLength: length ?? classLength(ip),
        broadcast: lastAddress({ address: ip, length: length ?? classLength(ip) }),
        label: `${link.name}:${link.addresses.filter(({ label }) => label !== undefined).length}`,
      });
    });
  }

  #delete(text: string): void {
    const { ip, length } = this.#withLength(text);
    this.#request('SIOCDIFADDR', ({ kernel }, ref) =>
      deleteAddress(kernel, ref, ip, family(ip) === 6 ? (length ?? 128) : length),
    );
  }
}
