import { contains, parseIp, parsePrefix } from '../../../ip/address.ts';
import { given, makeLevel, type Level } from './model.ts';
import type { Directive } from './parse.ts';
import { parted } from './request.ts';
import { clientOf, expand, variable } from './variables.ts';
import { fileOf } from './static.ts';
import { levelOf, type Visit } from './visit.ts';

/** What a row of `set`, `if`, `rewrite` and `return` came to. */
export type Rewritten =
  | { readonly kind: 'on'; /** An `if` whose block holds from here on. */ readonly inside?: Level }
  | { readonly kind: 'return'; readonly code: number; readonly text: string | undefined }
  /** The URI has changed: a location is looked for anew. */
  | { readonly kind: 'anew' };

/** Runs the rewrite directives of a block, in order (ngx_http_rewrite_module). */
export function rewrite(visit: Visit, level: Level): Rewritten {
  let changed = false;
  let inside: Level | undefined;
  for (const directive of level.directives) {
    const { name, args } = directive;
    const [first = '', second] = args;
    if (name === 'set') visit.variables[first.slice(1)] = expand(visit, second ?? '');
    else if (name === 'break') break;
    else if (name === 'return') return returned(visit, first, second);
    else if (name === 'if') {
      if (!holds(visit, args)) continue;
      const block = makeLevel('if', directive.block ?? [], level);
      const done = rewrite(visit, block);
      if (done.kind !== 'on') return done;
      inside = done.inside ?? block;
    } else if (name === 'rewrite') {
      const outcome = rewriteOnce(visit, directive);
      if (outcome === 'no') continue;
      if (typeof outcome === 'object') return outcome;
      changed = true;
      if (outcome === 'break') return { kind: 'on', ...(inside && { inside }) };
      if (outcome === 'last') return { kind: 'anew' };
    }
  }
  if (changed) return { kind: 'anew' };
  return { kind: 'on', ...(inside && { inside }) };
}

function returned(visit: Visit, code: string, text: string | undefined): Rewritten {
  if (!/^\d+$/.test(code)) return { kind: 'return', code: 302, text: expand(visit, code) };
  return { kind: 'return', code: Number(code), text: text === undefined ? undefined : expand(visit, text) };
}

/** Remembers what a pattern took: `$1`, `$2`, and by name. */
export function takeGroups(visit: Visit, groups: RegExpExecArray): void {
  for (let i = 1; i <= 9; i += 1) visit.variables[String(i)] = groups[i] ?? '';
  for (const [name, value] of Object.entries(groups.groups ?? {})) visit.variables[name] = value ?? '';
}

function rewriteOnce(visit: Visit, { args }: Directive): 'no' | 'yes' | 'last' | 'break' | Rewritten {
  const [pattern = '', replacement = '', flag] = args;
  const groups = new RegExp(pattern.replaceAll('(?P<', '(?<')).exec(visit.uri);
  if (!groups) return 'no';
  takeGroups(visit, groups);
  const target = expand(visit, replacement);
  const scheme = /^(?:https?:\/\/|\$scheme)/.test(replacement);
  if (flag === 'permanent' || flag === 'redirect' || scheme) {
    const query = replacement.includes('?') || visit.args === '' ? '' : `?${visit.args}`;
    return { kind: 'return', code: flag === 'permanent' ? 301 : 302, text: target.replace(/\?$/, '') + query };
  }
  const { path, query } = parted(target);
  visit.uri = path.startsWith('/') ? path : `/${path}`;
  // A question mark at the end drops what was asked with.
  if (query !== undefined)
    visit.args =
      query === '' && replacement.endsWith('?') ? '' : [query, visit.args].filter((part) => part !== '').join('&');
  visit.turns += 1;
  return flag === 'last' ? 'last' : flag === 'break' ? 'break' : 'yes';
}

/** Whether the condition of an `if` holds. */
function holds(visit: Visit, args: readonly string[]): boolean {
  const text = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '');
  const file = /^(!?-[fde])\s+(.*)$/.exec(text);
  if (file) {
    const path = expand(visit, file[2] ?? '');
    const there =
      file[1]?.endsWith('f') === true
        ? visit.files.read(path) !== undefined
        : file[1]?.endsWith('d') === true
          ? visit.files.isDirectory(path)
          : visit.files.read(path) !== undefined || visit.files.isDirectory(path);
    return file[1]?.startsWith('!') === true ? !there : there;
  }
  const [, name = '', operator, value = ''] = /^\$(\w+)(?:\s*(=|!=|!?~\*?)\s*(.*))?$/s.exec(text) ?? [];
  const left = variable(visit, name);
  const right = value.replace(/^(["'])(.*)\1$/s, '$2');
  if (operator === undefined) return left !== '' && left !== '0';
  if (operator === '=') return left === expand(visit, right);
  if (operator === '!=') return left !== expand(visit, right);
  const groups = new RegExp(right, operator.endsWith('*') ? 'i' : '').exec(left);
  if (groups && !operator.startsWith('!')) takeGroups(visit, groups);
  return operator.startsWith('!') ? !groups : groups !== null;
}

/** Whether `allow` and `deny` let a client in: the first that means it decides. */
export function isAllowed(visit: Visit): boolean {
  const level = levelOf(visit);
  const rules = level.directives.some(({ name }) => name === 'allow' || name === 'deny')
    ? level.directives.filter(({ name }) => name === 'allow' || name === 'deny')
    : [...given(level.parent, 'allow'), ...given(level.parent, 'deny')];
  if (rules.length === 0) return true;
  const client = clientOf(visit);
  for (const {
    name,
    args: [who = ''],
  } of rules) {
    const prefix = who.includes('/') ? parsePrefix(who) : undefined;
    const meant =
      who === 'all' || who === client || (prefix !== undefined && contains(prefix, client)) || parseIp(who) === client;
    if (meant) return name === 'allow';
  }
  return true;
}

/** What `try_files` comes to: a URI to serve, or a status. */
export function tryFiles(
  visit: Visit,
): { readonly uri: string; readonly found: boolean } | { readonly status: number } | undefined {
  const [directive] = given(levelOf(visit), 'try_files');
  if (!directive) return undefined;
  const { args } = directive;
  for (const text of args.slice(0, -1)) {
    const uri = expand(visit, text);
    const path = fileOf(visit, uri);
    const there = uri.endsWith('/')
      ? visit.files.isDirectory(path.replace(/\/$/, '') || '/')
      : visit.files.read(path) !== undefined;
    if (there) return { uri, found: true };
  }
  const last = args.at(-1) ?? '';
  if (/^=\d+$/.test(last)) return { status: Number(last.slice(1)) };
  return { uri: expand(visit, last), found: false };
}
