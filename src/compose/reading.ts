import type { Files } from './find.ts';
import { ComposeError } from './problem.ts';
import type { Warning } from './problem.ts';
import { openSource } from './source.ts';
import type { Source } from './source.ts';
import type { TreeRecord } from './tree.ts';

/** How many times files are read, whatever they include and extend. */
const MOST_FILES = 2000;

/** How files are read: what includes and extends files reads them as the project's own are. */
export interface Loaders {
  readonly model: (
    reading: Reading,
    mode: Mode,
    workingFolder: string,
    paths: readonly string[],
    included?: readonly string[],
  ) => TreeRecord;
  readonly file: (
    reading: Reading,
    mode: Mode,
    workingFolder: string,
    file: string,
    before: TreeRecord,
    included: readonly string[],
  ) => Read;
}

export interface Read {
  readonly tree: TreeRecord;
  /** What its last document takes out of the files before it. */
  readonly dropped: readonly (readonly string[])[];
}

/** What all files of one project are read with. */
export class Reading {
  readonly files: Files;
  /** Where the command was given, which a few relative paths start from. */
  readonly cwd: string;
  readonly load: Loaders;
  readonly warnings: Warning[] = [];
  readonly sources: Source[] = [];
  private readonly warned = new Set<string>();
  private opened = 0;

  constructor(files: Files, cwd: string, load: Loaders) {
    this.files = files;
    this.cwd = cwd;
    this.load = load;
  }

  /** @throws ComposeError */
  open(file: string): Source {
    if (++this.opened > MOST_FILES) throw new ComposeError({ text: `more than ${MOST_FILES} files to read` });
    const known = this.sources.find((source) => source.file === file);
    if (known) return known;
    const source = openSource(file, this.files);
    this.sources.push(source);
    return source;
  }

  readonly remark = (warning: Warning): void => {
    this.warnings.push(warning);
  };

  /** Remarks what is said of a file but once. */
  remarkOnce(warning: Warning): void {
    if (this.warned.has(warning.text)) return;
    this.warned.add(warning.text);
    this.remark(warning);
  }
}

/** How a file is read: the project's own, one that is included, one that is extended. */
export interface Mode {
  /** Relative paths start from it. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly interpolates: boolean;
  readonly resolvesPaths: boolean;
  /** Of a file that a service is taken from nothing else is used. */
  readonly partial: boolean;
}
