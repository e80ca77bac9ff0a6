/** Tables of nft's own as `nft -j list ruleset` prints them, in nft's language; those of iptables are left out. */
import type { Discard } from '../draft.ts';
import { at, entriesOf, integerAt, isFields, listOf, wordAt } from '../fields.ts';

export const isNftJson = (value: unknown): boolean => Array.isArray(at(value, 'nftables'));

/** An expression that has no words here. */
class NoWords extends Error {}

const NAME = /^[\w./@:+*-]{1,128}$/;
const nameOf = (value: unknown, ...way: readonly string[]): string => {
  const word = wordAt(value, ...way);
  if (word === undefined || !NAME.test(word)) throw new NoWords();
  return word;
};
const numberOf = (value: unknown): string => {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  throw new NoWords();
};

interface Table {
  readonly head: string;
  readonly parts: string[];
  readonly chains: Map<string, { readonly base: string; readonly rules: string[] }>;
  foreign: boolean;
}

/** The text of each table. */
export function nftTextOf(value: unknown, discard: Discard): string[] {
  const tables = new Map<string, Table>();
  for (const each of listOf(at(value, 'nftables'))) {
    const [kind, object] = entriesOf(each)[0] ?? [];
    if (kind === undefined || kind === 'metainfo') continue;
    if (wordAt(object, 'comment') !== undefined) discard('comments');
    try {
      takeObject(tables, kind, object, discard);
    } catch (error) {
      if (!(error instanceof NoWords)) throw error;
      discard('unread');
    }
  }
  return [...tables.values()].filter(({ foreign }) => !foreign).map(tableText);
}

function tableText({ head, parts, chains }: Table): string {
  const chainTexts = [...chains].map(([name, { base, rules }]) =>
    [`  chain ${name} {`, ...(base === '' ? [] : [`    ${base}`]), ...rules.map((rule) => `    ${rule}`), '  }'].join(
      '\n',
    ),
  );
  return [`table ${head} {`, ...parts, ...chainTexts, '}', ''].join('\n');
}

const BY_IPTABLES = /^ip6? (raw|mangle|nat|filter|security)$/;

function takeObject(tables: Map<string, Table>, kind: string, object: unknown, discard: Discard): void {
  const family = nameOf(object, 'family');
  const head = `${family} ${nameOf(object, kind === 'table' ? 'name' : 'table')}`;
  const table: Table = tables.get(head) ?? { head, parts: [], chains: new Map(), foreign: false };
  tables.set(head, table);
  switch (kind) {
    case 'table':
      if (listOf(at(object, 'flags')).includes('dormant')) table.parts.push('  flags dormant;');
      break;
    case 'chain': {
      const name = nameOf(object, 'name');
      // iptables calls its chains so, in tables whose names nothing else takes.
      if (BY_IPTABLES.test(head) && wordAt(object, 'hook')?.toUpperCase() === name) table.foreign = true;
      table.chains.set(name, { base: baseOf(object), rules: [] });
      break;
    }
    case 'rule': {
      const chain = table.chains.get(nameOf(object, 'chain'));
      const statements = listOf(at(object, 'expr'));
      chain?.rules.push(
        statements
          .map((each) => statementOf(each, discard))
          .filter((each) => each !== '')
          .join(' '),
      );
      break;
    }
    case 'set':
    case 'map':
      table.parts.push(setOf(kind, object));
      break;
    case 'counter':
      table.parts.push(
        `  counter ${nameOf(object, 'name')} { packets ${integerAt(object, 'packets') ?? 0} bytes ${integerAt(object, 'bytes') ?? 0} }`,
      );
      break;
    default:
      discard('unread');
  }
}

function baseOf(chain: unknown): string {
  const hook = wordAt(chain, 'hook');
  if (hook === undefined) return '';
  const device = wordAt(chain, 'dev') === undefined ? '' : ` device "${nameOf(chain, 'dev')}"`;
  const policy = wordAt(chain, 'policy');
  return `type ${nameOf(chain, 'type')} hook ${nameOf(chain, 'hook')}${device} priority ${integerAt(chain, 'prio') ?? 0};${policy === undefined ? '' : ` policy ${nameOf(chain, 'policy')};`}`;
}

