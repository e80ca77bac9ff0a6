import { FileError, type Tree } from '../../files/entry.ts';
import { absolute, find, makeDirectory, readText, treeAt, writeText } from '../../files/tree.ts';
import type { Call } from '../../tool/call.ts';
import { header, type Response } from '../http/response.ts';
import { wait } from '../names/query.ts';
import { fetch, type Say } from './fetch.ts';
import { HELP } from './help.table.ts';
import { missingUrl, readOptions, type Options } from './options.ts';
import { fileName, readUrl, type WgetUrl } from './url.ts';
import { dots, length, speed, stamp } from './words.ts';

const VERSION = `GNU Wget 1.25.0 built on linux-gnu.\n`;

/** Exit codes (wget(1)): the least of those that happened is wget's. */
const OK = 0;
const GENERIC = 1;
const FILE_IO = 3;
const NETWORK = 4;
const SERVER = 8;

export function runWget(call: Call): number {
  const options = readOptions(call);
  const asked = call.argv.slice(1);
  if (asked.some((word) => word === '-h' || word === '--help')) {
    call.out(HELP);
    return OK;
  }
  if (asked.some((word) => word === '-V' || word === '--version')) {
    call.out(VERSION);
    return OK;
  }
  if (options.urls.length === 0 && options.list === undefined) throw missingUrl();
  return new Wget(call, options).run();
}

/** One run of wget. */
class Wget {
  readonly #call: Call;
  readonly #options: Options;
  /** What is written to `-O FILE` so far: all documents, one after the other. */
  #document = '';
  #log = '';

  constructor(call: Call, options: Options) {
    this.#call = call;
    const { body } = options;
    this.#options = body && 'file' in body ? { ...options, body: { text: this.#read(body.file) ?? '' } } : options;
  }

