import { EngineError } from '../../../engine/api.ts';
import { CliError, defineCommand } from '../cli/command.ts';
import type { Asking } from '../cli/command.ts';
import { flagOn } from '../cli/flags/flag.ts';
import { ask } from '../engine.ts';
import { readReference, registryError } from './reference.ts';
import type { Reference } from './reference.ts';

/** Asks the registry for an image, which no registry of the lab has. Throws EngineError. */
export function pullImage(context: Asking, { domain }: Reference): never {
  const resolvConf = ask(context, (host) => host.resolvConf);
  const nameServer = /^nameserver\s+(\S+)/m.exec(resolvConf)?.[1] ?? '127.0.0.1';
  throw new EngineError(registryError(domain, nameServer), 500);
}

export const pull = defineCommand({
  use: 'pull [OPTIONS] NAME[:TAG|@DIGEST]',
  short: 'Download an image from a registry',
  ways: ['docker image pull', 'docker pull'],
  flags: [
    { name: 'all-tags', short: 'a', type: 'bool', usage: 'Download all tagged images in the repository' },
    { name: 'disable-content-trust', type: 'bool', usage: 'Skip image verification (default true)' },
    { name: 'platform', type: 'string', usage: 'Set platform if server is multi-platform capable' },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress verbose output' },
  ],
  arity: { exactly: 1 },
  completes: ['image'],
  run: (context) => {
    const reference = readReference(context.arguments[0] ?? '');
    if (typeof reference === 'string') throw new CliError(reference);
    if (!reference.tagged && !flagOn(context.flags, 'quiet') && !flagOn(context.flags, 'all-tags'))
      context.call.out('Using default tag: latest\n');
    return pullImage(context, reference);
  },
});
