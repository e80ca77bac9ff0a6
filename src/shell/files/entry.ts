import type { Location } from '../../world/place.ts';
import type { Place, World } from '../../world/world.ts';

/** What a failed system call on files says, with strerror(3)'s text. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

export const NO_ENTRY = 'No such file or directory';
export const NOT_DIRECTORY = 'Not a directory';
export const IS_DIRECTORY = 'Is a directory';
export const READ_ONLY = 'Read-only file system';
export const NO_PERMISSION = 'Permission denied';
export const INVALID = 'Invalid argument';
export const EXISTS = 'File exists';
export const NOT_EMPTY = 'Directory not empty';

/**
 * A place's file tree: views of the kernel's state (/proc, /sys, the engine's /etc files), the place's own record, and the image.
 * In the record a file's key is its path, a directory's ends in `/`, a symbolic link's begins with `->`, and `-` before a path
 * marks what was removed from the image; `=` before it the permission bits that were set by hand, in octal digits.
 */
export interface Tree {
  readonly world: World;
  readonly place: Place;
  readonly location: Location;
  /** The network namespace that /proc/net, /proc/sys/net and /sys/class/net show. */
  readonly namespace: string;
  /** The volume of the machine's engine whose files it shows, from the volume's top on. */
  readonly volume?: string;
}

/** What stands at a path. */
export type Entry = FileEntry | DirectoryEntry | LinkEntry;

export interface FileEntry {
  readonly kind: 'file';
  /** Permission bits. */
  readonly mode: number;
  /** Whether somebody chose them: else nobody knows whether a script was meant to run. */
  readonly chosen?: boolean;
  /** As `ls -l` shows it where that is not the text's length. */
  readonly size?: number;
  /** On a file system that is mounted read-only. */
  readonly readOnly?: boolean;
  /** Throws FileError. */
  read(): string;
  /** How a view takes a new text (a sysctl, a link's MTU); it changes the world, or throws FileError. Absent in ordinary files. */
  readonly write?: (world: World, text: string) => void;
}

export interface DirectoryEntry {
  readonly kind: 'directory';
  readonly mode: number;
  /** A view, in which nothing can be made or removed: /proc, /sys. */
  readonly fixed?: boolean;
  names(): string[];
}

export interface LinkEntry {
  readonly kind: 'link';
  readonly target: string;
}

export const file = (read: () => string, mode = 0o644): FileEntry => ({ kind: 'file', mode, read });

/** Files of the kernel's: /proc shows no size, /sys one page. */
export const view = (read: () => string, write?: FileEntry['write'], size = 0): FileEntry => ({
  kind: 'file',
  mode: write ? 0o644 : 0o444,
  size,
  read,
  ...(write && { write }),
});

export const fixed = (names: () => string[]): DirectoryEntry => ({
  kind: 'directory',
  mode: 0o555,
  fixed: true,
  names,
});

/** Whether a file may run: where nobody chose its bits, a script was meant to. */
export const mayRun = (file: FileEntry): boolean =>
  (file.mode & 0o111) !== 0 || (file.chosen !== true && file.read().startsWith('#!'));
