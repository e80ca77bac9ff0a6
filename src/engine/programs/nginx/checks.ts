/** What nginx checks of each directive as it reads it, in its words. */
import { parseIp, type Ip } from '../../../ip/address.ts';
import { own, put } from '../../../kernel/own.ts';
import type { Context } from './directives.table.ts';
import { wrongAt } from './error.ts';
import { parseListen, sameSocket, socketName, type Listen } from './listen.ts';
import type { Checks, Directive } from './parse.ts';
import { passOf, serverAddress } from './upstream-url.ts';

/** Asks for the addresses of a name; none where it is not known. */
export type Resolve = (name: string) => readonly Ip[];

const FLAGS = new Set(
  `sendfile tcp_nopush tcp_nodelay autoindex server_tokens absolute_redirect port_in_redirect server_name_in_redirect gzip gzip_vary
proxy_buffering proxy_intercept_errors proxy_request_buffering proxy_ssl_server_name proxy_ssl_verify etag underscores_in_headers
merge_slashes log_not_found ssl_prefer_server_ciphers multi_accept chunked_transfer_encoding recursive_error_pages`.split(
    /\s+/,
  ),
);

const TIMES = new Set(
  `proxy_connect_timeout proxy_read_timeout proxy_send_timeout client_body_timeout client_header_timeout send_timeout resolver_timeout
proxy_timeout`.split(/\s+/),
);

/** The modules that Debian's nginx has beside it. */
const MODULES = new Set(['ngx_http_echo_module.so']);

const SERVER_OPTIONS =
  /^(?:weight=[1-9]\d*|max_fails=\d+|fail_timeout=\d+(?:ms|[smhd])?|max_conns=\d+|backup|down|resolve|slow_start=\S+|service=\S+|route=\S+|drain)$/;

/** What was found of names on the way, by name. */
export type Names = Record<string, Ip[]>;

/** Checks a configuration as it is read; names that upstreams have are resolved into `names`. */
export function checking(resolve: Resolve, names: Names, warn: (text: string) => void): Checks {
  const upstreams = new Set<string>();
  const passes: { readonly host: string; readonly spot: Directive }[] = [];
  const defaults: Listen[] = [];
  const serverNames = new Map<string, Set<string>>();
  const wanted = (host: string, spot: Directive, shown = host): void => {
    if (parseIp(host) !== undefined || host.startsWith('unix:')) return;
    if (own(names, host) === undefined) {
      const found = resolve(host);
      if (found.length === 0) throw wrongAt(`host not found in upstream "${shown}"`, spot);
      put({ names }, 'names', host, [...found]);
    }
  };
  return (directive, context, siblings) => {
    const { name, args } = directive;
    const [first = ''] = args;
    if (FLAGS.has(name) && !/^(?:on|off)$/i.test(first) && !(name === 'server_tokens' && first === 'build'))
      throw wrongAt(`invalid value "${first}" in "${name}" directive, it must be "on" or "off"`, directive);
    if (TIMES.has(name) && !/^\d+(?:ms|[smhd])?$/.test(first))
      throw wrongAt(`"${name}" directive invalid value`, directive);
    switch (name) {
      case 'load_module': {
        const path = first.startsWith('/') ? first : `/usr/share/nginx/${first}`;
        if (MODULES.has(path.slice(path.lastIndexOf('/') + 1))) return;
        const why = 'cannot open shared object file: No such file or directory';
        throw wrongAt(`dlopen() "${path}" failed (${path}: ${why})`, directive);
      }
      case 'listen':
        if (context === 'server') checkListen(directive, siblings, defaults);
        return;
      case 'return':
        return checkReturn(directive);
      case 'location':
        return checkLocation(directive, siblings);
      case 'rewrite':
        return void regex(first, directive);
      case 'set':
        if (!first.startsWith('$')) throw wrongAt(`invalid variable name "${first}"`, directive);
        return;
      case 'upstream':
        if (upstreams.has(first)) throw wrongAt(`duplicate upstream "${first}"`, directive);
        upstreams.add(first);
        return;
      case '/upstream':
        if (!directive.block?.some((one) => one.name === 'server'))
          throw wrongAt('no servers are inside upstream', directive);
        return;
      case 'server':
        if (context !== 'upstream') return;
        for (const option of args.slice(1))
          if (!SERVER_OPTIONS.test(option)) throw wrongAt(`invalid parameter "${option}"`, directive);
        return wanted(serverAddress(first).host, directive, first);
      case '/server':
        if (context === 'http') checkServer(directive, serverNames, warn);
        return;
      case 'proxy_pass': {
        if (first.includes('$')) return;
        const { host } = passOf(first, directive);
        if (upstreams.has(host)) return;
        passes.push({ host, spot: directive });
        return;
      }
      case '/http':
        // An upstream may stand below those who name it: what is none is a host, which nginx has looked up by then.
        for (const { host, spot } of passes) if (!upstreams.has(host)) wanted(host, spot);
        return;
      default:
        return;
    }
  };
}

