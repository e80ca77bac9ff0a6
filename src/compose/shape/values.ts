/** The values that stand in shapes, read as compose-go's types read them. */
import { goNumber, goText, goType } from '../go.ts';
import { byBytes } from '../../engine/by-bytes.ts';
import { isList, isRecord, isWhole, type Tree, type TreeRecord } from '../tree.ts';
import * as scalars from './scalars.ts';
import { list, value, type Shape } from './shape.ts';
import { splitWords } from './words.ts';

const { Fault } = scalars;

const unconvertible = (type: string, found: Tree): InstanceType<typeof Fault> =>
  new Fault(`expected type '${type}', got unconvertible type '${goType(found)}'`);

const isNumber = (found: Tree): found is number | bigint => typeof found === 'number' || typeof found === 'bigint';

/** What 64 bits cannot hold becomes the least that they can, as on x86-64. */
const wrapped = (found: number | bigint): number => {
  const number = Math.trunc(Number(found));
  return Math.abs(number) < 2 ** 63 ? number : -(2 ** 63);
};

export const text = value((found) => {
  if (typeof found === 'string') return found;
  if (isWhole(found)) return goText(found);
  throw unconvertible('string', found);
});

export const flag = value((found, { warn }) => {
  if (typeof found === 'boolean') return found;
  if (typeof found === 'string') return scalars.readFlag(found, warn);
  throw unconvertible('bool', found);
});

/** A whole number with a sign. */
export const whole = (type: 'int' | 'int64'): Shape =>
  value((found) => {
    if (isNumber(found)) return wrapped(found);
    if (typeof found === 'string') return scalars.readWhole(found, type === 'int' ? 'Atoi' : 'ParseInt');
    throw unconvertible(type, found);
  });

/** A whole number without a sign. */
export const count = (type: 'uint16' | 'uint32' | 'uint64'): Shape =>
  value((found) => {
    if (!isNumber(found)) throw unconvertible(type, found);
    if (found < 0)
      throw new Fault(
        `cannot parse value as '${type}': ${isWhole(found) ? goText(found) : Number.isFinite(found) ? (found as number).toFixed(6) : goText(found)} overflows uint`,
      );
    const number = Math.trunc(Number(found));
    return number < 2 ** 64 ? number : 2 ** 63;
  });

export const float32 = value((found) => {
  if (isNumber(found)) return scalars.single(Number(found));
  if (typeof found === 'string') return scalars.single(scalars.readNumber(found));
  throw unconvertible('float32', found);
});

export const cpus = value((found) => {
  if (isNumber(found)) return scalars.single(Number(found));
  if (typeof found === 'string') return scalars.single(scalars.readNumber(found));
  throw new Fault(`unexpected value type ${goType(found)} for cpus`);
});

const bytesOf = (found: Tree): number | bigint => {
  if (typeof found === 'string') return scalars.readSize(found);
  return isWhole(found) && found < 2 ** 63 ? found : 0;
};
const bytesText = (bytes: number | bigint): string => (typeof bytes === 'bigint' ? goText(bytes) : goNumber(bytes));

/** Bytes, as the text that compose prints. */
export const sizeOrZero = value((found) => bytesText(bytesOf(found)));
/** Bytes whose zero says nothing. */
export const size = value((found) => {
  const bytes = bytesOf(found);
  return bytes === 0 ? undefined : bytesText(bytes);
});

export const duration = value((found) => scalars.writeDuration(scalars.readDuration(goText(found))));
/** One whose zero says nothing. */
export const durationOrNone = value((found) => {
  const nanoseconds = scalars.readDuration(goText(found));
  return nanoseconds === 0n ? undefined : scalars.writeDuration(nanoseconds);
});

const listOf = (found: readonly Tree[], what: string, whom: Tree): string[] =>
  found.map((entry) => {
    if (typeof entry !== 'string') throw new Fault(`invalid type ${goType(whom)} for ${what}`);
    return entry;
  });

/** A command: text is split into words. */
export const command = value((found) => {
  if (typeof found === 'string') return splitWords(found);
  return isList(found) ? found.map((word: Tree) => goText(word)) : undefined;
});

export const texts = list(text);

export const textOrList = value((found) => {
  if (typeof found === 'string') return [found];
  if (isList(found)) return listOf(found, 'string list', found);
  throw new Fault(`invalid type ${goType(found)} for string list`);
});

export const textsOrNumbers = value((found) => {
  if (typeof found === 'string') return [found];
  if (isList(found)) return found.map((entry: Tree) => goText(entry));
  throw new Fault(`invalid type ${goType(found)} for string list`);
});

export const healthTest = value((found) => {
  if (typeof found === 'string') return ['CMD-SHELL', found];
  if (isList(found)) return found.map((word: Tree) => goText(word));
  throw new Fault(`unexpected value type ${goType(found)} for healthcheck.test`);
});

const cut = (entry: string, separator: string): [string, string | undefined] => {
  const at = entry.indexOf(separator);
  return at === -1 ? [entry, undefined] : [entry.slice(0, at), entry.slice(at + separator.length)];
};