  run(): number {
    const { document, list, log } = this.#options;
    if (document !== undefined && document !== '-' && !this.#save(document, '')) return GENERIC;
    let exit = OK;
    const note = (code: number): void => void (exit = exit === OK ? code : code === OK ? exit : Math.min(exit, code));
    for (const word of [...this.#options.urls, ...this.#listed(list)]) {
      const read = readUrl(word);
      if (typeof read === 'string') {
        this.#complain(`${read}\n`);
        note(GENERIC);
        continue;
      }
      if (read.prepended) this.#complain(`Prepended http:// to '${word}'\n`);
      note(this.#retrieve(read.url));
    }
    if (log) this.#save(log.file, (log.append ? (this.#read(log.file) ?? '') : '') + this.#log);
    return exit;
  }

  /** The URLs that stand in a file, one a line. */
  #listed(list: string | undefined): readonly string[] {
    if (list === undefined) return [];
    const text = list === '-' ? this.#call.stdin : this.#read(list);
    if (text === undefined) this.#complain(`${list}: No such file or directory\n`);
    const urls = (text ?? '').split(/\s+/).filter((word) => word !== '');
    if (urls.length === 0) this.#complain(`No URLs found in ${list}.\n`);
    return urls;
  }

  /** One URL, its redirections with it. */
  #retrieve(first: WgetUrl): number {
    const { spider, redirects } = this.#options;
    let url = first;
    for (let turn = 0; ; turn += 1) {
      if (spider && turn === 0) this.#verbose('Spider mode enabled. Check if remote file exists.\n');
      const told = this.#existing(url);
      if (told !== undefined) return told;
      const done = this.#tries(url);
      if (typeof done === 'number') return done;
      const target = redirection(done.response, url);
      if (target === undefined) return this.#take(url, done.response, done.took);
      this.#verbose(`Location: ${header(done.response, 'location')} [following]\n`);
      if (turn >= redirects) {
        this.#verbose(`${redirects} redirections exceeded.\n`);
        return SERVER;
      }
      const next = readUrl(target);
      if (typeof next === 'string') return GENERIC;
      url = next.url;
    }
  }

  /** With -nc a file that is there is left as it is. */
  #existing(url: WgetUrl): number | undefined {
    const { clobber, document } = this.#options;
    if (clobber || document !== undefined) return undefined;
    const file = this.#target(url);
    if (!this.#isThere(file)) return undefined;
    this.#complain(`File '${file}' already there; not retrieving.\n${this.#options.show === 'verbose' ? '\n' : ''}`);
    return OK;
  }

  /** Asks until there is an answer or it gives up. */
  #tries(url: WgetUrl): number | { response: Response; took: number } {
    const { tries, waitRetry, retryOn } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      const { now } = this.#call.world().clock;
      const which = attempt === 1 ? '' : `(try:${String(attempt).padStart(2)})  `;
      this.#verbose(`--${stamp(now)}--  ${which}${url.text}\n`);
      const done = fetch(this.#call, url, this.#options, { say: this.#verbose, complain: this.#complain }, attempt > 1);
      if (done.kind === 'no-host') return NETWORK;
      if (done.kind === 'no-tls') return NETWORK;
      if (done.kind === 'no-connection' && !done.mayPass) return NETWORK;
      if (done.kind === 'response' && !retryOn.includes(done.response.status)) return done;
      if (attempt >= tries) {
        this.#verbose('Giving up.\n\n');
        return NETWORK;
      }
      this.#verbose('Retrying.\n\n');
      wait(this.#call, Math.min(attempt * 1000, waitRetry));
    }
  }

  /** What an answer says, and what becomes of its body. */
  #take(url: WgetUrl, response: Response, took: number): number {
    const { show, spider, serverResponse, contentOnError } = this.#options;
    const reason = /^HTTP\/\S+ \d+ ?([^\r\n]*)/.exec(response.head)?.[1] ?? '';
    const { status } = response;
    if (serverResponse) {
      if (show === 'verbose') this.#say('\n');
      this.#say(
        response.head
          .trimEnd()
          .split(/\r?\n/)
          .map((line) => `  ${line}\n`)
          .join(''),
      );
    } else this.#verbose(response.version === '0.9' ? '200 No headers, assuming HTTP/0.9\n' : `${status} ${reason}\n`);
    const now = stamp(this.#call.world().clock.now);
    if (status >= 400) {
      if (show === 'brief') this.#say(`${url.text}:\n`);
      if (spider) this.#complain(`Remote file does not exist -- broken link!!!\n${show === 'verbose' ? '\n' : ''}`);
      else
        this.#complain(
          `${now} ERROR ${status}: ${reason === '' ? '(no description)' : reason}.\n${show === 'verbose' ? '\n' : ''}`,
        );
      if (contentOnError) this.#deliver(url, response, took);
      return SERVER;
    }
    const type = header(response, 'content-type');
    const size = header(response, 'content-length');
    const what = type === undefined ? '' : ` [${type.replace(/;.*/, '')}]`;
    if (status !== 204) this.#verbose(`Length: ${size === undefined ? 'unspecified' : length(Number(size))}${what}\n`);
    if (spider) {
      if (show === 'brief') this.#say(`${now} URL: ${url.text} ${status} ${reason}\n`);
      this.#verbose(
        type?.startsWith('text/html') === true
          ? 'Remote file exists and could contain further links,\nbut recursion is disabled -- not retrieving.\n\n'
          : 'Remote file exists.\n\n',
      );
      return OK;
    }
    return this.#deliver(url, response, took);
  }

  #deliver(url: WgetUrl, response: Response, took: number): number {
    const { document, show, saveHeaders, progress } = this.#options;
    const file = document ?? this.#freeName(this.#target(url));
    const text = (saveHeaders ? response.head : '') + response.body;
    const shown = document === '-' ? 'STDOUT' : file;
    this.#verbose(`Saving to: '${shown}'\n\n`);
    if (document === '-') this.#call.out(text);
    else {
      this.#document += text;
      if (!this.#save(file, document === undefined ? text : this.#document)) {
        this.#verbose(`\nCannot write to '${file}' (Success).\n`);
        return FILE_IO;
      }
    }
    const size = response.body.length;
    if (show === 'verbose') this.#say(`${dots(size, took)}\n`);
    else if (progress) this.#say(`\n${dots(size, took)}\n`);
    const given = header(response, 'content-length');
    const of = given === undefined ? `${size}` : `${size}/${given}`;
    const now = stamp(this.#call.world().clock.now);
    const saved = document === '-' ? 'written to stdout' : `'${file}' saved`;
    this.#verbose(`${now} (${speed(size, took)}) - ${saved} [${of}]\n\n`);
    if (show === 'brief') this.#say(`${now} URL:${url.text} [${of}] -> "${file}" [1]\n`);
    return OK;
  }

  #target(url: WgetUrl): string {
    const { prefix } = this.#options;
    return prefix === undefined ? fileName(url) : `${prefix.replace(/\/$/, '')}/${fileName(url)}`;
  }

  /** A name that no file has yet: `.1`, `.2` and so on behind it. */
  #freeName(name: string): string {
    let free = name;
    for (let i = 1; this.#isThere(free); i += 1) free = `${name}.${i}`;
    return free;
  }

  #isThere(name: string): boolean {
    return find(this.#tree(), absolute(this.#call.cwd, name)) !== undefined;
  }

  #tree() {
    return treeAt(this.#call.world(), this.#call.place, this.#call.namespace);
  }

  #read(name: string): string | undefined {
    try {
      return readText(this.#tree(), absolute(this.#call.cwd, name));
    } catch (error) {
      if (error instanceof FileError) return undefined;
      throw error;
    }
  }

  #save(name: string, text: string): boolean {
    const path = absolute(this.#call.cwd, name);
    if (path === '/dev/null') return true;
    try {
      this.#call.update((world) => {
        const tree = treeAt(world, this.#call.place, this.#call.namespace);
        if (this.#options.prefix !== undefined) makeFolders(tree, path.slice(0, path.lastIndexOf('/')));
        writeText(tree, path, text);
      });
      return true;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.#complain(`${name}: ${error.message}\n`);
      return false;
    }
  }

  readonly #verbose: Say = (text) => {
    if (this.#options.show === 'verbose') this.#say(text);
  };

  /** What -nv says too. */
  readonly #complain: Say = (text) => {
    if (this.#options.show !== 'quiet') this.#say(text);
  };

  #say(text: string): void {
    if (this.#options.log) this.#log += text;
    else this.#call.err(text);
  }
}

/** Where an answer leads to, if it redirects. */
function redirection(response: Response, url: WgetUrl): string | undefined {
  const location = header(response, 'location');
  if (location === undefined || ![301, 302, 303, 307, 308].includes(response.status)) return undefined;
  if (/^[a-z]+:\/\//i.test(location)) return location;
  const base = `${url.scheme}://${url.shown}${url.plain ? '' : `:${url.port}`}`;
  return location.startsWith('/') ? base + location : `${base}${url.path.replace(/[^/]*$/, '')}${location}`;
}

/** Makes a folder and those above it, where they are not there. */
function makeFolders(tree: Tree, path: string): void {
  if (path === '' || find(tree, path)) return;
  makeFolders(tree, path.slice(0, path.lastIndexOf('/')));
  makeDirectory(tree, path);
}
