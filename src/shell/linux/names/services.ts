import { locate } from '../../../world/place.ts';
import { SERVICES } from '../../../kernel/socket/services.table.ts';
import { SERVICES_FILE } from '../../files/base.ts';
import { find, treeAt } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';

export interface Service {
  readonly name: string;
  readonly port: number;
  readonly protocols: readonly string[];
  readonly aliases: readonly string[];
}

let parsed: readonly Service[] | undefined;

const all = (): readonly Service[] =>
  (parsed ??= SERVICES.split('\n').map((line) => {
    const [name = '', port = '', protocols = '', ...aliases] = line.split(' ');
    return { name, port: Number(port), protocols: protocols.split('/'), aliases };
  }));

/** The services that a place's /etc/services names, if it has that file. In a bare lab only hosts with an engine do. */
function services(call: Call): readonly Service[] {
  const world = call.world();
  const location = locate(world, call.place);
  if (!location || (world.bare && (location.container || !location.machine.engine))) return [];
  return find(treeAt(world, call.place, call.namespace), SERVICES_FILE) ? all() : [];
}

export const serviceOfPort = (call: Call, port: number, protocol: string): Service | undefined =>
  services(call).find((service) => service.port === port && service.protocols.includes(protocol));

export const serviceNamed = (call: Call, name: string, protocol?: string): Service | undefined =>
  services(call).find(
    (service) =>
      (service.name === name || service.aliases.includes(name)) &&
      (protocol === undefined || service.protocols.includes(protocol)),
  );