/** Entries of a mapping or of a list of `KEY=value`. */
const pairs =
  (what: string, ofValue: (found: Tree) => Tree, ofNone: Tree, check: (key: string) => void = () => undefined) =>
  (found: Tree): Tree => {
    if (isRecord(found)) return Object.fromEntries(Object.entries(found).map(([key, entry]) => [key, ofValue(entry)]));
    if (!isList(found)) throw new Fault(`unexpected value type ${goType(found)} for ${what}`);
    return Object.fromEntries(
      found.map((entry: Tree): [string, Tree] => {
        const [key, rest] = cut(goText(entry), '=');
        check(key);
        return [key, rest ?? ofNone];
      }),
    );
  };

const orNothing = (found: Tree): string => (found === null ? '' : goText(found));

export const labels = value(pairs('labels', orNothing, ''));
export const mapping = value(pairs('mapping', orNothing, ''));
/** Variables: one without a value is passed through. */
export const variables = value(
  pairs(
    'mapping',
    (found) => (found === null ? null : goText(found)),
    null,
    (key) => {
      if (/\s$/.test(key)) throw new Fault(`environment variable ${key} is declared with a trailing space`);
    },
  ),
);

export const options = value((found) => {
  if (!isRecord(found)) throw new Fault(`invalid type ${goType(found)} for options`);
  return Object.fromEntries(Object.entries(found).map(([key, entry]) => [key, orNothing(entry)]));
});

export const multiOptions = value((found) => {
  if (!isRecord(found)) throw new Fault(`invalid type ${goType(found)} for options`);
  return Object.fromEntries(
    Object.entries(found).map(([key, entry]) => [
      key,
      isList(entry) ? entry.map((each: Tree) => goText(each)) : [goText(entry)],
    ]),
  );
});

/** `name=address`, in order. */
export const hosts = value((found) => {
  const known = isRecord(found) ? hostsOfMapping(found) : hostsOfList(found);
  const entries = known.map(([host, address]) => {
    if (host === '' || /[:=]/.test(host)) throw new Fault(`bad host name '${host}'`);
    return `${host}=${/^\[[^]+\]$/.test(address) ? address.slice(1, -1) : address}`;
  });
  return entries.sort(byBytes);
});

const hostsOfMapping = (found: Readonly<Record<string, Tree>>): [string, string][] =>
  Object.entries(found).flatMap(([host, entry]) => {
    if (isList(entry)) return entry.map((address: Tree): [string, string] => [host, goText(address)]);
    if (entry !== null && typeof entry !== 'string')
      throw new Fault(`unexpected value type ${goType(found)} for extra_hosts entry`);
    return [[host, entry ?? '']];
  });

function hostsOfList(found: Tree): [string, string][] {
  if (!isList(found)) throw new Fault(`unexpected value type ${goType(found)} for extra_hosts`);
  return found.flatMap((entry: Tree) => {
    const line = goText(entry);
    const [host, addresses] = cut(line, line.includes('=') ? '=' : ':');
    if (addresses === undefined) throw new Fault(`invalid additional host, missing IP: ${line}`);
    return addresses.split(',').map((address): [string, string] => [host, address]);
  });
}

/** The permissions of a file, as compose prints them. */
export const fileMode = value((found) => {
  if (typeof found === 'string') {
    if (!/^[-+]?[0-7]+$/.test(found))
      throw new Fault(`strconv.ParseInt: parsing ${JSON.stringify(found)}: invalid syntax`);
    return octal(Number.parseInt(found, 8));
  }
  if (isWhole(found)) return octal(Number(found));
  throw new Fault(`unexpected value type ${goType(found)} for mode`);
});

const octal = (mode: number): string => `0${mode.toString(8)}`;

export const deviceCount = value((found) => {
  if (isWhole(found)) return Number(found);
  if (typeof found !== 'string') throw new Fault(`invalid type ${goType(found)} for device count`);
  if (found.toLowerCase() === 'all') return -1;
  if (/^[-+]?[0-9]+$/.test(found)) return Number(found);
  throw new Fault(`invalid value ${JSON.stringify(found)}, the only value allowed is 'all' or a number`);
});

export const ulimit = value(
  (found) => {
    if (isWhole(found)) return found === 0 ? { soft: 0, hard: 0 } : found;
    if (!isRecord(found)) throw new Fault(`unexpected value type ${goType(found)} for ulimit`);
    return { soft: wholeOr0(found['soft']), hard: wholeOr0(found['hard']) };
  },
  (limit, format) => (isRecord(limit) && format === 'json' ? withoutZeros(limit) : limit),
);

const withoutZeros = (record: TreeRecord): TreeRecord =>
  Object.fromEntries(Object.entries(record).filter(([, entry]) => entry !== 0));

const wholeOr0 = (found: Tree | undefined): number => (isWhole(found ?? null) ? (found as number) : 0);

export const sshKeys = value((found) => {
  if (!isRecord(found)) throw new Fault(`invalid ssh config type ${goType(found)}`);
  return Object.entries(found).map(([id, path]) => (path === null || path === '' ? id : `${id}: ${goText(path)}`));
});
