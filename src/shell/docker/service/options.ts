/** What `docker service create` asks for (docker/cli cli/command/service/opts.go). */
import type { ServiceRequest } from '../../../engine/api.ts';
import { CliError } from '../cli/command.ts';
import { flagList, flagNumber, flagText, isSet } from '../cli/flags/flag.ts';
import type { FlagName, FlagValues } from '../cli/flags/flag.ts';
import { readAttachment } from '../cli/options/attachment.ts';
import { pairs } from '../cli/options/pairs.ts';
import type { createFlags } from './flags.table.ts';
import { readPorts } from './ports.ts';

/** The network of a `--network`, with the aliases there. */
export const networkOf = (text: string): { name: string; aliases: string[] } => {
  const { target, aliases } = readAttachment(text);
  return { name: target, aliases };
};

/** An image's name with its tag. */
export const tagged = (image: string): string => (/(:[^/]+|@.+)$/.test(image) ? image : `${image}:latest`);

/** Splits a command as a shell would, quotes and blanks only. */
export const commandWords = (text: string): string[] =>
  [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');

/** Reads flags and arguments into what a new service shall be. Throws CliError. */
export function serviceRequest(
  flags: FlagValues<FlagName<typeof createFlags>>,
  [image = '', ...args]: readonly string[],
): ServiceRequest {
  const mode = flagText(flags, 'mode', 'replicated');
  if (!['replicated', 'global', 'replicated-job', 'global-job'].includes(mode))
    throw new CliError(`Unknown mode: ${mode}, only replicated and global supported`);
  if (mode.startsWith('global') && isSet(flags, 'replicas'))
    throw new CliError('replicas can only be used with replicated or replicated-job mode');
  return {
    name: flagText(flags, 'name'),
    labels: pairs(flagList(flags, 'label')),
    image: tagged(image),
    args,
    command: commandWords(flagText(flags, 'entrypoint')),
    env: [...flagList(flags, 'env')],
    hostname: flagText(flags, 'hostname'),
    containerLabels: pairs(flagList(flags, 'container-label')),
    mode: mode.startsWith('global') ? 'global' : 'replicated',
    replicas: flagNumber(flags, 'replicas', 1),
    constraints: flagList(flags, 'constraint').map((text) => text.replace(/\s+/g, '')),
    endpointMode: flagText(flags, 'endpoint-mode', 'vip') as ServiceRequest['endpointMode'],
    ports: flagList(flags, 'publish').flatMap(readPorts),
    networks: flagList(flags, 'network').map(networkOf),
  };
}
