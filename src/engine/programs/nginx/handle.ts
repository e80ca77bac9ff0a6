import type { Names } from './checks.ts';
import { logAccess, logError } from './log.ts';
import { given, type Level } from './model.ts';
import { bodyOf, pageOf } from './pages.ts';
import { proxy } from './proxy.ts';
import { parted } from './request.ts';
import { isAllowed, rewrite, takeGroups, tryFiles } from './rewrite.ts';
import { lacksSlash, locationFor } from './route.ts';
import { absolute, serveFile, typeOf } from './static.ts';
import { expand } from './variables.ts';
import { levelOf, type Response, type Visit } from './visit.ts';

/** A request is rewritten so often at most, then it is an error. */
const TURNS = 10;

/** Takes a request through nginx' phases; `done` gets what is to be sent, once. */
export function handle(visit: Visit, names: Names, done: (response: Response, level: Level) => void): void {
  const finish = (response: Response): void => errorPage(visit, response, send, again);
  const send = (response: Response): void => {
    const level = levelOf(visit);
    const whole = filled(visit, response, level);
    visit.status = whole.silent ? 444 : whole.status;
    visit.sent = visit.request.method === 'HEAD' ? 0 : bodyOf(whole).length;
    done(whole, level);
    logAccess(visit);
  };
  const again = (): void => {
    visit.internal = true;
    const { redirectTo } = visit;
    visit.redirectTo = undefined;
    if (!redirectTo) return locate();
    visit.location = redirectTo;
    inLocation();
  };
  const fail = (status: number): void => finish({ status, body: '' });
  const inner = (uri: string): void => {
    visit.turns += 1;
    if (visit.turns > TURNS) return loop(visit, uri, fail);
    if (uri.startsWith('@')) return named(uri);
    const { path, query } = parted(uri);
    visit.uri = path;
    if (query !== undefined) visit.args = query;
    again();
  };
  const named = (name: string): void => {
    const location = visit.server.locations.find(({ modifier, pattern }) => modifier === '@' && pattern === name);
    if (!location) return fail(500);
    visit.location = location;
    visit.internal = true;
    inLocation();
  };
  const locate = (): void => {
    if (
      lacksSlash(visit.server.locations, visit.uri) &&
      !visit.server.locations.some(({ modifier, pattern }) => modifier === '=' && pattern === visit.uri)
    )
      return finish({ status: 301, body: '', location: absolute(visit, `${visit.uri}/`) });
    const found = locationFor(visit.server.locations, visit.uri);
    visit.location = found?.location;
    if (found?.groups) takeGroups(visit, found.groups);
    if (found?.location.level.directives.some(({ name }) => name === 'internal') && !visit.internal) return fail(404);
    inLocation();
  };
  const inLocation = (): void => {
    const { location } = visit;
    if (location) {
      const written = rewrite(visit, location.level);
      if (written.kind === 'return') return finish(answerOf(visit, written.code, written.text));
      if (written.kind === 'anew') return visit.turns > TURNS ? loop(visit, visit.uri, fail) : again();
      if (written.inside) visit.location = { ...location, level: written.inside };
    }
    content();
  };
  const content = (): void => {
    if (!isAllowed(visit)) {
      logError(visit, 'error', 'access forbidden by rule');
      return fail(403);
    }
    const tried = tryFiles(visit);
    if (tried && 'status' in tried) return fail(tried.status);
    if (tried && !tried.found) return inner(tried.uri);
    if (tried) visit.uri = tried.uri;
    const level = levelOf(visit);
    const own = (name: string): string | undefined => nearest(level, name);
    const pass = own('proxy_pass');
    if (pass !== undefined) return proxy(visit, pass, names, (response) => finish(response), fail);
    if (level.directives.some(({ name }) => name === 'stub_status'))
      return finish({ status: 200, body: stubStatus(visit), type: 'text/plain' });
    const idle = ['fastcgi_pass', 'uwsgi_pass', 'scgi_pass', 'grpc_pass'].find((name) => own(name) !== undefined);
    if (idle !== undefined) {
      logError(visit, 'error', `the nginx of this lab has no ${idle}`);
      return fail(502);
    }
    serveFile(visit, fail, finish, inner);
  };
  const first = rewrite(visit, visit.server.level);
  if (first.kind === 'return') return finish(answerOf(visit, first.code, first.text));
  locate();
}

