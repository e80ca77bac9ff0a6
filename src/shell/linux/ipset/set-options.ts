import { lastAddress, network, parsePrefix } from '../../../ip/address.ts';
import { SET_TYPES, type IpSet, type SetType } from '../../../kernel/netfilter/ipset/ipset.ts';
import { MOST_MEMBERS } from '../../../kernel/netfilter/ipset/packets.ts';
import { numberOf } from './elements.ts';
import { IpsetError } from './ipset-error.ts';

/** Whether it is a type of the kernel's here. */
export const isSetType = (name: string): name is SetType => Object.hasOwn(SET_TYPES, name);

const HASH_SIZE = 1024;
const LIST_SIZE = 8;

/** A set as the words behind `ipset create NAME TYPE` make it. @throws IpsetError */
export function readSet(name: string, type: SetType, words: readonly string[]): IpSet {
  const hashed = type.startsWith('hash:');
  const set: IpSet = {
    name,
    type,
    ...(hashed && { family: 'inet', hashSize: HASH_SIZE, most: MOST_MEMBERS }),
    ...(type === 'list:set' && { size: LIST_SIZE }),
    members: [],
  };
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    if (word === 'counters' || word === 'comment') {
      set[word] = true;
      continue;
    }
    if (word === 'forceadd' || word === 'skbinfo') continue;
    const next = words[(i += 1)];
    if (next === undefined) throw new IpsetError(`Missing mandatory argument to option ${word}`);
    readSetOption(set, word, next);
  }
  if (type.startsWith('bitmap:') && set.range === undefined)
    throw new IpsetError("Syntax error: mandatory option `range' is missing");
  return set;
}

function readSetOption(set: IpSet, word: string, value: string): void {
  switch (word) {
    case 'family':
      if (value !== 'inet' && value !== 'inet6') throw new IpsetError(`Syntax error: unknown inet family ${value}`);
      set.family = value;
      return;
    case 'hashsize':
      set.hashSize = Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(1, Math.min(numberOf(value), 2 ** 24)))));
      return;
    case 'maxelem':
      set.most = Math.min(numberOf(value), MOST_MEMBERS);
      return;
    case 'size':
      set.size = numberOf(value);
      return;
    case 'timeout':
      set.timeout = numberOf(value);
      return;
    case 'range':
      set.range = rangeText(value);
      return;
    case 'bucketsize':
      return;
    case 'initval':
      set.seed = Number(value).toString(16).padStart(8, '0').slice(-8);
      return;
    default:
      throw new IpsetError(`Unknown argument: \`${word}'`, 2);
  }
}

/** A block as its first and last address, as the kernel tells it. */
function rangeText(value: string): string {
  const block = parsePrefix(value);
  return value.includes('/') && block ? `${network(block).address}-${lastAddress(block)}` : value;
}
