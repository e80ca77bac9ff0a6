import { checkPass, DEFAULT_LISTEN, regex } from './checks.ts';
import type { Context } from './directives.table.ts';
import { ConfigError } from './error.ts';
import { parseListen, type Listen } from './listen.ts';
import type { Directive } from './parse.ts';
import { serverAddress } from './upstream-url.ts';

/** A block whose settings hold for what is in it, unless that says otherwise. */
export interface Level {
  readonly context: Context;
  readonly directives: readonly Directive[];
  readonly parent: Level | undefined;
  /** By name the directives that hold here: its own, else those of the nearest block around it that has any. */
  readonly holding: ReadonlyMap<string, readonly Directive[]>;
}

export function makeLevel(context: Context, directives: readonly Directive[], parent: Level | undefined): Level {
  const own = new Map<string, Directive[]>();
  for (const directive of directives) {
    const same = own.get(directive.name);
    if (same) same.push(directive);
    else own.set(directive.name, [directive]);
  }
  return { context, directives, parent, holding: new Map([...(parent?.holding ?? []), ...own]) };
}

export interface Location {
  readonly level: Level;
  readonly modifier: '' | '=' | '^~' | '~' | '~*' | '@';
  readonly pattern: string;
  readonly regex: RegExp | undefined;
  readonly locations: readonly Location[];
}

export interface Server {
  readonly level: Level;
  readonly listens: readonly Listen[];
  readonly names: readonly string[];
  readonly locations: readonly Location[];
}

/** A member of an upstream; a name may stand for several addresses. */
export interface Member {
  readonly host: string;
  readonly port: number;
  readonly weight: number;
  readonly maxFails: number;
  /** ms */
  readonly failTimeout: number;
  readonly backup: boolean;
  readonly down: boolean;
}

export interface Upstream {
  readonly name: string;
  readonly members: readonly Member[];
  readonly method: 'round-robin' | 'ip_hash' | 'least_conn';
}

/** `map $source $name { … }` */
export interface VariableMap {
  readonly source: string;
  readonly entries: readonly Directive[];
}

/** A configuration, ready to be obeyed. */
export interface Config {
  readonly main: Level;
  readonly http: Level | undefined;
  readonly servers: readonly Server[];
  readonly upstreams: Readonly<Record<string, Upstream>>;
  readonly maps: Readonly<Record<string, VariableMap>>;
  readonly formats: Readonly<Record<string, string>>;
  readonly types: ReadonlyMap<string, string>;
}

/** The directives of a name that hold in a block. */
export const given = (level: Level | undefined, name: string): readonly Directive[] => level?.holding.get(name) ?? NONE;

const NONE: readonly Directive[] = [];

/** The first argument of a directive that holds. */
export const settingOf = (level: Level | undefined, name: string): string | undefined => given(level, name)[0]?.args[0];

export const isOn = (level: Level | undefined, name: string, otherwise: boolean): boolean => {
  const text = settingOf(level, name);
  return text === undefined ? otherwise : text.toLowerCase() === 'on';
};

