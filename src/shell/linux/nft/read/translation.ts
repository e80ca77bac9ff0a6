import type { Expression, Statement, Translation } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { DataType } from '../../../../kernel/netfilter/nft/datatypes.ts';
import { readConstant } from './constants.ts';
import { EXPECTED } from './expected.table.ts';
import { beginsField, readExpression } from './fields.ts';
import { Problem } from './problem.ts';
import { networkOf, transportOf } from './protocols.ts';
import type { Reader } from './reader.ts';
import { readMap, type ReadStatement, type RuleContext } from './map.ts';
import type { Span } from './token.ts';

const FLAGS = ['random', 'fully-random', 'persistent'] as const;

/** `snat`, `dnat`, `masquerade` and `redirect`. */
export function readTranslation(reader: Reader, context: RuleContext, before: readonly ReadStatement[]): Statement {
  const word = reader.take();
  const kind = word.text as Translation['kind'];
  const named = reader.takeIf('ip', 'ip6')?.text as 'ip' | 'ip6' | undefined;
  const network = named ?? (context.family === 'inet' ? networkOf(before) : context.family);
  const statement: Translation = { kind, flags: [] };
  const moved = kind === 'snat' || kind === 'dnat';
  const to = reader.takeIf('to');
  if (moved && !reader.ended) {
    if (network === undefined)
      throw new Problem(`specify \`${kind} ip' or '${kind} ip6' in inet table to disambiguate`, word);
    statement.family = network;
    readAddress(reader, statement, network, context, before, word);
  } else if (!moved && to) readPorts(reader, statement, reader.token, context, before, word);
  const given: string[] = [];
  while (reader.is(...FLAGS, ',')) given.push(reader.take().text);
  statement.flags = FLAGS.filter((flag) => given.includes(flag));
  return statement;
}

type Port = { readonly span: Span; readonly text: string };

function readAddress(
  reader: Reader,
  statement: Translation,
  family: 'ip' | 'ip6',
  context: RuleContext,
  before: readonly ReadStatement[],
  word: Span,
): void {
  const type: DataType = family === 'ip' ? 'ipv4_addr' : 'ipv6_addr';
  const { token } = reader;
  if (token.kind === 'variable' || beginsField(token)) {
    const expression = beginsField(token)
      ? readMapped(reader, type, context)
      : readConstant(reader, type, context.names, EXPECTED.value);
    statement.address = expression;
    return;
  }
  const port = cutPort(token.text, family);
  if (port !== undefined) reader.split(token.text.length - port.length - 1);
  if (!reader.is(':')) statement.address = readConstant(reader, type, context.names, EXPECTED.value);
  if (reader.is(':') || port !== undefined) readPorts(reader, statement, reader.token, context, before, word);
}

/** The port written behind an address. */
function cutPort(text: string, family: 'ip' | 'ip6'): string | undefined {
  const colon = text.lastIndexOf(':');
  if (colon < 0 || (family === 'ip6' && text[colon - 1] !== ']')) return undefined;
  return text.slice(colon + 1);
}

/** A map from a field to addresses, or to addresses with ports. */
function readMapped(reader: Reader, type: DataType, context: RuleContext): Expression {
  const { expression } = readExpression(reader, context.names);
  reader.expect('map');
  return readMap(reader, expression, mapsToPort(reader) ? [type, 'inet_service'] : [type], context);
}

/** Whether the first element of a map leads to something with a dot in it. */
function mapsToPort(reader: Reader): boolean {
  if (!reader.is('{')) return false;
  let after = 0;
  while (!['', ',', '}'].includes(reader.ahead(after).text) && reader.ahead(after).text !== ':') after++;
  return reader.ahead(after + 2).text === '.';
}

function readPorts(
  reader: Reader,
  statement: Translation,
  at: Span & { readonly text: string },
  context: RuleContext,
  before: readonly ReadStatement[],
  word: Span,
): void {
  if (reader.takeIf(':') === undefined && at.text.startsWith(':')) reader.dropHead(1);
  const port: Port = { span: reader.token, text: reader.token.text };
  if (!transportOf(before))
    throw new Problem('transport protocol mapping is only valid after transport protocol match', port.span, word);
  statement.ports = readConstant(reader, 'inet_service', context.names, EXPECTED.value);
}
