import { useTranslation } from 'react-i18next';
import type { Namespace } from '../../../kernel/namespace.ts';
import { tableName } from '../routing-rule.ts';
import { Rows, Section } from '../parts/Section.tsx';
import { routeRows, ruleRows, shownTables } from './route-rows.ts';

/** How a namespace routes: its main table, IPv4 first, and where it has any of its own, its rules and further tables. */
export function RoutesSection({ namespace }: { readonly namespace: Namespace }) {
  const { t } = useTranslation();
  const main = routeRows(namespace, namespace.routes);
  const rules = ruleRows(namespace);
  return (
    <>
      {main.length > 0 && (
        <Section title={t('inspector.routes')} aside={main.length}>
          <Rows rows={main} />
        </Section>
      )}
      {rules.length > 0 && (
        <Section title={t('inspector.rules')} aside={rules.length}>
          <Rows rows={rules} />
        </Section>
      )}
      {shownTables(namespace).map(({ table, routes }) => (
        <Section key={table} title={t('inspector.routesOf', { table: tableName(table) })} aside={routes.length}>
          <Rows rows={routeRows(namespace, routes)} />
        </Section>
      ))}
    </>
  );
}