function setOf(kind: 'set' | 'map', set: unknown): string {
  const types = (value: unknown): string =>
    Array.isArray(value) ? value.map((each) => nameOf(each)).join(' . ') : nameOf(value);
  const data = kind === 'map' ? ` : ${types(at(set, 'map'))}` : '';
  const flags = listOf(at(set, 'flags')).map((each) => nameOf(each));
  const timeout = integerAt(set, 'timeout');
  const elements = listOf(at(set, 'elem')).map(elementOf);
  return [
    `  ${kind} ${nameOf(set, 'name')} {`,
    `    type ${types(at(set, 'type'))}${data}`,
    ...(flags.length > 0 ? [`    flags ${flags.join(',')}`] : []),
    ...(timeout === undefined ? [] : [`    timeout ${timeout}s`]),
    ...(elements.length > 0 ? [`    elements = { ${elements.join(', ')} }`] : []),
    '  }',
  ].join('\n');
}

function elementOf(element: unknown): string {
  if (Array.isArray(element))
    return `${elementOf(element[0])} : ${isVerdict(element[1]) ? verdictOf(element[1]) : expressionOf(element[1])}`;
  return expressionOf(isFields(at(element, 'elem')) ? at(element, 'elem', 'val') : element);
}

const VERDICTS = ['accept', 'drop', 'continue', 'return'];
const isVerdict = (value: unknown): boolean =>
  entriesOf(value).some(([name]) => [...VERDICTS, 'jump', 'goto'].includes(name));
function verdictOf(value: unknown): string {
  const [name = '', what] = entriesOf(value)[0] ?? [];
  return VERDICTS.includes(name) ? name : `${name} ${nameOf(what, 'target')}`;
}

/** Keys of meta that stand alone. */
const BARE = /^([io]if|[io]br)/;

function expressionOf(value: unknown, names = false): string {
  if (typeof value === 'string') return names ? `"${nameOf(value)}"` : nameOf(value);
  if (typeof value === 'number') return numberOf(value);
  if (typeof value === 'boolean') return value ? 'exists' : 'missing';
  if (Array.isArray(value)) return value.map((each) => expressionOf(each, names)).join(',');
  const [kind = '', of] = entriesOf(value)[0] ?? [];
  switch (kind) {
    case 'set':
      return `{ ${listOf(of)
        .map((each) => (typeof each === 'string' ? expressionOf(each, names) : elementOf(each)))
        .join(', ')} }`;
    case 'elem':
      return expressionOf(at(of, 'val'), names);
    case 'prefix':
      return `${expressionOf(at(of, 'addr'))}/${numberOf(at(of, 'len'))}`;
    case 'range':
      return listOf(of)
        .map((each) => expressionOf(each))
        .join('-');
    case 'concat':
      return listOf(of)
        .map((each) => expressionOf(each))
        .join(' . ');
    case 'payload':
      return wordAt(of, 'base') === undefined
        ? `${nameOf(of, 'protocol')} ${nameOf(of, 'field')}`
        : `@${nameOf(of, 'base')},${numberOf(at(of, 'offset'))},${numberOf(at(of, 'len'))}`;
    case 'meta':
      return BARE.test(wordAt(of, 'key') ?? '') ? nameOf(of, 'key') : `meta ${nameOf(of, 'key')}`;
    case 'ct':
      return [
        'ct',
        ...(['dir', 'family', 'key'] as const).flatMap((name) =>
          at(of, name) === undefined ? [] : [nameOf(of, name)],
        ),
      ].join(' ');
    case 'fib':
      return `fib ${
        listOf(at(of, 'flags'))
          .map((each) => nameOf(each))
          .join(' . ') || nameOf(of, 'flags')
      } ${nameOf(of, 'result')}`;
    case 'rt':
    case 'socket':
      return `${kind} ${nameOf(of, 'key')}`;
    case 'numgen':
      return `numgen ${nameOf(of, 'mode') === 'inc' ? 'inc' : 'random'} mod ${numberOf(at(of, 'mod'))}${integerAt(of, 'offset') ? ` offset ${numberOf(at(of, 'offset'))}` : ''}`;
    case 'map':
      return `${expressionOf(at(of, 'key'))} map ${dataOf(at(of, 'data'))}`;
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return listOf(of)
        .map((each) => expressionOf(each))
        .join(` ${kind} `);
    default:
      throw new NoWords();
  }
}

