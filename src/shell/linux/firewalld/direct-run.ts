import { readConfig, writeDirect } from '../../../engine/firewalld/config.ts';
import { usesDirect } from '../../../engine/firewalld/daemon.ts';
import { displaceRule, flushTables, placeOf, placeRule, positionOf } from '../../../engine/firewalld/direct.ts';
import { FirewallError } from '../../../engine/firewalld/error.ts';
import type { Direct, DirectChain, DirectRule } from '../../../engine/firewalld/settings.ts';
import { chainIn, deleteChain, newChain } from '../../../kernel/netfilter/chains.ts';
import { isBuiltIn } from '../../../kernel/netfilter/built-in.ts';
import { namespaceOf } from '../../../kernel/kernel.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { answer, change, configOf, misused, print, success, type Session } from './session.ts';

/** `--direct`: rules of iptables that firewalld keeps (firewalld.direct(5)). */
export async function runDirect(session: Session): Promise<number> {
  for (const [name, values] of session.options) {
    const [ipv = '', table = '', chain = ''] = values;
    const direct = configOf(session).direct;
    switch (name) {
      case 'get-all-rules':
        return printAll(
          session,
          sorted(direct.rules).map((rule) => `${placeText(rule)} ${rule.priority} ${rule.words.join(' ')}`),
        );
      case 'get-rules':
        return printAll(
          session,
          direct.rules
            .filter((rule) => isAt(rule, { ipv, table, chain }))
            .map((rule) => `${rule.priority} ${rule.words.join(' ')}`),
        );
      case 'get-all-chains':
        return printAll(session, direct.chains.map(placeText));
      case 'get-chains':
        return print(
          session.call,
          direct.chains.flatMap((each) => (each.ipv === ipv && each.table === table ? [each.chain] : [])).join(' '),
        );
      case 'get-all-passthroughs':
      case 'get-passthroughs':
        return 0;
      case 'passthrough':
        return passthrough(session, values);
      case 'add-rule':
      case 'remove-rule':
      case 'query-rule':
        return withRule(session, name, ruleOf(session, name, values));
      case 'remove-rules':
        return removeRules(session, { ipv, table, chain });
      case 'add-chain':
      case 'remove-chain':
      case 'query-chain':
        return withChain(session, name, { ipv, table, chain });
    }
  }
  throw misused("Wrong usage of 'direct' options.");
}

const placeText = ({ ipv, table, chain }: DirectChain): string => `${ipv} ${table} ${chain}`;
const isAt = (a: DirectChain, b: DirectChain): boolean => placeText(a) === placeText(b);
const sorted = (rules: readonly DirectRule[]): DirectRule[] =>
  [...new Map(rules.map((rule) => [placeText(rule), rule])).values()].flatMap((first) =>
    rules.filter((rule) => isAt(rule, first)),
  );
const isSame = (a: DirectRule, b: DirectRule): boolean =>
  isAt(a, b) && a.priority === b.priority && a.words.join(' ') === b.words.join(' ');

function printAll({ call }: Session, lines: readonly string[]): number {
  for (const line of lines) print(call, line);
  return 0;
}

function ruleOf(
  { where }: Session,
  option: string,
  [ipv, table, chain, priority = '', ...words]: readonly string[],
): DirectRule {
  if (
    ipv === undefined ||
    table === undefined ||
    chain === undefined ||
    !/^-?\d+$/.test(priority) ||
    words.length === 0
  )
    throw misusedDirect(
      `usage: ${where === 'permanent' ? '--permanent ' : ''}--direct --${option} { ipv4 | ipv6 | eb } <table> <chain> <priority> <args>`,
    );
  return { ipv, table, chain, priority: Number(priority), words: words.flatMap((word) => word.split(' ')) };
}

const misusedDirect = (text: string): ToolError => new ToolError(`${text}\n`, 2);

