import { parseIp, type Ip } from '../../../ip/address.ts';
import type { System } from '../../../kernel/process/program.ts';
import { own } from '../../../kernel/own.ts';
import type { Member, Upstream } from './model.ts';
import type { Names } from './checks.ts';

/** One address of a member of an upstream. */
export interface Peer extends Member {
  readonly ip: Ip;
  /** What its figures are remembered by. */
  readonly key: string;
}

/** The addresses behind an upstream. */
export const peersOf = ({ name, members }: Upstream, names: Names): Peer[] =>
  members.flatMap((member) =>
    (parseIp(member.host) === undefined ? (own(names, member.host) ?? []) : [member.host]).map((ip) => ({
      ...member,
      ip,
      key: `${name} ${ip}:${member.port}`,
    })),
  );

/** Whether a peer has failed too often lately. */
function failed(system: System, { key, maxFails, failTimeout }: Peer): boolean {
  return (
    maxFails > 0 &&
    (system.recall(`${key} fails`) ?? 0) >= maxFails &&
    system.now() - (system.recall(`${key} checked`) ?? 0) <= failTimeout
  );
}

/** The next peer in turn, by weight (ngx_http_upstream_get_peer); undefined where none may be asked. */
export function choose(system: System, peers: readonly Peer[], tried: ReadonlySet<string>): Peer | undefined {
  const some = (backup: boolean): Peer | undefined => {
    let best: Peer | undefined;
    let total = 0;
    for (const peer of peers) {
      if (peer.backup !== backup || peer.down || tried.has(peer.key)) continue;
      if (peers.length > 1 && failed(system, peer)) continue;
      const effective = system.recall(`${peer.key} effective`) ?? peer.weight;
      const current = (system.recall(`${peer.key} current`) ?? 0) + effective;
      total += effective;
      system.remember(`${peer.key} current`, current);
      if (effective < peer.weight) system.remember(`${peer.key} effective`, effective + 1);
      if (!best || current > (system.recall(`${best.key} current`) ?? 0)) best = peer;
    }
    if (best) {
      system.remember(`${best.key} current`, (system.recall(`${best.key} current`) ?? 0) - total);
      const now = system.now();
      if (now - (system.recall(`${best.key} checked`) ?? 0) > best.failTimeout)
        system.remember(`${best.key} checked`, now);
    }
    return best;
  };
  return some(false) ?? some(true);
}

/** A peer did not answer. Returns whether that was once too often. */
export function noteFailure(system: System, { key, weight, maxFails }: Peer): boolean {
  const now = system.now();
  const fails = (system.recall(`${key} fails`) ?? 0) + 1;
  system.remember(`${key} fails`, fails);
  system.remember(`${key} accessed`, now);
  system.remember(`${key} checked`, now);
  if (maxFails > 0)
    system.remember(`${key} effective`, Math.max(0, (system.recall(`${key} effective`) ?? weight) - weight / maxFails));
  return maxFails > 0 && fails >= maxFails;
}

/** A peer has answered: its failures are forgotten once it has been tried again since. */
export function noteSuccess(system: System, { key }: Peer): void {
  if ((system.recall(`${key} fails`) ?? 0) === 0) return;
  if ((system.recall(`${key} accessed`) ?? 0) < (system.recall(`${key} checked`) ?? 0))
    system.remember(`${key} fails`, 0);
}
