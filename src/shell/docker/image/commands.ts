/** `docker image …`, and which of its commands docker has at the top as well. */
import { absent } from '../cli/command.ts';
import type { Absent, Group } from '../cli/command.ts';
import { inspect } from './inspect.ts';
import { ls } from './ls.ts';
import { pull } from './pull.ts';

export const build = absent('build', 'Build an image from a Dockerfile');
export const push = absent('push', 'Upload an image to a registry');
const history = absent('history', 'Show the history of an image');
const importing = absent('import', 'Import the contents from a tarball to create a filesystem image');
const load = absent('load', 'Load an image from a tar archive or STDIN');
const rm = absent('rm', 'Remove one or more images');
const save = absent('save', 'Save one or more images to a tar archive (streamed to STDOUT by default)');
const tag = absent('tag', 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE');

export const image: Group = {
  use: 'image COMMAND',
  short: 'Manage images',
  commands: [
    build,
    history,
    importing,
    inspect,
    load,
    ls,
    absent('prune', 'Remove unused images'),
    pull,
    push,
    rm,
    save,
    tag,
  ],
};

export const imageShortcuts: readonly Absent[] = [history, importing, load, { ...rm, use: 'rmi' }, save, tag];