/** The kernel's part is done only where what is in force is changed; the first rule of all empties iptables' tables before. */
function alter(session: Session, recipe: (direct: Direct, namespace: Namespace | undefined) => void): number {
  change(session, (host, firewalld) => {
    if (session.where === 'permanent') {
      const { direct } = readConfig(host.files);
      recipe(direct, undefined);
      writeDirect(host.files, direct);
      return;
    }
    recipe(firewalld.direct, namespaceOf(host.kernel, host.namespace));
  });
  return success(session.call);
}

const emptyFirst = (direct: Direct, namespace: Namespace | undefined): void => {
  if (namespace && !usesDirect({ direct })) flushTables(namespace);
};

function withRule(session: Session, option: string, rule: DirectRule): number {
  placeOf(rule);
  const known = configOf(session).direct.rules.find((each) => isSame(each, rule));
  const where = `'${rule.ipv}:${rule.table}:${rule.chain}'`;
  const told = `rule '${tuple(rule.words)}'`;
  if (option === 'query-rule') return answer(session.call, known !== undefined);
  if (option === 'add-rule') {
    if (known) throw new FirewallError('ALREADY_ENABLED', `${told} already is in ${where}`);
    return alter(session, (direct, namespace) => {
      emptyFirst(direct, namespace);
      if (namespace) placeRule(namespace, rule, positionOf(direct.rules, rule));
      direct.rules.push(rule);
    });
  }
  if (!known) throw new FirewallError('NOT_ENABLED', `${told} is not in ${where}`);
  return alter(session, (direct, namespace) => {
    if (namespace) displaceRule(namespace, rule);
    direct.rules = direct.rules.filter((each) => !isSame(each, rule));
  });
}

/** Words as Python prints a tuple of them. */
const tuple = (words: readonly string[]): string =>
  `(${words.map((word) => `'${word}'`).join(', ')}${words.length === 1 ? ',' : ''})`;

function removeRules(session: Session, place: DirectChain): number {
  placeOf(place);
  return alter(session, (direct, namespace) => {
    for (const rule of direct.rules) if (namespace && isAt(rule, place)) displaceRule(namespace, rule);
    direct.rules = direct.rules.filter((rule) => !isAt(rule, place));
  });
}

function withChain(session: Session, option: string, place: DirectChain): number {
  const { family, table } = placeOf(place);
  if (isBuiltIn(table, place.chain))
    throw new FirewallError('BUILTIN_CHAIN', `chain '${place.chain}' is built-in chain`);
  const known = configOf(session).direct.chains.some((each) => isAt(each, place));
  if (option === 'query-chain') return answer(session.call, known);
  const where = `chain '${place.chain}' ${option === 'add-chain' ? 'already is in' : 'is not in'} '${place.ipv}:${place.table}'`;
  if (option === 'add-chain') {
    if (known) throw new FirewallError('ALREADY_ENABLED', where);
    return alter(session, (direct, namespace) => {
      emptyFirst(direct, namespace);
      if (namespace && !chainIn(namespace, family, table, place.chain)) newChain(namespace, family, table, place.chain);
      direct.chains.push(place);
    });
  }
  if (!known) throw new FirewallError('NOT_ENABLED', where);
  return alter(session, (direct, namespace) => {
    if (namespace) deleteChain(namespace, family, table, place.chain);
    direct.chains = direct.chains.filter((each) => !isAt(each, place));
  });
}

/** Hands its words to iptables, and keeps nothing of them. */
async function passthrough(session: Session, [ipv, ...words]: readonly string[]): Promise<number> {
  const { call } = session;
  if (ipv === undefined || words.length === 0)
    throw misusedDirect('usage: --direct --passthrough { ipv4 | ipv6 | eb } <args>');
  const tool = ipv === 'ipv6' ? 'ip6tables' : 'iptables';
  const exit = await call.run(call.place, [tool, ...words.flatMap((word) => word.split(' '))]);
  return exit === 0 ? success(call) : exit;
}
