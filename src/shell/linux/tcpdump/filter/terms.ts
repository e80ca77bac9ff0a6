import { syntaxError, type Protocol, type Relation, type Term } from './filter.ts';

/** Tokens that are read one after the other. */
export class Cursor {
  readonly #tokens: readonly string[];
  at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  /** The token that comes, or one after it. */
  peek(further = 0): string | undefined {
    return this.#tokens[this.at + further];
  }

  take(): string {
    const token = this.#tokens[this.at];
    if (token === undefined) return syntaxError();
    this.at += 1;
    return token;
  }

  /** Takes the token that comes where it is one of these. */
  accept(...wanted: readonly string[]): string | undefined {
    const token = this.peek();
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.at += 1;
    return token;
  }
}

/** Names for offsets and values (pcap-filter(7)). */
const VALUES: Readonly<Record<string, number>> = {
  tcpflags: 13,
  'tcp-fin': 1,
  'tcp-syn': 2,
  'tcp-rst': 4,
  'tcp-push': 8,
  'tcp-ack': 16,
  'tcp-urg': 32,
  'tcp-ece': 64,
  'tcp-cwr': 128,
  icmptype: 0,
  icmpcode: 1,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-sourcequench': 4,
  'icmp-redirect': 5,
  'icmp-echo': 8,
  'icmp-routeradvert': 9,
  'icmp-routersolicit': 10,
  'icmp-timxceed': 11,
  'icmp-paramprob': 12,
  icmp6type: 0,
  icmp6code: 1,
  'icmp6-destinationrunreach': 1,
  'icmp6-packettoobig': 2,
  'icmp6-timeexceeded': 3,
  'icmp6-echo': 128,
  'icmp6-echoreply': 129,
  'icmp6-neighborsolicit': 135,
  'icmp6-neighboradvert': 136,
};
const ADDRESSED = new Set<string>(['ether', 'ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'icmp', 'icmp6', 'sctp', 'igmp']);
const RELATIONS: Readonly<Record<string, Relation>> = {
  '=': '=',
  '==': '=',
  '!=': '!=',
  '<': '<',
  '>': '>',
  '<=': '<=',
  '>=': '>=',
};

/** From loosest to tightest. */
const LEVELS = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']] as const;

export const relationOf = (cursor: Cursor): Relation | undefined => {
  const relation = Object.hasOwn(RELATIONS, cursor.peek() ?? '') ? RELATIONS[cursor.peek() ?? ''] : undefined;
  if (relation) cursor.at += 1;
  return relation;
};

/** An arithmetic expression. Throws FilterError where there is none. */
export function readTerm(cursor: Cursor, level = 0): Term {
  const operators: readonly string[] | undefined = LEVELS[level];
  if (!operators) return readOperand(cursor);
  let left = readTerm(cursor, level + 1);
  for (let op = cursor.accept(...operators); op !== undefined; op = cursor.accept(...operators))
    left = { op: op as '+', left, right: readTerm(cursor, level + 1) };
  return left;
}

function readOperand(cursor: Cursor): Term {
  const token = cursor.take();
  if (token === '(') {
    const inner = readTerm(cursor);
    if (cursor.take() !== ')') syntaxError();
    return inner;
  }
  if (token === 'len') return { op: 'len' };
  if (/^(0x[0-9a-f]+|\d+)$/i.test(token)) return { op: 'value', value: Number(token) };
  if (Object.hasOwn(VALUES, token)) return { op: 'value', value: VALUES[token] ?? 0 };
  if (!ADDRESSED.has(token) || cursor.accept('[') === undefined) return syntaxError();
  const at = readTerm(cursor);
  const size = cursor.accept(':') === undefined ? 1 : Number(cursor.take());
  if (cursor.take() !== ']' || ![1, 2, 4].includes(size)) syntaxError();
  return { op: 'octets', protocol: token as Protocol, at, size };
}

/** Whether what comes is the beginning of a comparison rather than of a primitive. */
export function beginsTerm(cursor: Cursor): boolean {
  const token = cursor.peek() ?? '';
  if (ADDRESSED.has(token)) return cursor.peek(1) === '[';
  return (
    token === 'len' || (/^(0x[0-9a-f]+|\d+)$/i.test(token) && !['and', 'or', ')', undefined].includes(cursor.peek(1)))
  );
}
