import type { TFunction } from 'i18next';
import type { GraphLabels } from '../../graph/ink/labels.ts';
import type { Tally } from '../../world/projects.ts';

/** How the containers of a project are, in a few words. */
export function statesText(t: TFunction, { containers, running, starting, unhealthy }: Tally): string {
  const found = [
    ...(unhealthy > 0 ? [t('graph.unhealthyOf', { count: unhealthy })] : []),
    ...(starting > 0 ? [t('graph.startingOf', { count: starting })] : []),
  ];
  if (running === 0) return t('graph.stopped');
  if (running < containers) return [...found, t('graph.runningOf', { running, containers })].join(' · ');
  return found.length > 0 ? found.join(' · ') : t('state.running');
}

/** The picture's words in a language. */
export const graphLabels = (t: TFunction): GraphLabels => ({
  picture: t('graph.picture'),
  internet: t('graph.internet'),
  lan: t('graph.lan'),
  engine: t('graph.engine'),
  netfilter: t('graph.netfilter'),
  minimap: t('graph.minimap'),
  netfilterHint: t('graph.netfilterHint'),
  noRules: t('graph.noRules'),
  chains: (count) => t('graph.chains', { count }),
  containers: (count) => t('graph.containers', { count }),
  services: (count) => t('graph.services', { count }),
  states: (tally) => statesText(t, tally),
  healthy: t('graph.healthy'),
  starting: t('graph.starting'),
  unhealthy: t('graph.unhealthy'),
  ruleHint: t('graph.ruleHint'),
  internal: t('graph.internal'),
  hostNetwork: t('graph.hostNetwork'),
  noNetwork: t('graph.noNetwork'),
  sharedNetwork: (container) => t('graph.sharedNetwork', { container }),
  noAddress: t('graph.noAddress'),
  alsoHere: (network) => t('graph.alsoHere', { network }),
  stopped: t('graph.stopped'),
  created: t('graph.created'),
  paused: t('graph.paused'),
  restarting: t('graph.restarting'),
  down: t('graph.down'),
  send: t('graph.send'),
});
