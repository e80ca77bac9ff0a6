import { EngineError } from '../../../engine/api.ts';
import { ask } from '../engine.ts';
import type { Context } from '../cli/command.ts';
import { registryError } from './reference.ts';
import type { Reference } from './reference.ts';

/** Asks the registry for an image, which no registry of the lab has. Throws EngineError. */
export function pullImage(context: Pick<Context, 'call' | 'machine'>, { domain }: Reference): never {
  const resolvConf = ask(context, (host) => host.resolvConf);
  const nameServer = /^nameserver\s+(\S+)/m.exec(resolvConf)?.[1] ?? '127.0.0.1';
  throw new EngineError(registryError(domain, nameServer), 500);
}
