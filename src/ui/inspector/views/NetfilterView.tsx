import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Hop } from '../../../kernel/hop.ts';
import { printRule } from '../../../kernel/netfilter/rule/rule-text.ts';
import { ruleWords } from '../../../kernel/netfilter/nft/text/rule-words.ts';
import { idOf, legacyId } from '../../../kernel/netfilter/nft/tables.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Hook, Table, TableId, TableName } from '../../../kernel/netfilter/table.ts';
import { useHopIndex, usePlayback, useWorld } from '../../stores/stores.tsx';
import styles from '../Inspector.module.css';
import { Raw } from '../parts/Raw.tsx';
import { Heading, Section } from '../parts/Section.tsx';
import { chainsOf } from './chains.ts';
import { own } from '../../../kernel/own.ts';

const TABLES: readonly TableName[] = ['raw', 'mangle', 'nat', 'filter', 'security'];

type Family = 'ip' | 'ip6';
const FAMILIES: readonly (readonly [Family, string])[] = [
  ['ip', 'IPv4'],
  ['ip6', 'IPv6'],
];

/** The tables that packets of a family go by: iptables', and those of nft and of iptables-legacy. */
function tablesOf({ netfilter }: Namespace, family: Family): readonly (readonly [TableId, Table | undefined])[] {
  const own = (netfilter.own ?? []).filter((table) => table.family === 'inet' || table.family === family);
  return [
    ...own.map((table) => [idOf(table), table] as const),
    ...TABLES.map((name) => [name, netfilter[family][name]] as const),
    ...TABLES.map((name) => [legacyId(name), netfilter.legacy?.[family][name]] as const),
  ];
}

/** By whose tables a packet goes. */
const familyOf = ({ frame: { payload } }: Hop): Family =>
  payload.kind === 'ip' && payload.source.includes(':') ? 'ip6' : 'ip';

const keyOf = (table: string, chain: string, number: number | 'policy'): string => `${table} ${chain} ${number}`;

/** A rule that somebody made on a real host, by its table and its words. */
const handKey = (table: string, text: string): string => `${table} ${text}`;

/** What decided about a packet at a hop, if a rule or a policy did. */
function ruleAt({ decision }: Hop): string | undefined {
  if (decision.kind === 'rule') return keyOf(decision.table, decision.chain, decision.number);
  return decision.kind === 'policy' ? keyOf(decision.table, decision.chain, 'policy') : undefined;
}

/** The tables of a machine, with the rules that the packets on the timeline hit, and how often. */
export function NetfilterView({ machine, hook }: { readonly machine: string; readonly hook?: Hook | undefined }) {
  const { t } = useTranslation();
  const { machines, kernel, imported } = useWorld();
  const namespace = kernel.namespaces[own(machines, machine)?.namespace ?? ''];
  const hops = usePlayback((state) => state.hops);
  const index = useHopIndex();
  const [chosen, setChosen] = useState<Family>();
  const shown = hops[index];
  const family = chosen ?? (shown === undefined ? 'ip' : familyOf(shown));
  const hits = useMemo(() => {
    const counts = new Map<string, number>();
    for (const hop of hops) {
      const key = hop.namespace === namespace?.id && familyOf(hop) === family ? ruleAt(hop) : undefined;
      if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }, [hops, namespace?.id, family]);
  const byHand = useMemo(
    () =>
      new Set(
        (imported?.changes ?? [])
          .filter(({ host, container, only, family: version }) => {
            const isHere = host === machine && container === undefined;
            return isHere && only === 'host' && version === (family === 'ip' ? 4 : 6);
          })
          .map(({ table = '', text }) => handKey(table, text)),
      ),
    [imported, machine, family],
  );
  if (namespace === undefined) return null;
  const now = shown?.namespace === namespace.id && familyOf(shown) === family ? ruleAt(shown) : undefined;

  return (
    <>
      <Heading title={hook === undefined ? 'netfilter' : `netfilter ${hook}`} aside={machine} />
      <div className={styles['scroll']}>
        <div role="group" aria-label={t('inspector.family')} className={styles['families']}>
          {FAMILIES.map(([each, name]) => (
            <button key={each} type="button" aria-pressed={each === family} onClick={() => setChosen(each)}>
              {name}
            </button>
          ))}
        </div>
        {tablesOf(namespace, family).flatMap(([name, table]) =>
          chainsOf(table, hook).map((chain) => (
            <Section
              key={`${name} ${chain.name}`}
              title={`${name} ${chain.name}`}
              aside={
                chain.policy && (
                  <Hits
                    text={`${t('inspector.policy')} ${chain.policy}`}
                    hits={hits.get(keyOf(name, chain.name, 'policy'))}
                  />
                )
              }
            >
              <ol className={styles['rules']}>
                {chain.rules.map((rule, at) => {
                  const key = keyOf(name, chain.name, at + 1);
                  return (
                    <li key={at} data-hit={hits.has(key) || undefined} aria-current={key === now || undefined}>
                      <code>{ruleWords(rule, name)}</code>
                      {byHand.has(handKey(name, `-A ${chain.name} ${printRule(rule)}`)) && (
                        <span className={styles['byHand']}>{t('inspector.byHand')}</span>
                      )}
                      <Hits text={String(rule.counters.packets)} hits={hits.get(key)} />
                    </li>
                  );
                })}
              </ol>
              {chain.rules.length === 0 && <p className={styles['note']}>{t('inspector.noRules')}</p>}
            </Section>
          )),
        )}
        <Raw
          place={machine}
          lines={
            family === 'ip'
              ? [
                  'iptables-save -c',
                  'iptables -L -n -v',
                  'iptables -t nat -L -n -v',
                  'nft list ruleset',
                  'conntrack -L',
                ]
              : ['ip6tables-save -c', 'ip6tables -L -n -v', 'ip6tables -t nat -L -n -v', 'conntrack -L -f ipv6']
          }
        />
      </div>
    </>
  );
}

/** A count, and beside it how many packets on the timeline it stands for. */
function Hits({ text, hits }: { readonly text: string; readonly hits: number | undefined }) {
  const { t } = useTranslation();
  return (
    <span className={styles['hits']}>
      {text}
      {hits !== undefined && <b title={t('inspector.hits', { count: hits })}>+{hits}</b>}
    </span>
  );
}
