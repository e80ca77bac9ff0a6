/** Public addresses replaced by such as are for documents and tests, so that what was in one network still is. */
import {
  bytesOf,
  contains,
  family,
  fromNumber,
  network,
  parseIp,
  toNumber,
  type Ip,
  type Prefix,
} from '../../ip/address.ts';

const prefix = (text: string): Prefix => {
  const [address = '', length] = text.split('/');
  return { address, length: Number(length) };
};

/** What belongs to nobody, and so tells nothing of anybody. */
const PRIVATE = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
].map(prefix);
const GLOBAL6 = prefix('2000::/3');
const DOCUMENTS6 = prefix('2001:db8::/32');

const isPublic = (ip: Ip): boolean =>
  family(ip) === 6 ? contains(GLOBAL6, ip) && !contains(DOCUMENTS6, ip) : !PRIVATE.some((each) => contains(each, ip));

/** Where networks are put, one after another: 198.18.0.0/15 is for tests, and 240.0.0.0/4 is nobody's. */
const ROOM = [toNumber('198.18.0.0'), 2 ** 17] as const;
const MORE = toNumber('240.0.0.0');
/** Networks that are larger tell of nobody. */
const LARGEST = 16;
const USUAL = 24;

const FOUR = /(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?:\/(\d{1,2}))?(?![\w.]*\w)/g;
const SIX = /(?<![\w:.])([0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7})(?![\w:])/g;

/** Where networks were put, and how much room is used. */
export interface Places {
  readonly fours: Map<string, number>;
  readonly sixes: Map<string, number>;
  next: number;
  spare: number;
}

export const noPlaces = (): Places => ({ fours: new Map(), sixes: new Map(), next: 0, spare: 0 });

const keyOf = ({ address, length }: Prefix): string => `${address}/${length}`;

/** Replaces the public addresses of texts, each always by the same. @param known where others were put, and these will be */
export function addressMask(texts: readonly string[], known = noPlaces()): (text: string) => string {
  const { fours: places, sixes } = known;
  const networkOf = networksIn(texts);
  const place = (within: Prefix): number => {
    const key = keyOf(within);
    const found = places.get(key);
    if (found !== undefined) return found;
    const size = 2 ** (32 - within.length);
    const start = Math.ceil(known.next / size) * size;
    const fits = start + size <= ROOM[1];
    const spareStart = Math.ceil(known.spare / size) * size;
    const made = fits ? ROOM[0] + start : MORE + spareStart;
    if (fits) known.next = start + size;
    else known.spare = spareStart + size;
    places.set(key, made);
    return made;
  };
  const four = (ip: Ip): Ip => {
    const within =
      widest(ip, (each) => places.has(keyOf(each))) ?? networkOf(ip) ?? network({ address: ip, length: USUAL });
    return fromNumber(place(within) + (toNumber(ip) - toNumber(within.address)));
  };
  const six = (ip: Ip): Ip => {
    const bytes = bytesOf(ip);
    const site = bytes.slice(0, 6).join('.');
    const number = sixes.get(site) ?? sixes.size + 1;
    sixes.set(site, number);
    const masked = [0x20, 0x01, 0x0d, 0xb8, (number >> 8) & 255, number & 255, ...bytes.slice(6)];
    const groups = Array.from({ length: 8 }, (_, i) =>
      (((masked[2 * i] ?? 0) << 8) | (masked[2 * i + 1] ?? 0)).toString(16),
    );
    return parseIp(groups.join(':')) ?? ip;
  };
  return (text) =>
    text
      .replaceAll(FOUR, (whole, written: string, length: string | undefined) => {
        const ip = parseIp(written);
        if (ip === undefined || !isPublic(ip) || Number(length ?? 32) < LARGEST) return whole;
        return `${four(ip)}${length === undefined ? '' : `/${length}`}`;
      })
      .replaceAll(SIX, (whole) => {
        const ip = parseIp(whole);
        return ip === undefined || family(ip) === 4 || !isPublic(ip) ? whole : six(ip);
      });
}

/** Finds the widest of the public networks that are named in texts. */
function networksIn(texts: readonly string[]): (ip: Ip) => Prefix | undefined {
  const named = new Set<string>();
  for (const text of texts)
    for (const [, written = '', length] of text.matchAll(FOUR)) {
      const ip = parseIp(written);
      const bits = Number(length ?? 0);
      if (ip !== undefined && bits >= LARGEST && bits <= 32 && isPublic(ip))
        named.add(keyOf(network({ address: ip, length: Math.min(bits, USUAL) })));
    }
  return (ip) => widest(ip, (each) => named.has(keyOf(each)));
}

/** The widest network of an address that is one of some. */
function widest(ip: Ip, isOne: (network: Prefix) => boolean): Prefix | undefined {
  for (let length = LARGEST; length <= USUAL; length += 1) {
    const within = network({ address: ip, length });
    if (isOne(within)) return within;
  }
  return undefined;
}
