import type { Ip } from '../../../ip/address.ts';
import { remembering } from '../../../kernel/remembering.ts';
import { sameSocket } from './listen.ts';
import type { Config, Location, Server } from './model.ts';

interface Listener {
  readonly server: Server;
  readonly listen: Server['listens'][number];
}

/** By configuration, which stays as it is once it was read: who answers for `ADDRESS PORT HOST`. */
const answering = new WeakMap<Config, (asked: string) => Server | undefined>();

/** The server that answers for a host name on a socket. */
export function serverFor(config: Config, local: Ip, port: number, host: string): Server | undefined {
  let known = answering.get(config);
  if (!known)
    answering.set(
      config,
      (known = remembering((asked) => {
        const [address = '', at, ...name] = asked.split(' ');
        return virtualServer(listenersAt(config, address.replace(/^::ffff:(?=\d+\.)/, ''), Number(at)), name.join(' '));
      })),
    );
  return known(`${local} ${port} ${host}`);
}

function listenersAt({ servers }: Config, local: Ip, port: number): readonly Listener[] {
  const onPort = servers.flatMap((server) =>
    server.listens.filter((listen) => listen.port === port).map((listen) => ({ server, listen })),
  );
  const exact = onPort.filter(({ listen }) => listen.address === local);
  const any = onPort.filter(
    ({ listen }) =>
      listen.address === (local.includes(':') ? '::' : '0.0.0.0') || (listen.address === '::' && !listen.v6only),
  );
  return exact.length > 0 ? exact : any;
}

/** ngx_http_find_virtual_server */
function virtualServer(here: readonly Listener[], host: string): Server | undefined {
  const named = (matches: (name: string) => boolean): Server | undefined =>
    here.find(({ server }) => server.names.some(matches))?.server;
  const wildcards = here.flatMap(({ server }) => server.names.map((name) => ({ server, name })));
  const longest = (fits: (name: string) => boolean): Server | undefined =>
    wildcards.filter(({ name }) => fits(name)).sort((a, b) => b.name.length - a.name.length)[0]?.server;
  return (
    named((name) => name === host || (name.startsWith('.') && (host === name.slice(1) || host.endsWith(name)))) ??
    longest((name) => name.startsWith('*.') && host.endsWith(name.slice(1))) ??
    longest((name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
    named((name) => name.startsWith('~') && new RegExp(name.slice(1), 'i').test(host)) ??
    here.find(({ listen }) => listen.isDefault)?.server ??
    here.find(({ listen }) => here[0] && sameSocket(listen, here[0].listen))?.server
  );
}

/** The location for a path, with what a pattern took out of it (ngx_http_core_find_location). */
export function locationFor(
  locations: readonly Location[],
  uri: string,
): { location: Location; groups: RegExpExecArray | undefined } | undefined {
  const exact = locations.find(({ modifier, pattern }) => modifier === '=' && pattern === uri);
  if (exact) return { location: exact, groups: undefined };
  let prefix: Location | undefined;
  for (const location of locations) {
    const { modifier, pattern } = location;
    if ((modifier !== '' && modifier !== '^~') || !uri.startsWith(pattern)) continue;
    if (!prefix || pattern.length > prefix.pattern.length) prefix = location;
  }
  const nested = prefix && locationFor(prefix.locations, uri);
  if (nested && (nested.groups || nested.location.modifier === '=' || nested.location.modifier === '^~')) return nested;
  if (prefix?.modifier === '^~') return nested ?? { location: prefix, groups: undefined };
  for (const location of locations) {
    const groups = location.regex?.exec(uri);
    if (!groups) continue;
    return locationFor(location.locations, uri) ?? { location, groups };
  }
  return nested ?? (prefix && { location: prefix, groups: undefined });
}

/** Whether only a slash is missing to a location that passes on: then its client is sent there (auto_redirect). */
export function lacksSlash(locations: readonly Location[], uri: string): boolean {
  const whole = `${uri}/`;
  return locations.some(
    ({ modifier, pattern, level }) =>
      pattern === whole &&
      (modifier === '' || modifier === '^~') &&
      level.directives.some(({ name }) => name === 'proxy_pass'),
  );
}
