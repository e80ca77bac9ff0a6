import type { Target } from '../table.ts';
import type { TargetExtension } from './extension.ts';
import { log } from './targets/log.ts';
import { connmarking, marking } from './targets/marking.ts';
import { dnat, masquerade, redirect, snat } from './targets/nat.ts';
import { nflog } from './targets/nflog.ts';
import { accept, ct, drop, notrack, returns, tcpmss, trace } from './targets/plain.ts';
import { reject } from './targets/reject.ts';
import { setting } from './targets/set.ts';

/** Targets that the model knows, and that are no jump to a chain of the user. */
export type KnownTarget = Exclude<Target, { kind: 'jump' | 'opaque' }>;
type ByKind = { readonly [K in KnownTarget['kind']]: TargetExtension<Extract<KnownTarget, { kind: K }>> };

const EXTENSIONS: ByKind = {
  ACCEPT: accept,
  DROP: drop,
  RETURN: returns,
  REJECT: reject,
  DNAT: dnat,
  SNAT: snat,
  MASQUERADE: masquerade,
  REDIRECT: redirect,
  LOG: log,
  MARK: marking,
  CONNMARK: connmarking,
  CT: ct,
  NOTRACK: notrack,
  TCPMSS: tcpmss,
  NFLOG: nflog,
  TRACE: trace,
  SET: setting,
};

/** The extension of a target of any kind: each is only ever given targets of its own kind. */
export const targetExtensionOf = (kind: KnownTarget['kind']): TargetExtension<KnownTarget> => EXTENSIONS[kind];

/** The target extension that `-j` names; undefined where it names a chain. */
export const targetExtension = (name: string): TargetExtension<KnownTarget> | undefined =>
  Object.hasOwn(EXTENSIONS, name) ? targetExtensionOf(name as KnownTarget['kind']) : undefined;
