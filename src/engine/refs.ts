import type { Container } from './container/container.ts';
import type { EngineHost } from './engine.ts';
import { invalid, notFound } from './errors.ts';
import type { Network } from './network/network.ts';
import { own } from '../kernel/own.ts';

/** The only key of a record that begins with a text. Throws where there are several. */
function byPrefix(ids: readonly string[], prefix: string, several: (count: number) => string): string | undefined {
  const found = prefix === '' ? [] : ids.filter((id) => id.startsWith(prefix));
  if (found.length > 1) throw invalid(several(found.length));
  return found[0];
}

/** Finds a container by id, name or the beginning of its id. Throws `No such container: x`. */
export function findContainer({ engine }: EngineHost, ref: string): Container {
  if (ref === '') throw invalid('invalid name or ID supplied: ""');
  const { containers, names } = engine;
  const id =
    own(containers, ref)?.id ??
    own(names, ref.startsWith('/') ? ref.slice(1) : ref) ??
    byPrefix(Object.keys(containers), ref, () => `multiple IDs found with provided prefix: ${ref}`);
  const container = id === undefined ? undefined : containers[id];
  if (!container) throw notFound(`No such container: ${ref}`);
  return container;
}

/** Finds a network by id, name or the beginning of its id. Throws `network x not found`. */
export function findNetwork({ engine }: EngineHost, ref: string): Network {
  const { networks, networkNames } = engine;
  const id =
    own(networks, ref)?.id ??
    own(networkNames, ref) ??
    byPrefix(
      Object.keys(networks),
      ref,
      (count) => `network ${ref} is ambiguous (${count} matches found based on ID prefix)`,
    );
  const network = id === undefined ? undefined : networks[id];
  if (!network) throw notFound(`network ${ref} not found`);
  return network;
}
