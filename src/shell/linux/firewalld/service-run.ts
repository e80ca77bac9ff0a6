import { isStock, readConfig, removeSettings, writeSettings } from '../../../engine/firewalld/config.ts';
import { CODES, FirewallError } from '../../../engine/firewalld/error.ts';
import { checkPlainName } from '../../../engine/firewalld/names.ts';
import {
  ownService,
  serviceCalled,
  serviceNames,
  type OwnService,
  type Service,
} from '../../../engine/firewalld/service.ts';
import type { Config, Port } from '../../../engine/firewalld/settings.ts';
import { blockVersion, portsOf, PROTOCOLS, versionOf } from '../../../engine/firewalld/values.ts';
import { named } from '../../../kernel/netfilter/nft/datatypes.ts';
import { own } from '../../../kernel/own.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { portsText, serviceText } from './listing.ts';
import {
  answer,
  changeFiles,
  configOf,
  eachOf,
  permanentOnly,
  print,
  settingsIn,
  success,
  type Session,
} from './session.ts';

/** Services: made, asked and changed in the files. `undefined` where another kind of option was given. */
export function runService(session: Session): number | undefined {
  const { options } = session;
  if (options.has('get-services')) return print(session.call, serviceNames(configOf(session)).join(' '));
  for (const [option, run] of Object.entries(NAMED)) {
    const [name] = options.get(option) ?? [];
    if (name !== undefined) return run(session, name);
  }
  const [name] = options.get('service') ?? [];
  return name === undefined ? undefined : runOnService(session, name);
}

/** @throws FirewallError where there is no such service */
function known(config: Config, name: string): Service {
  const service = serviceCalled(config, name);
  if (!service) throw new FirewallError('INVALID_SERVICE', name);
  return service;
}

const NAMED: Readonly<Record<string, (session: Session, name: string) => number>> = {
  'new-service': (session, name) => {
    permanentOnly(session);
    changeFiles(session, ({ files }) => {
      if (serviceCalled(readConfig(files), name)) throw new FirewallError('NAME_CONFLICT', `new_service(): '${name}'`);
      checkPlainName(name, '_-');
      writeSettings(files, ownService(name));
    });
    return success(session.call);
  },
  'delete-service': (session, name) => {
    permanentOnly(session);
    known(configOf(session), name);
    changeFiles(session, ({ files }) => {
      const config = readConfig(files);
      const service = own(config.services, name);
      if (!service || isStock(service)) throw new FirewallError('BUILTIN_SERVICE', `'${name}' is built-in service`);
      removeSettings(files, service);
      // Zones and policies lose it with that (server/config.py: removeService).
      for (const settings of settingsIn(config)) {
        const items = settings.items.filter((item) => item.kind !== 'service' || item.name !== name);
        if (items.length < settings.items.length) writeSettings(files, { ...settings, items });
      }
    });
    return success(session.call);
  },
  'load-service-defaults': (session, name) => {
    permanentOnly(session);
    known(configOf(session), name);
    changeFiles(session, ({ files }) => {
      const service = own(readConfig(files).services, name);
      if (!service) throw new FirewallError('NO_DEFAULTS', name);
      if (!isStock(service)) throw new FirewallError('NO_DEFAULTS', `'${name}' not a built-in service`);
      removeSettings(files, service);
    });
    return success(session.call);
  },
  'info-service': (session, name) => {
    session.call.out(serviceText(name, known(configOf(session), name)));
    return 0;
  },
  'path-service': (session, name) => {
    permanentOnly(session);
    const config = configOf(session);
    known(config, name);
    return print(
      session.call,
      `${Object.hasOwn(config.services, name) ? '/etc' : '/usr/lib'}/firewalld/services/${name}.xml`,
    );
  },
};

/** What a service has several of: how a value is read, told in errors, and checked when the whole is written. */
interface Several<T> {
  readonly of: (service: Service) => T[];
  readonly read: (text: string) => T;
  readonly told: (value: T) => string;
  readonly check?: (value: T, service: OwnService, config: Config) => void;
}

const PORT = 'bad port (most likely missing protocol), correct syntax is portid[-portid]/protocol';

/** A port by its number or its service's name, which stays as it was given. */
function readPort(text: string): Port {
  const [port = '', protocol, ...more] = text.split('/');
  if (protocol === undefined || more.length > 0) throw new FirewallError('INVALID_PORT', PORT);
  if (!portsOf(port, protocol)) throw new FirewallError('INVALID_PORT', port);
  if (!PROTOCOLS.includes(protocol))
    throw new FirewallError('INVALID_PROTOCOL', `'${protocol}' not in {'tcp'|'udp'|'sctp'|'dccp'}`);
  return { port, protocol };
}

const ports = (of: (service: Service) => Port[]): Several<Port> => ({
  of,
  read: readPort,
  told: ({ port, protocol }) => `'${port}:${protocol}'`,
});

const names = (of: (service: Service) => string[], check?: Several<string>['check']): Several<string> => ({
  of,
  read: (text) => text,
  told: (name) => name,
  ...(check && { check }),
});

const PORTS: Readonly<Record<string, Several<Port>>> = {
  port: ports((service) => service.ports),
  'source-port': ports((service) => service.sourcePorts),
};

