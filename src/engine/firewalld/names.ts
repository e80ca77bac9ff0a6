import { FirewallError } from './error.ts';
import { isZone, type Policy, type Zone } from './settings.ts';

/** Where the rules of a zone or a policy stand: names of chains, to which `_pre`, `_log`, `_deny`, `_allow`, `_post` are put. */
export interface Names {
  readonly filter: string;
  /** Destinations are translated here, and sources there. */
  readonly pre: string;
  readonly post: string;
  readonly mangle: string;
}

export const SUFFIXES = ['pre', 'log', 'deny', 'allow', 'post'] as const;
export type Suffix = (typeof SUFFIXES)[number];

/** core/fw_policy.py: policy_base_chain_name */
export function namesOf(settings: Zone | Policy): Names {
  const name = isZone(settings) ? settings.name : `policy_${settings.name}`;
  const filter =
    isZone(settings) || settings.egress.includes('HOST') ? 'IN' : settings.ingress.includes('HOST') ? 'OUT' : 'FWD';
  return {
    filter: `filter_${filter}_${name}`,
    pre: `nat_PRE_${name}`,
    post: `nat_POST_${name}`,
    mangle: `mangle_PRE_${name}`,
  };
}

/** The chains of rules that a policy has. */
export function chainsOfPolicy(policy: Policy): string[] {
  const { filter, pre, post, mangle } = namesOf(policy);
  if (policy.egress.includes('HOST')) return [filter, pre, mangle];
  if (policy.ingress.includes('HOST')) return [filter, `nat_OUT_policy_${policy.name}`];
  return [filter, pre, post, mangle];
}

/** Those of a zone: for what it sends to this host, what this host sends there, and what passes through. */
export function chainsOfZone(zone: Zone): string[] {
  const { filter, pre, post, mangle } = namesOf(zone);
  const { name } = zone;
  return [filter, pre, mangle, `filter_OUT_${name}`, `nat_OUT_${name}`, `filter_FWD_${name}`, post];
}

/** Of services and sets. @throws FirewallError where a name has other characters than letters, digits and some (io_object.py: check_name) */
export function checkPlainName(name: string, more: string): void {
  if (name === '') throw new FirewallError('INVALID_NAME', "name can't be empty");
  const wrong = [...name].find((letter) => !/[\p{L}\p{N}]/u.test(letter) && !more.includes(letter));
  if (wrong !== undefined) throw new FirewallError('INVALID_NAME', `'${wrong}' is not allowed in '${name}'`);
}