const dataOf = (value: unknown): string =>
  typeof value === 'string' ? nameOf(value) : `{ ${listOf(at(value, 'set')).map(elementOf).join(', ')} }`;

/** A statement in words; one that has none here stands as nft's own word for what it cannot say. */
function statementOf(statement: unknown, discard: Discard): string {
  const [kind = '', of] = entriesOf(statement)[0] ?? [];
  try {
    return wordsOfStatement(kind, of, statement, discard);
  } catch (error) {
    if (!(error instanceof NoWords)) throw error;
    return `xt match "${/^[\w -]{1,40}$/.test(kind) ? kind : 'unknown'}"`;
  }
}

function wordsOfStatement(kind: string, of: unknown, statement: unknown, discard: Discard): string {
  switch (kind) {
    case 'match':
      return matchOf(of);
    case 'vmap':
      return `${expressionOf(at(of, 'key'))} vmap ${dataOf(at(of, 'data'))}`;
    case 'counter':
      if (typeof of === 'string') return `counter name ${nameOf(of)}`;
      return isFields(of)
        ? `counter packets ${integerAt(of, 'packets') ?? 0} bytes ${integerAt(of, 'bytes') ?? 0}`
        : 'counter';
    case 'log':
      if (wordAt(of, 'prefix') !== undefined) discard('prefixes');
      return ['log', ...(wordAt(of, 'level') === undefined ? [] : ['level', nameOf(of, 'level')])].join(' ');
    case 'jump':
    case 'goto':
    case 'accept':
    case 'drop':
    case 'continue':
    case 'return':
      return verdictOf(statement);
    case 'masquerade':
    case 'redirect':
    case 'dnat':
    case 'snat':
      return translationOf(kind, of);
    case 'reject':
      return rejectOf(of);
    case 'limit':
      return `limit rate ${at(of, 'inv') === true ? 'over ' : ''}${numberOf(at(of, 'rate'))}${wordAt(of, 'rate_unit') === undefined || wordAt(of, 'rate_unit') === 'packets' ? '' : ` ${nameOf(of, 'rate_unit')}`}/${nameOf(of, 'per')}${integerAt(of, 'burst') ? ` burst ${numberOf(at(of, 'burst'))} ${wordAt(of, 'burst_unit') ?? 'packets'}` : ''}`;
    case 'mangle':
      return `${expressionOf(at(of, 'key'))} set ${expressionOf(at(of, 'value'))}`;
    case 'set':
      return `${nameOf(of, 'op')} ${nameOf(of, 'set')} { ${expressionOf(at(of, 'elem'))} }`;
    case 'notrack':
      return 'notrack';
    default:
      throw new NoWords();
  }
}

function matchOf(of: unknown): string {
  const left = at(of, 'left');
  const text = expressionOf(left);
  const right = expressionOf(at(of, 'right'), BARE.test(wordAt(left, 'meta', 'key') ?? ''));
  const op = wordAt(of, 'op');
  if (op === '==' || op === 'in') return `${text} ${right}`;
  if (!['!=', '<', '>', '<=', '>='].includes(op ?? '')) throw new NoWords();
  return `${text} ${op} ${right}`;
}

function translationOf(kind: string, of: unknown): string {
  const flags = at(of, 'flags');
  const flagTexts = (Array.isArray(flags) ? flags : flags === undefined ? [] : [flags]).map((each) => nameOf(each));
  const [address, port] = [at(of, 'addr'), at(of, 'port')];
  const family = wordAt(of, 'family') === undefined ? '' : ` ${nameOf(of, 'family')}`;
  const target = address === undefined ? '' : expressionOf(address);
  const shown = target.includes(':') && port !== undefined ? `[${target}]` : target;
  const to =
    address === undefined && port === undefined
      ? ''
      : ` to ${shown}${port === undefined ? '' : `:${expressionOf(port)}`}`;
  return `${kind}${family}${to}${flagTexts.length > 0 ? ` ${flagTexts.join(',')}` : ''}`;
}

function rejectOf(of: unknown): string {
  const type = wordAt(of, 'type');
  if (type === undefined) return 'reject';
  if (type === 'tcp reset') return 'reject with tcp reset';
  return `reject with ${nameOf(of, 'type')}${at(of, 'expr') === undefined ? '' : ` ${expressionOf(at(of, 'expr'))}`}`;
}
