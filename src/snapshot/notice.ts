/** What is said about a reading: data, of which `importing.ts` of src/i18n makes sentences. */
export interface Notice<Kind extends NoticeKind = NoticeKind> {
  readonly kind: Kind;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a text was recognised as. */
export type RecognisedKind =
  | 'snapshot'
  | 'script'
  | 'containers'
  | 'networks'
  | 'services'
  | 'container-list'
  | 'network-list'
  | 'engine'
  | 'daemon'
  | 'links'
  | 'routes'
  | 'policy'
  | 'neighbours'
  | 'iptables'
  | 'ip6tables'
  | 'ipset'
  | 'nft'
  | 'forwarding'
  | 'sysctl'
  | 'sockets'
  | 'resolv'
  | 'compose'
  | 'other';

/** Why nothing came of it. */
export type ReasonKind =
  | 'empty'
  | 'too-large'
  | 'too-much'
  | 'nothing'
  | 'typographic'
  | 'broken-json'
  | 'compose-only'
  | 'lesser'
  | 'denied'
  | 'other-version'
  | 'invalid';

/** What was there and is not kept, with how many there were. */
export type DiscardKind =
  | 'environment'
  | 'commands'
  | 'labels'
  | 'mounts'
  | 'health'
  | 'comments'
  | 'prefixes'
  | 'options'
  | 'credentials'
  | 'settings'
  | 'unread';

/** What was not there, of a host. */
export type AssumedKind =
  | 'no-containers'
  | 'no-networks'
  | 'no-details'
  | 'no-subnets'
  | 'no-links'
  | 'no-routes'
  | 'no-iptables'
  | 'no-ip6tables'
  | 'no-sets'
  | 'no-sockets'
  | 'no-sysctl'
  | 'no-daemon'
  | 'no-stacks'
  | 'no-root'
  | 'which-host';

export type NoticeKind = ReasonKind | DiscardKind | AssumedKind;

export const notice = <Kind extends NoticeKind>(kind: Kind, values: Notice['values'] = {}): Notice<Kind> => ({
  kind,
  values,
});
