import { own } from '../../kernel/own.ts';
import { log } from '../daemon/journal.ts';
import type { EngineHost } from '../engine.ts';
import { internal } from '../errors.ts';
import { firewalld as parts } from '../firewalld/firewalld.ts';
import type { Policy, Zone } from '../firewalld/settings.ts';

/** What the engine has to do with a firewalld on its host (libnetwork/iptables/firewalld.go). */
const ZONE: Zone = {
  name: 'docker',
  version: '1.0',
  short: 'docker',
  description: 'zone for docker bridge network interfaces',
  target: 'ACCEPT',
  items: [],
  interfaces: [],
  sources: [],
  forward: true,
  inversion: false,
  ingressPriority: 0,
  egressPriority: 0,
};

const POLICY: Policy = {
  name: 'docker-forwarding',
  version: '1.0',
  short: '',
  description: 'allow forwarding to the docker zone',
  target: 'ACCEPT',
  items: [],
  priority: -1,
  ingress: ['ANY'],
  egress: ['docker'],
  disabled: false,
};

/** A daemon that starts looks whether firewalld runs, and sees that its zone and its policy are there. */
export function meetFirewalld(host: EngineHost): void {
  delete host.engine.hearsFirewalld;
  const { firewalld } = host;
  if (!firewalld) return;
  host.engine.hearsFirewalld = true;
  const { reloadFirewalld, writeSettings } = parts();
  const missing = !own(firewalld.zones, ZONE.name);
  if (missing) writeSettings(host.files, ZONE);
  else log(host, 'info', 'Firewalld: docker zone already exists, returning');
  const unruled = !own(firewalld.policies, POLICY.name);
  if (unruled) {
    writeSettings(host.files, POLICY);
    log(host, 'info', 'Firewalld: created docker-forwarding policy');
  }
  if (missing || unruled) reloadFirewalld(host, firewalld);
}

/**
 * Has a bridge belong to the engine's zone, so that what it sends and gets is for the engine's own rules to decide.
 * @throws EngineError where somebody has put it into another zone
 */
export function enterZone(host: EngineHost, bridge: string): void {
  const { engine, firewalld } = host;
  const zone = engine.hearsFirewalld ? own(firewalld?.zones, ZONE.name) : undefined;
  if (!firewalld || !zone) return;
  if (zone.interfaces.includes(bridge)) {
    log(host, 'info', `Firewalld: interface ${bridge} already part of ${ZONE.name} zone, returning`);
    return;
  }
  const { bind, follow, FirewallError } = parts();
  try {
    bind(firewalld, zone, 'interfaces', bridge, 'now');
  } catch (error) {
    if (!(error instanceof FirewallError)) throw error;
    throw internal(`Failed to Setup IP tables: ${error.message}`);
  }
  follow(host, firewalld);
}

export function leaveZone(host: EngineHost, bridge: string): void {
  const { engine, firewalld } = host;
  const zone = engine.hearsFirewalld ? own(firewalld?.zones, ZONE.name) : undefined;
  if (!firewalld || !zone?.interfaces.includes(bridge)) return;
  zone.interfaces = zone.interfaces.filter((each) => each !== bridge);
  parts().follow(host, firewalld);
}