function checkListen(directive: Directive, siblings: readonly Directive[], defaults: Listen[]): void {
  const listen = parseListen(directive.args, directive);
  const same = siblings.some((other) => other.name === 'listen' && sameSocket(parseListen(other.args, other), listen));
  if (same) throw wrongAt(`a duplicate listen ${socketName(listen)}`, directive);
  if (!listen.isDefault) return;
  if (defaults.some((other) => sameSocket(other, listen)))
    throw wrongAt(`a duplicate default server for ${socketName(listen)}`, directive);
  defaults.push(listen);
}

function checkReturn(directive: Directive): void {
  const [code = '', text] = directive.args;
  if (/^\d+$/.test(code) && Number(code) <= 999) return;
  if (text === undefined && /^(?:https?:\/\/|\$)/.test(code)) return;
  throw wrongAt(`invalid return code "${code}"`, directive);
}

/** PCRE's complaint about a pattern, where it is none. */
export function regex(pattern: string, directive: Directive, flags = ''): RegExp {
  try {
    return new RegExp(translated(pattern), flags);
  } catch {
    const opened = (pattern.match(/(?<!\\)\(/g) ?? []).length > (pattern.match(/(?<!\\)\)/g) ?? []).length;
    const why = opened ? 'missing closing parenthesis' : 'quantifier does not follow a repeatable item';
    throw wrongAt(`pcre2_compile() failed: ${why} in "${pattern}"`, directive);
  }
}

/** PCRE's names of groups, and its flags at the start, as JavaScript has them. */
const translated = (pattern: string): string => pattern.replaceAll('(?P<', '(?<').replace(/^\(\?i\)/, '');

function checkLocation(directive: Directive, siblings: readonly Directive[]): void {
  const { args } = directive;
  const [first = '', second] = args;
  if (second !== undefined && !['=', '~', '~*', '^~'].includes(first))
    throw wrongAt(`invalid location modifier "${first}"`, directive);
  if (first === '~' || first === '~*') regex(second ?? '', directive);
  else if (siblings.some((other) => other.name === 'location' && other.args.join(' ') === args.join(' ')))
    throw wrongAt(`duplicate location "${second ?? first}"`, directive);
}

/** A server as a whole: TLS that has no certificate, names that another has on the same socket. */
function checkServer(server: Directive, names: Map<string, Set<string>>, warn: (text: string) => void): void {
  const block = server.block ?? [];
  const listens = block.filter(({ name }) => name === 'listen');
  const sockets = listens.length > 0 ? listens.map((one) => parseListen(one.args, one)) : [DEFAULT_LISTEN];
  const tls = listens.find(({ args }) => args.includes('ssl'));
  if (tls && !block.some(({ name }) => name === 'ssl_certificate'))
    throw wrongAt('no "ssl_certificate" is defined for the "listen ... ssl" directive', tls);
  if (tls) throw wrongAt('the nginx of this lab speaks no TLS: "listen ... ssl"', tls);
  const written = block.filter(({ name }) => name === 'server_name').flatMap(({ args }) => args);
  for (const socket of sockets) {
    const key = socketName(socket);
    const taken = names.get(key) ?? new Set();
    names.set(key, taken);
    for (const name of written.length > 0 ? written : [''])
      if (taken.has(name)) warn(`conflicting server name "${name}" on ${key}, ignored`);
      else taken.add(name);
  }
}

/** Where a server listens that does not say. */
export const DEFAULT_LISTEN: Listen = { address: '0.0.0.0', port: 80, isDefault: false, tls: false, v6only: false };

/** Checks of a place that only its surroundings tell: a URI part where nothing can be replaced. */
export function checkPass(directive: Directive, context: Context, pattern: readonly string[]): void {
  const url = passOf(directive.args[0] ?? '', directive);
  const replaceable = context === 'location' && !['~', '~*'].includes(pattern[0] ?? '') && !pattern[0]?.startsWith('@');
  if (url.uri !== undefined && !replaceable)
    throw wrongAt(
      '"proxy_pass" cannot have URI part in location given by regular expression, or inside named location, or inside "if" statement, or inside "limit_except" block',
      directive,
    );
}
