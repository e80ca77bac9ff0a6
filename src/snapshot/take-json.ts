/** Puts what a JSON text says to what is known of a host. */
import type { Hint } from './division/hint.ts';
import type { Discard, Draft } from './draft.ts';
import { isContainer, readContainer } from './engine/containers.ts';
import { daemonOf, isDaemonFile, isInfo, isVersion, readInfo, readVersion } from './engine/engine.ts';
import { isContainerLine, isNetworkLine, readContainerLine, readNetworkLine } from './engine/lists.ts';
import { containersOn, isNetwork, readNetwork } from './engine/networks.ts';
import { isService, readService } from './engine/swarm.ts';
import type { RecognisedKind } from './notice.ts';
import { isNftJson, nftTextOf } from './rules/nft-json.ts';
import { isForwarding, readForwarding } from './stack/forwarding.ts';
import { isLink, mergeLinks, readLink } from './stack/links.ts';
import { isNeighbour, readNeighbour } from './stack/neighbours.ts';
import { isPolicyRule, readPolicyRule } from './stack/policy.ts';
import { familyOfRoutes, isRoute, readRoute } from './stack/routes.ts';
import { added, stackFor } from './take-text.ts';

interface Told {
  readonly kind: RecognisedKind;
  readonly fits: (value: unknown) => boolean;
  readonly take: (draft: Draft, values: readonly unknown[], hint: Hint, discard: Discard) => void;
}

/** The other things that `docker inspect` prints, and no more. */
const isOther = (value: unknown): boolean =>
  ['RootFS', 'Mountpoint', 'RepoTags', 'Spec', 'ManifestStatus'].some(
    (name) => typeof value === 'object' && value !== null && Object.hasOwn(value, name),
  );

/** What an object may be, in this order. */
const TOLD: readonly Told[] = [
  {
    kind: 'containers',
    fits: isContainer,
    take: (draft, values, _, discard) => {
      for (const value of values) draft.containers.push(...present(readContainer(value, discard)));
    },
  },
  {
    kind: 'networks',
    fits: isNetwork,
    take: (draft, values, _, discard) => {
      for (const value of values)
        for (const network of present(readNetwork(value, discard))) {
          draft.networks.push(network);
          draft.attached.push(...containersOn(value, network));
        }
    },
  },
  {
    kind: 'services',
    fits: isService,
    take: (draft, values, _, discard) => {
      for (const value of values) draft.services.push(...present(readService(value, discard)));
    },
  },
  {
    kind: 'container-list',
    fits: isContainerLine,
    take: (draft, values, _, discard) => {
      for (const value of values) draft.listed.push(...present(readContainerLine(value, discard)));
    },
  },
  {
    kind: 'network-list',
    fits: isNetworkLine,
    take: (draft, values) => {
      for (const value of values) draft.listedNetworks.push(...present(readNetworkLine(value)));
    },
  },
  {
    kind: 'nft',
    fits: isNftJson,
    take: (draft, values, hint, discard) => {
      const stack = stackFor(draft, hint);
      for (const value of values) stack.nft = `${stack.nft ?? ''}${nftTextOf(value, discard).join('')}`;
    },
  },
  {
    kind: 'engine',
    fits: (value) => isInfo(value) || isVersion(value),
    take: (draft, values) => {
      for (const value of values) Object.assign(draft.engine, isVersion(value) ? readVersion(value) : readInfo(value));
    },
  },
  {
    kind: 'forwarding',
    fits: isForwarding,
    take: (draft, values, hint) => {
      const stack = stackFor(draft, hint);
      stack.forwarding = added(
        stack.forwarding,
        values.flatMap((each) => present(readForwarding(each))),
      );
    },
  },
  {
    kind: 'links',
    fits: isLink,
    take: (draft, values, hint) => {
      const stack = stackFor(draft, hint);
      stack.links = mergeLinks(
        stack.links ?? [],
        values.flatMap((each) => present(readLink(each))),
      );
    },
  },
  {
    kind: 'neighbours',
    fits: isNeighbour,
    take: (draft, values, hint) => {
      const stack = stackFor(draft, hint);
      stack.neighbours = added(
        stack.neighbours,
        values.flatMap((each) => present(readNeighbour(each))),
      );
    },
  },
  {
    kind: 'policy',
    fits: isPolicyRule,
    take: (draft, values, hint) => {
      const stack = stackFor(draft, hint);
      stack.rules = added(
        stack.rules,
        values.flatMap((each) => present(readPolicyRule(each, hint.family ?? 4))),
      );
    },
  },
  {
    kind: 'routes',
    fits: isRoute,
    take: (draft, values, hint) => {
      const stack = stackFor(draft, hint);
      const family = hint.family ?? familyOfRoutes(values) ?? 4;
      stack.routes = added(
        stack.routes,
        values.flatMap((each) => present(readRoute(each, family))),
      );
    },
  },
  {
    kind: 'daemon',
    fits: isDaemonFile,
    take: (draft, values, _, discard) => {
      for (const value of values) draft.engine.daemon = JSON.stringify(daemonOf(value, discard));
    },
  },
  { kind: 'other', fits: isOther, take: () => {} },
];

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

/** Yields what there was in it. */
export function takeJson(draft: Draft, value: unknown, hint: Hint, discard: Discard): RecognisedKind[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const byKind = new Map<Told, unknown[]>();
  for (const each of values) {
    const told = TOLD.find(({ fits }) => fits(each));
    if (!told) discard('unread');
    else if (byKind.has(told)) byKind.get(told)?.push(each);
    else byKind.set(told, [each]);
  }
  for (const [told, each] of byKind) told.take(draft, each, hint, discard);
  return [...byKind.keys()].map(({ kind }) => kind);
}
