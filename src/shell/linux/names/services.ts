import { locate } from '../../../world/place.ts';
import { SERVICES } from '../../../wire/services.table.ts';
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

/** The services that a place's /etc/services names: the images and other machines have none. */
function services(call: Call): readonly Service[] {
  const location = locate(call.world(), call.place);
  return location?.machine.engine && !location.container ? all() : [];
}

export const serviceOfPort = (call: Call, port: number, protocol: string): Service | undefined =>
  services(call).find((service) => service.port === port && service.protocols.includes(protocol));

export const serviceNamed = (call: Call, name: string, protocol?: string): Service | undefined =>
  services(call).find(
    (service) =>
      (service.name === name || service.aliases.includes(name)) &&
      (protocol === undefined || service.protocols.includes(protocol)),
  );
