import { quoted } from '../../shell/words.ts';
import type { Project, ProjectSource } from '../../world/projects.ts';

export type ProjectVerb = 'start' | 'stop' | 'restart' | 'down';

/** What is done to a project by its name: its files are not needed for that. */
export const projectLine = ({ name }: Pick<Project, 'name'>, verb: ProjectVerb): string =>
  ['docker', 'compose', '-p', name, verb].map(quoted).join(' ');

/** The files that compose finds by itself in a folder. */
const usual = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const usualOverrides = usual.map((file) => file.replace(/\.(yaml|yml)$/, '.override.$1'));

/** Brings a project up from the files that it was brought up from last. */
export function upLine({ name }: Pick<Project, 'name'>, { folder, files, envFiles }: ProjectSource): string {
  const inFolder = (file: string) =>
    file.startsWith(folder === '/' ? '/' : `${folder}/`) ? file.slice(folder === '/' ? 1 : folder.length + 1) : file;
  const [file = '', override, ...more] = files.map(inFolder);
  const areFound =
    usual.includes(file) && (override === undefined || usualOverrides.includes(override)) && more.length === 0;
  const words = [
    ...['docker', 'compose'],
    ...(name === nameOfFolder(folder) ? [] : ['-p', name]),
    ...(areFound ? [] : files.flatMap((each) => ['-f', inFolder(each)])),
    ...envFiles.flatMap((each) => ['--env-file', inFolder(each)]),
    ...['up', '-d'],
  ];
  return `cd ${quoted(folder)} && ${words.map(quoted).join(' ')}`;
}

/** The project's name that a folder gives (compose-go loader.NormalizeProjectName). */
const nameOfFolder = (folder: string): string =>
  folder
    .slice(folder.lastIndexOf('/') + 1)
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');
