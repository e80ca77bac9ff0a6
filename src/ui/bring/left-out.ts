import type { GivenFile } from '../../formats/compose/open/given.ts';
import type { HostsRead } from '../../simulator/read-hosts.ts';

/** Why nothing of a file is taken, where others are read without it. */
export function leftOut(read: HostsRead | undefined, file: string): 'foreign' | 'besides' | undefined {
  if (read?.ok !== true || read.recognised.some(({ name }) => name === file)) return undefined;
  return read.recognised.some(({ kind }) => kind === 'snapshot') ? 'besides' : 'foreign';
}

/** The files that make a compose project, and nothing else. */
export const composeAmong = (files: readonly GivenFile[], { recognised }: HostsRead): readonly GivenFile[] =>
  files.filter(({ name }) => {
    const kinds = recognised.filter((each) => each.name === name).map(({ kind }) => kind);
    return kinds.length > 0 && kinds.every((kind) => kind === 'compose');
  });
