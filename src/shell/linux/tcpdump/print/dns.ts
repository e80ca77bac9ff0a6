import { ipOf } from '../../../../wire/address.ts';
import { at16, at32, at8, hex, type Octets } from '../../../../wire/octets.ts';

const TYPES: Readonly<Record<number, string>> = {
  1: 'A',
  2: 'NS',
  5: 'CNAME',
  6: 'SOA',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
  33: 'SRV',
  41: 'OPT',
  65: 'HTTPS',
  255: 'ANY',
};
const CODES: Readonly<Record<number, string>> = {
  1: ' FormErr',
  2: ' ServFail',
  3: ' NXDomain',
  4: ' NotImp',
  5: ' Refused',
};
const COOKIE = 10;
const HEADER = 12;

/** A DNS message as tcpdump tells it (print-domain.c). */
export function printDns(octets: Octets, verbose: number): string {
  const reader = new Reader(octets, verbose);
  return `${reader.message()} (${octets.length})`;
}

class Reader {
  readonly #octets: Octets;
  readonly #verbose: number;
  #at = HEADER;

  constructor(octets: Octets, verbose: number) {
    this.#octets = octets;
    this.#verbose = verbose;
  }

  message(): string {
    const octets = this.#octets;
    const [id, flags] = [at16(octets, 0), at16(octets, 2)];
    const [questions, answers, authorities, additions] = [4, 6, 8, 10].map((at) => at16(octets, at)) as [
      number,
      number,
      number,
      number,
    ];
    if ((flags & 0x8000) === 0) {
      let text = `${id}${flags & 0x100 ? '+' : ''}${flags & 0x10 ? '%' : ''}`;
      if (answers > 0) text += ` [${answers}a]`;
      if (questions !== 1) text += ` [${questions}q]`;
      if (authorities > 0) text += ` [${authorities}n]`;
      if (additions > 0) text += ` [${additions}au]`;
      text += this.#questions(questions);
      return this.#verbose > 1
        ? text + this.#section('an', answers) + this.#section('ns', authorities) + this.#section('ar', additions)
        : text;
    }
    const marks = `${CODES[flags & 15] ?? ''}${flags & 0x400 ? '*' : ''}${flags & 0x80 ? '' : '-'}${flags & 0x200 ? '|' : ''}${flags & 0x20 ? '$' : ''}`;
    const asked = this.#questions(questions);
    const counts = ` ${answers}/${authorities}/${additions}`;
    const records = this.#records(answers);
    const rest = this.#verbose > 1 ? this.#section('ns', authorities) + this.#section('ar', additions) : '';
    return `${id}${marks}${this.#verbose > 1 ? ` q:${asked}` : ''}${counts}${records}${rest}`;
  }

  #questions(count: number): string {
    let text = '';
    for (let i = 0; i < count; i += 1) {
      const name = this.#name();
      const type = at16(this.#octets, this.#at);
      this.#at += 4;
      text += ` ${TYPES[type] && type !== 65 ? TYPES[type] : `Type${type}`}? ${name}`;
    }
    return text;
  }

  #section(title: string, count: number): string {
    return count === 0 ? '' : ` ${title}:${this.#records(count)}`;
  }

  #records(count: number): string {
    return Array.from({ length: count }, () => this.#record()).join(',');
  }

  #record(): string {
    const octets = this.#octets;
    const name = this.#name();
    const type = at16(octets, this.#at);
    const size = at16(octets, this.#at + 2);
    const ttl = at32(octets, this.#at + 4);
    const length = at16(octets, this.#at + 8);
    const start = this.#at + 10;
    const data = this.#data(type, size, start, length);
    this.#at = start + length;
    const age = this.#verbose > 2 && type !== 41 ? ` [${relative(ttl)}]` : '';
    return `${this.#verbose > 0 ? ` ${name}` : ''}${age} ${TYPES[type] ?? `Type${type}`}${data}`;
  }

  #data(type: number, size: number, start: number, length: number): string {
    const data = this.#octets.slice(start, start + length);
    switch (type) {
      case 1:
      case 28:
        return ` ${ipOf(data)}`;
      case 2:
      case 5:
      case 12:
        this.#at = start;
        return ` ${this.#name()}`;
      case 16:
        return ` "${String.fromCharCode(...data.slice(1, 1 + at8(data, 0)))}"`;
      case 41:
        return ` UDPsize=${size}${cookieOf(data)}`;
      default:
        return '';
    }
  }

  /** A name at the reader's place, with its final dot; pointers are followed. */
  #name(): string {
    let text = '';
    let at = this.#at;
    let end: number | undefined;
    for (let jumps = 0; jumps < 20;) {
      const length = at8(this.#octets, at);
      if (length >= 0xc0) {
        end ??= at + 2;
        at = at16(this.#octets, at) & 0x3fff;
        jumps += 1;
        continue;
      }
      at += 1;
      if (length === 0) break;
      text += `${String.fromCharCode(...this.#octets.slice(at, at + length))}.`;
      at += length;
    }
    this.#at = end ?? at;
    return text === '' ? '.' : text;
  }
}

const cookieOf = (data: Octets): string =>
  at16(data, 0) === COOKIE
    ? ` [COOKIE ${data
        .slice(4, 4 + at16(data, 2))
        .map((octet) => hex(octet, 2))
        .join('')}]`
    : '';

const UNITS = [
  ['w', 604_800],
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
] as const;

/** Seconds in their largest units: `1h10m`. */
function relative(seconds: number): string {
  let left = seconds;
  let text = '';
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? '0s' : text;
}
