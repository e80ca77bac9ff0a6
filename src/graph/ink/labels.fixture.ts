import type { GraphLabels } from './labels.ts';

export const sampleLabels: GraphLabels = {
  picture: 'Picture of the lab',
  internet: 'Internet',
  lan: 'LAN',
  engine: 'Engine',
  netfilter: 'netfilter',
  netfilterHint: 'routing, iptables, conntrack',
  minimap: 'Minimap',
  noRules: 'no rules',
  chains: (count) => `${count} chains`,
  containers: (count) => `${count} containers`,
  services: (count) => `${count} services`,
  states: ({ containers, running, unhealthy }) =>
    unhealthy > 0
      ? `${unhealthy} unhealthy`
      : running === containers
        ? 'all running'
        : `${running} of ${containers} running`,
  healthy: 'healthy',
  starting: 'starting',
  unhealthy: 'unhealthy',
  ruleHint: 'the rule',
  noAddress: 'no address',
  alsoHere: (network) => `also on ${network}`,
  internal: 'internal',
  hostNetwork: 'host network',
  noNetwork: 'no network',
  sharedNetwork: (container) => `network of ${container}`,
  stopped: 'exited',
  created: 'created',
  paused: 'paused',
  restarting: 'restarting',
  down: 'down',
  send: 'Drag to send',
};
