import { useTranslation } from 'react-i18next';
import { formatPrefix } from '../../../ip/address.ts';
import type { Namespace } from '../../../kernel/namespace.ts';
import type { Route } from '../../../kernel/route/route.ts';
import { Rows, Section } from '../parts/Section.tsx';

/** A namespace's main routing table, IPv4 first. */
export function RoutesSection({ namespace }: { readonly namespace: Namespace }) {
  const { t } = useTranslation();
  const routes = [...namespace.routes].sort((a, b) => Number(isSix(a)) - Number(isSix(b)));
  if (routes.length === 0) return null;
  return (
    <Section title={t('inspector.routes')} aside={routes.length}>
      <Rows
        rows={routes.map((route, at) => ({
          key: String(at),
          name: route.destination.length === 0 ? 'default' : formatPrefix(route.destination),
          value: wayOf(route, namespace),
        }))}
      />
    </Section>
  );
}

const isSix = ({ destination }: Route): boolean => destination.address.includes(':');

function wayOf({ via, device, source, type }: Route, { links }: Namespace): string {
  const words: string[] = type === 'unicast' ? [] : [type];
  if (via !== undefined) words.push('via', via);
  if (type === 'unicast') words.push('dev', links[device]?.name ?? String(device));
  if (source !== undefined) words.push('src', source);
  return words.join(' ');
}