/** What a block itself says, or the block around its `if`. */
function nearest(level: Level, name: string): string | undefined {
  const own = level.directives.find((directive) => directive.name === name)?.args[0];
  return own ?? (level.context === 'if' && level.parent ? nearest(level.parent, name) : undefined);
}

function loop(visit: Visit, uri: string, fail: (status: number) => void): void {
  logError(visit, 'error', `rewrite or internal redirection cycle while internally redirecting to "${uri}"`);
  fail(500);
}

/** `return CODE [TEXT]`, where a redirection's text is where it leads to. */
function answerOf(visit: Visit, code: number, text: string | undefined): Response {
  if (code === 444) return { status: 444, body: '', silent: true };
  if ([301, 302, 303, 307, 308].includes(code) && text !== undefined) {
    if (text.startsWith('/')) return { status: code, body: '', location: absolute(visit, text) };
    return { status: code, body: '', headers: [['Location', text]] };
  }
  if (text === undefined) return { status: code, body: '' };
  return { status: code, body: text, type: typeOf(visit.config, visit, visit.uri) };
}

const stubStatus = (visit: Visit): string => {
  const count = visit.system.recall('requests') ?? 1;
  return `Active connections: 1 \nserver accepts handled requests\n ${count} ${count} ${count} \nReading: 0 Writing: 1 Waiting: 0 \n`;
};

/** An error of nginx' own has the page that `error_page` names, else its built-in one. */
function errorPage(visit: Visit, response: Response, send: (response: Response) => void, again: () => void): void {
  const { status, body, silent } = response;
  if (silent || status < 300 || body !== '') return send(response);
  const level = levelOf(visit);
  const pages = given(level, 'error_page');
  const page =
    visit.error === undefined ? pages.find(({ args }) => args.slice(0, -1).includes(String(status))) : undefined;
  if (!page) return send(response);
  const target = expand(visit, page.args.at(-1) ?? '');
  const changed = page.args.slice(0, -1).find((arg) => arg.startsWith('='));
  visit.error = status;
  if (/^https?:\/\//.test(target))
    return send({
      status: changed === undefined ? 302 : Number(changed.slice(1)) || 302,
      body: '',
      headers: [['Location', target]],
    });
  visit.override = changed === undefined ? status : Number(changed.slice(1)) || undefined;
  visit.turns += 1;
  if (target.startsWith('@')) {
    const location = visit.server.locations.find(({ modifier, pattern }) => modifier === '@' && pattern === target);
    if (!location) return send(response);
    visit.redirectTo = location;
    return again();
  }
  const { path, query } = parted(target);
  visit.uri = path;
  visit.args = query ?? '';
  again();
}

/** A response with the body, the type and the headers that it gets in the end. */
function filled(visit: Visit, response: Response, level: Level): Response {
  const { override } = visit;
  const status = override !== undefined && response.status === 200 ? override : response.status;
  const bare = response.body === '' && status >= 300 && response.length === undefined;
  const headers = [...(response.headers ?? []), ...added(visit, status, level)];
  if (!bare) return { ...response, status, headers };
  const body = pageOf(status, level);
  return { ...response, status, body, headers, type: body === '' ? undefined : 'text/html' };
}

/** With these alone `add_header` adds, unless it says `always`. */
const ADDED_TO = new Set([200, 201, 204, 206, 301, 302, 303, 304, 307, 308]);

const added = (visit: Visit, status: number, level: Level): (readonly [string, string])[] =>
  given(level, 'add_header').flatMap(({ args: [name = '', value = '', always] }) => {
    const text = expand(visit, value);
    return text !== '' && (ADDED_TO.has(status) || always === 'always') ? [[name, text] as const] : [];
  });