const NAMES: Readonly<Record<string, Several<string>>> = {
  protocol: names(
    (service) => service.protocols,
    (name) => {
      if (!/^\d{1,3}$/.test(name) && named('inet_proto', name) === undefined)
        throw new FirewallError('INVALID_PROTOCOL', name);
    },
  ),
  helper: names((service) => service.helpers),
  include: names(
    (service) => service.includes,
    (name, service, config) => {
      if (!serviceCalled(config, name))
        throw new FirewallError('INVALID_SERVICE', `Service '${service.name}': Included service '${name}' not found.`);
    },
  ),
};

const LISTS: Readonly<Record<string, (service: Service) => string>> = {
  ports: (service) => portsText(service.ports),
  'source-ports': (service) => portsText(service.sourcePorts),
  protocols: (service) => service.protocols.join(' '),
  'service-helpers': (service) => service.helpers.toSorted().join(' '),
  includes: (service) => service.includes.toSorted().join(' '),
  destinations: ({ destination }) =>
    Object.entries(destination)
      .map(([version, address]) => `${version}:${address}`)
      .join(' '),
};

function runOnService(session: Session, name: string): number | undefined {
  for (const [option, values] of session.options) {
    const [, verb = '', what = ''] = /^(add|remove|query|get|set)-(.+)$/.exec(option) ?? [];
    if (verb === '') continue;
    permanentOnly(session);
    const service = known(configOf(session), name);
    if (verb === 'get' && Object.hasOwn(LISTS, what)) return print(session.call, LISTS[what]?.(service) ?? '');
    if (what === 'short' || what === 'description') return withText(session, name, verb, what, values[0] ?? '');
    if (what === 'destination') return withDestinations(session, name, verb, values);
    const [port, word] = [PORTS[what], NAMES[what]];
    if (port) return withSeveral(session, name, verb, values, port);
    if (word) return withSeveral(session, name, verb, values, word);
  }
  return undefined;
}

/** Changes a service in the files; one that is installed becomes the host's own. */
function changeService(session: Session, name: string, recipe: (service: OwnService, config: Config) => void): void {
  changeFiles(session, ({ files }) => {
    const config = readConfig(files);
    const service = { ...ownService(name), ...known(config, name) };
    recipe(service, config);
    writeSettings(files, service);
  });
}

function withText(session: Session, name: string, verb: string, what: 'short' | 'description', text: string): number {
  if (verb === 'get') return print(session.call, own(configOf(session).services, name)?.[what] ?? '');
  changeService(session, name, (service) => {
    service[what] = text;
  });
  return success(session.call);
}

function withSeveral<T>(
  session: Session,
  name: string,
  verb: string,
  values: readonly string[],
  { of, read, told, check }: Several<T>,
): number {
  const at = (service: Service, value: T): number => of(service).findIndex((each) => told(each) === told(value));
  if (verb === 'query') return ask(session, values, (text) => at(known(configOf(session), name), read(text)) >= 0);
  return eachOf(session, values, (text) => {
    const value = read(text);
    changeService(session, name, (service, config) => {
      const found = at(service, value);
      if (verb === 'add' && found >= 0) throw new FirewallError('ALREADY_ENABLED', told(value));
      if (verb === 'remove' && found < 0) throw new FirewallError('NOT_ENABLED', told(value));
      if (verb === 'remove') of(service).splice(found, 1);
      else {
        check?.(value, service, config);
        of(service).push(value);
      }
    });
  });
}

function ask({ call }: Session, values: readonly string[], has: (text: string) => boolean): number {
  const [only = ''] = values;
  if (values.length === 1) return answer(call, has(only));
  for (const value of values) call.out(`'${value}': ${has(value) ? 'yes' : 'no'}\n`);
  return 0;
}

const isVersion = (text: string): text is 'ipv4' | 'ipv6' => text === 'ipv4' || text === 'ipv6';

function versionIn(text: string): 'ipv4' | 'ipv6' {
  if (!isVersion(text))
    throw new FirewallError('INVALID_IPV', `invalid argument: ${text} (choose from 'ipv4', 'ipv6')`);
  return text;
}

/** `ipv4:ADDRESS` (command.py: parse_service_destination). */
function readDestination(text: string): readonly ['ipv4' | 'ipv6', string] {
  const colon = text.indexOf(':');
  if (colon < 0) throw new FirewallError('INVALID_DESTINATION', 'destination syntax is ipv:address[/mask]');
  const version = versionIn(text.slice(0, colon));
  const address = text.slice(colon + 1);
  if ((versionOf(address) ?? blockVersion(address)) !== version)
    throw new FirewallError('INVALID_ADDR', `'${address}' is not valid ${version} address`);
  return [version, address];
}

function withDestinations(session: Session, name: string, verb: string, values: readonly string[]): number {
  if (verb === 'query')
    return ask(session, values, (text) => {
      const [version, address] = readDestination(text);
      return known(configOf(session), name).destination[version] === address;
    });
  if (verb === 'set')
    return eachOf(session, values, (text) => {
      const [version, address] = readDestination(text);
      changeService(session, name, ({ destination }) => {
        if (destination[version] === address) throw new FirewallError('ALREADY_ENABLED', `'${text}'`);
        destination[version] = address;
      });
    });
  const versions = values.map(versionIn);
  const { destination } = known(configOf(session), name);
  const [missing] = versions.filter((version) => destination[version] === undefined);
  if (missing !== undefined) throw new ToolError(`Error: NOT_ENABLED: '${missing}'\n`, CODES.NOT_ENABLED);
  changeService(session, name, (service) => {
    for (const version of versions) delete service.destination[version];
  });
  return success(session.call);
}