const UNITS: Readonly<Record<string, number>> = { ms: 1, '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A time in ms. */
export function milliseconds(text: string | undefined, otherwise: number): number {
  const [, number, unit = ''] = /^(\d+)(ms|[smhd])?$/.exec(text ?? '') ?? [];
  return number === undefined ? otherwise : Number(number) * (UNITS[unit] ?? 1000);
}

/** Makes a configuration of its directives. Throws ConfigError. */
export function buildConfig(directives: readonly Directive[]): Config {
  const main = makeLevel('main', directives, undefined);
  const block = directives.find(({ name }) => name === 'http')?.block;
  const http = block && makeLevel('http', block, main);
  const all = block ?? [];
  const named = <T>(name: string, make: (directive: Directive) => T): Record<string, T> =>
    Object.fromEntries(
      all.filter((one) => one.name === name).map((one) => [one.args[name === 'map' ? 1 : 0] ?? '', make(one)]),
    );
  return {
    main,
    http,
    servers: http ? all.filter(({ name }) => name === 'server').map((one) => serverOf(one, http)) : [],
    upstreams: named('upstream', upstreamOf),
    maps: named('map', ({ args, block: entries = [] }) => ({ source: args[0] ?? '', entries })),
    formats: named('log_format', ({ args }) => args.slice(/^escape=/.test(args[1] ?? '') ? 2 : 1).join('')),
    types: typesOf(all),
  };
}

function typesOf(directives: readonly Directive[]): ReadonlyMap<string, string> {
  const blocks = directives.filter(({ name }) => name === 'types');
  const known = blocks.flatMap(({ block = [] }) =>
    block.flatMap(({ name, args }) => args.map((ending) => [ending, name] as const)),
  );
  return new Map(blocks.length > 0 ? known : BUILT_IN);
}

/** Without a `types` block it knows these (ngx_http_core_default_types). */
const BUILT_IN = [
  ['html', 'text/html'],
  ['gif', 'image/gif'],
  ['jpg', 'image/jpeg'],
] as const;

function serverOf(directive: Directive, http: Level): Server {
  const level = makeLevel('server', directive.block ?? [], http);
  const listens = level.directives.filter(({ name }) => name === 'listen').map((one) => parseListen(one.args, one));
  const names = level.directives.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
  return {
    level,
    listens: listens.length > 0 ? listens : [DEFAULT_LISTEN],
    names: names.map((name) => name.toLowerCase()),
    locations: locationsIn(level),
  };
}

const locationsIn = (level: Level): Location[] =>
  level.directives.filter(({ name }) => name === 'location').map((one) => locationOf(one, level));

function locationOf(directive: Directive, parent: Level): Location {
  const { args, block = [] } = directive;
  const [first = '', second] = args;
  const level = makeLevel('location', block, parent);
  for (const pass of block)
    if (pass.name === 'proxy_pass' && !pass.args[0]?.includes('$')) checkPass(pass, 'location', args);
  const modifier = second === undefined ? (first.startsWith('@') ? '@' : '') : (first as Location['modifier']);
  const pattern = second ?? first;
  const isRegex = modifier === '~' || modifier === '~*';
  return {
    level,
    modifier,
    pattern,
    regex: isRegex ? regex(pattern, directive, modifier === '~*' ? 'i' : '') : undefined,
    locations: locationsIn(level),
  };
}

function upstreamOf({ args, block = [] }: Directive): Upstream {
  const members = block
    .filter(({ name }) => name === 'server')
    .map(({ args: [address = '', ...options] }): Member => {
      const option = (name: string): string | undefined =>
        options.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
      return {
        ...serverAddress(address),
        weight: Number(option('weight') ?? 1),
        maxFails: Number(option('max_fails') ?? 1),
        failTimeout: milliseconds(option('fail_timeout'), 10_000),
        backup: options.includes('backup'),
        down: options.includes('down'),
      };
    });
  const has = (name: string): boolean => block.some((one) => one.name === name);
  return {
    name: args[0] ?? '',
    members,
    method: has('ip_hash') ? 'ip_hash' : has('least_conn') ? 'least_conn' : 'round-robin',
  };
}

/** The sockets that a configuration listens on, in the order of its files: each once. */
export function listensOf({ servers }: Config): readonly Listen[] {
  const all: Listen[] = [];
  for (const { listens } of servers)
    for (const listen of listens)
      if (!all.some(({ address, port }) => address === listen.address && port === listen.port)) all.push(listen);
  return all;
}

/** Fails where a variable is used that nobody sets (ngx_http_variables_init_vars). */
export function checkVariables({ main, maps }: Config, isKnown: (name: string) => boolean): void {
  const set = new Set<string>(Object.keys(maps).map((name) => name.replace(/^\$/, '')));
  const used: string[] = [];
  const visit = (directives: readonly Directive[]): void => {
    for (const { name, args, block } of directives) {
      if (name === 'set') set.add((args[0] ?? '').slice(1));
      for (const arg of args) for (const [, group = ''] of arg.matchAll(/\(\?P?<(\w+)>/g)) set.add(group);
      // In a pattern a dollar is the end of the text.
      const texts =
        name === 'rewrite' || name === 'location' ? args.slice(name === 'location' ? args.length : 1) : args;
      for (const text of texts) for (const [, a, b] of text.matchAll(/\$(?:\{(\w+)\}|(\w+))/g)) used.push(a ?? b ?? '');
      if (block) visit(block);
    }
  };
  visit(main.directives.filter(({ name }) => name === 'http'));
  const unknown = used.find((name) => !set.has(name) && !/^\d+$/.test(name) && !isKnown(name));
  if (unknown !== undefined) throw new ConfigError(`unknown "${unknown}" variable`);
}
