import { FileError } from '../../files/entry.ts';
import { absolute, readText, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import type { Tool } from '../../tool/tool.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { wait } from '../names/query.ts';
import { HELP, VERSION } from './help.table.ts';
import { meter } from './meter.ts';
import { RAW, TRY, readOptions, type Options } from './options.ts';
import { header } from '../http/response.ts';
import { transfer, type Transfer } from './transfer.ts';
import { globbed, parseUrl } from './url.ts';
import { closing, exchange, opening } from './verbose.ts';
import { writeOut } from './write-out.ts';

export const runCurl: Tool['run'] = (call) => {
  const args = call.argv.slice(1);
  if (args.length === 0) throw new ToolError(TRY, 2);
  const options = readOptions(args);
  if (options.version || options.help) {
    call.out(options.version ? VERSION : HELP);
    return 0;
  }
  if (options.urls.length === 0) throw new ToolError(`curl: (2) no URL specified\n${TRY}`, 2);
  const data = requestData(call, options);
  if (options.verbose && options.method === 'POST' && data !== undefined)
    call.err('Note: Unnecessary use of -X or --request, POST is already inferred.\n');
  let exit = 0;
  const urls = options.urls.flatMap((word) => {
    const all = globbed(word);
    if (!all) throw new ToolError('curl: (3) [globbing] range overflow\n', 3);
    return all;
  });
  for (const [i, text] of urls.entries()) exit = fetchUrl(call, text, options, data, options.outputs[i]);
  return exit;
};

/** CURLE_READ_ERROR */
const READ_ERROR = 26;
const LIMIT_OF_REDIRECTS = 50;

function fetchUrl(
  call: Call,
  text: string,
  options: Options,
  data: string | undefined,
  output: string | true | undefined,
): number {
  let url = parseUrl(text);
  if ('exit' in url) {
    if (!options.silent || options.showError) call.err(`curl: (${url.exit}) ${url.message}\n`);
    return url.exit;
  }
  let done = retried(call, options, () =>
    transfer(call, text, url as Exclude<typeof url, { exit: number }>, options, data),
  );
  for (let i = 0; options.location && i < LIMIT_OF_REDIRECTS; i += 1) {
    const target = redirect(done);
    if (target === undefined) break;
    const next = parseUrl(target);
    if ('exit' in next) break;
    url = next;
    done = transfer(call, target, next, options, data);
  }
  return report(call, done, options, output);
}

/** Where a 3xx answer leads. */
function redirect({ response, url }: Transfer): string | undefined {
  const location = header(response, 'location');
  if (!response || location === undefined || response.status < 300 || response.status >= 400) return undefined;
  if (/^[a-z]+:\/\//i.test(location)) return location;
  const base = `${url.scheme}://${url.shown}${url.plain ? '' : `:${url.port}`}`;
  return location.startsWith('/') ? base + location : `${base}/${location}`;
}

/** Tries again after errors that may pass, each time after twice the pause. */
function retried(call: Call, options: Options, attempt: () => Transfer): Transfer {
  let done = attempt();
  let pause = 1000;
  for (let left = options.retry; left > 0 && isTransient(done, options); left -= 1) {
    say(call, options, `curl: (${done.exit}) ${done.message}\n`);
    const delay = options.retryDelay || pause;
    if (!options.silent)
      call.err(
        `Warning: Problem: ${done.exit === 28 ? 'timeout' : 'connection refused'}. Will retry in ${delay / 1000} seconds. ${left} retries left.\n`,
      );
    wait(call, delay);
    pause *= 2;
    done = attempt();
  }
  return done;
}

const isTransient = ({ exit, response }: Transfer, { retryRefused }: Options): boolean =>
  exit === 28 || (exit === 7 && retryRefused) || [408, 429, 500, 502, 503, 504].includes(response?.status ?? 0);

const say = (call: Call, { silent, showError }: Options, text: string): void => {
  if (!silent || showError) call.err(text);
};

function report(call: Call, done: Transfer, options: Options, output: string | true | undefined): number {
  const { response } = done;
  const file = output === true ? nameIn(done.url.path) : output === '-' ? undefined : output;
  const silentBody = options.silent || call.tty !== true || file !== undefined;
  if (options.verbose) call.err(opening(done, options));
  const shows = !options.silent && (call.tty !== true || file !== undefined);
  const connected = done.attempts.at(-1)?.outcome.status === 'connected';
  if (shows && connected) call.err(meter.start(options));
  if (options.verbose && connected) call.err(exchange(done, silentBody));
  let { exit, message } = done;
  if (response) {
    const failed = options.fail && response.status >= 400;
    if (failed) [exit, message] = [22, `The requested URL returned error: ${response.status}`];
    const head = options.include || options.head ? response.head.replaceAll('\r\n', '\r\n') : '';
    if (options.dumpHeader !== undefined) save(call, options.dumpHeader, response.head);
    const refused = deliver(call, head + (failed ? '' : response.body), file);
    if (refused !== undefined) [exit, message] = [23, refused];
  }
  if (shows && connected) call.err(meter.end(done, options));
  if (options.verbose && response && exit === 0) call.err(closing(done));
  if (options.verbose && !connected)
    call.err(`* ${message}\n${done.attempts.length > 0 ? '* closing connection #0\n' : ''}`);
  if (exit !== 0) say(call, options, `curl: (${exit}) ${message}\n`);
  writeOutText(call, { ...done, exit, message }, options);
  return exit;
}

const nameIn = (path: string): string => {
  const name =
    path
      .replace(/[?#].*/, '')
      .split('/')
      .at(-1) ?? '';
  return name === '' ? 'curl_response' : name;
};

/** Writes the body; a text says why it could not. */
function deliver(call: Call, text: string, file: string | undefined): string | undefined {
  if (file === undefined) {
    call.out(text);
    return undefined;
  }
  if (file === '/dev/null') return undefined;
  return save(call, file, text) ? undefined : `client returned ERROR on write of ${text.length} bytes`;
}

function save(call: Call, file: string, text: string): boolean {
  if (file === '-') {
    call.out(text);
    return true;
  }
  try {
    call.update((world) => writeText(treeAt(world, call.place, call.namespace), absolute(call.cwd, file), text));
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

function writeOutText(call: Call, done: Transfer, { writeOut: format }: Options): void {
  if (format === undefined) return;
  const { text, complaint } = writeOut(format, done);
  call.out(text);
  call.err(complaint);
}

/** The request's body: what -d and -T give, files read. Throws ToolError where one cannot be read. */
function requestData(call: Call, { data, upload }: Options): string | undefined {
  const read = (name: string, complaint: string): string => {
    try {
      return name === '-'
        ? call.stdin
        : readText(treeAt(call.world(), call.place, call.namespace), absolute(call.cwd, name));
    } catch (error) {
      if (error instanceof FileError) throw new ToolError(complaint, READ_ERROR);
      throw error;
    }
  };
  if (upload !== undefined) return read(upload, `curl: cannot open '${upload}'\n`);
  if (data.length === 0) return undefined;
  return data
    .map((part) => {
      if (!part.startsWith('@')) return part.startsWith(`${RAW}@`) ? part.slice(RAW.length) : part;
      const name = part.slice(1);
      const why = `curl: Failed to open ${name}\ncurl: option -d: error encountered when reading a file\n${TRY}`;
      return read(name, why);
    })
    .join('&');
}
