import { contains, hostBlock, parseIp, type Ip, type Prefix } from '../../../ip/address.ts';
import type { Socket } from '../../../kernel/socket/socket.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { own } from '../../../kernel/own.ts';

/** ss's complaint about a filter. */
export class FilterError extends ToolError {
  constructor(complaint: string) {
    super(`${complaint}\n`, 1);
  }
}

export type Filter = (socket: Socket) => boolean;

const OPERATORS: Readonly<Record<string, string>> = {
  '=': 'eq',
  '==': 'eq',
  eq: 'eq',
  '!=': 'ne',
  ne: 'ne',
  neq: 'ne',
  '>': 'gt',
  gt: 'gt',
  '<': 'lt',
  lt: 'lt',
  '>=': 'ge',
  ge: 'ge',
  geq: 'ge',
  '<=': 'le',
  le: 'le',
  leq: 'le',
};

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => a > b,
  lt: (a, b) => a < b,
  ge: (a, b) => a >= b,
  le: (a, b) => a <= b,
};

const BAD_ADDRESS = 'Cannot parse dst/src address.';

const portOf = (socket: Socket, side: 'src' | 'dst'): number =>
  side === 'src' ? socket.port : (socket.peer?.port ?? 0);

const isWithin = (prefix: Prefix, ip: Ip | undefined): boolean => ip !== undefined && contains(prefix, ip);

interface Host {
  readonly prefix?: Prefix;
  readonly port?: number;
}

/** Words into tokens: parentheses and `!` stand for themselves. */
const tokens = (words: readonly string[]): string[] =>
  words.flatMap((word) =>
    word
      .replace(/[()]/g, ' $& ')
      .replace(/!(?!=)/g, ' ! ')
      .split(/\s+/)
      .filter((token) => token !== ''),
  );

/** Reads a filter expression (ss(8), EXPRESSION). Throws FilterError. */
export function parseFilter(words: readonly string[], port: (name: string) => number | undefined): Filter {
  const left = tokens(words);
  const next = (): string => {
    const token = left.shift();
    if (token === undefined) throw new FilterError('ss: bison bellows (while parsing filter): "syntax error!"');
    return token;
  };

  function portNumber(text: string): number {
    const bare = text.replace(/^:/, '');
    if (/^\d+$/.test(bare)) return Number(bare);
    const known = port(bare);
    if (known === undefined) throw new FilterError(`Error: "${bare}" does not look like a port.\n${BAD_ADDRESS}`);
    return known;
  }

  function host(text: string): Host {
    const [, bracketed, open, tail] = /^(?:\[([^\]]*)\](\/\d+)?)?(?::(.*))?$/.exec(text) ?? [];
    const plain = bracketed === undefined && tail === undefined ? text : undefined;
    const [, head = '', last] = /^([^:]*)(?::([^:]*))?$/.exec(plain ?? '') ?? [];
    const address = bracketed === undefined ? (plain?.includes(':') && !last ? plain : head) : bracketed + (open ?? '');
    const service = tail ?? last;
    return {
      ...(address !== '' && address !== '*' && { prefix: prefixOf(address) }),
      ...(service !== undefined && service !== '' && service !== '*' && { port: portNumber(service) }),
    };
  }

  function prefixOf(text: string): Prefix {
    const [head = '', length] = text.split('/');
    const address = parseIp(head);
    if (address === undefined)
      throw new FilterError(`Error: an inet prefix is expected rather than "${text}".\n${BAD_ADDRESS}`);
    return length === undefined ? hostBlock(address) : { address, length: Number(length) };
  }

  function predicate(token: string): Filter {
    const side = token === 'src' || token === 'sport' ? 'src' : 'dst';
    if (token === 'sport' || token === 'dport') {
      const operator = own(OPERATORS, left[0] ?? '') === undefined ? 'eq' : (own(OPERATORS, next()) ?? 'eq');
      const value = portNumber(next());
      return (socket) => own(COMPARE, operator)?.(portOf(socket, side), value) ?? false;
    }
    const named = token === 'src' || token === 'dst';
    const operator = named && own(OPERATORS, left[0] ?? '') !== undefined ? own(OPERATORS, next()) : 'eq';
    const wanted = host(named ? next() : token);
    const matches: Filter = (socket) =>
      (wanted.port === undefined || portOf(socket, side) === wanted.port) &&
      (wanted.prefix === undefined || isWithin(wanted.prefix, side === 'src' ? socket.address : socket.peer?.address));
    return operator === 'ne' ? (socket) => !matches(socket) : matches;
  }

  function factor(): Filter {
    const token = next();
    if (token === '!' || token === 'not') {
      const inner = factor();
      return (socket) => !inner(socket);
    }
    if (token !== '(') return predicate(token);
    const inner = either();
    if (left.shift() !== ')') throw new FilterError('ss: bison bellows (while parsing filter): "syntax error!"');
    return inner;
  }

  function both(): Filter {
    let filter = factor();
    while (left.length > 0 && !['or', '|', '||', ')'].includes(left[0] ?? '')) {
      if (['and', '&', '&&'].includes(left[0] ?? '')) left.shift();
      const [one, other] = [filter, factor()];
      filter = (socket) => one(socket) && other(socket);
    }
    return filter;
  }

  function either(): Filter {
    let filter = both();
    while (['or', '|', '||'].includes(left[0] ?? '')) {
      left.shift();
      const [one, other] = [filter, both()];
      filter = (socket) => one(socket) || other(socket);
    }
    return filter;
  }

  return left.length === 0 ? () => true : either();
}
