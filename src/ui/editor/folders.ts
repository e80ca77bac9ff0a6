/** A folder with the files that are directly in it. */
interface Folder {
  readonly folder: string;
  readonly names: readonly string[];
}

/** Paths by their folders: what people write first, what the system has last. */
export function foldersOf(paths: readonly string[]): readonly Folder[] {
  const folders = new Map<string, string[]>();
  for (const path of [...paths].sort()) {
    const cut = path.lastIndexOf('/');
    const folder = path.slice(0, cut) || '/';
    folders.set(folder, [...(folders.get(folder) ?? []), path.slice(cut + 1)]);
  }
  const isSystem = ({ folder }: Folder): boolean => /^\/(?:etc|usr|var|run)(?:\/|$)/.test(folder);
  const all = [...folders].map(([folder, names]) => ({ folder, names }));
  return [...all.filter((folder) => !isSystem(folder)), ...all.filter(isSystem)];
}
