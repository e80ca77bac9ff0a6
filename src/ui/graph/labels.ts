import type { TFunction } from 'i18next';
import type { GraphLabels } from '../../graph/ink/labels.ts';

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
