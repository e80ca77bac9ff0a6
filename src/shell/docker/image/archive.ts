import { later, onDemand } from '../../tool/later.ts';
import { defineCommand } from '../cli/command.ts';

const running = onDemand(() => import('./archive-run.ts'));

export const save = defineCommand({
  use: 'save [OPTIONS] IMAGE [IMAGE...]',
  short: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
  ways: ['docker image save', 'docker save'],
  flags: [
    { name: 'output', short: 'o', type: 'string', usage: 'Write to a file, instead of STDOUT' },
    {
      name: 'platform',
      type: 'strings',
      usage:
        'Save only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8")',
    },
  ],
  arity: { atLeast: 1 },
  completes: ['image'],
  run: later(async () => (await running()).runSave),
});

export const load = defineCommand({
  use: 'load [OPTIONS]',
  short: 'Load an image from a tar archive or STDIN',
  ways: ['docker image load', 'docker load'],
  flags: [
    { name: 'input', short: 'i', type: 'string', usage: 'Read from tar archive file, instead of STDIN' },
    {
      name: 'platform',
      type: 'strings',
      usage:
        'Load only the given platform(s). Formatted as a comma-separated list of "os[/arch[/variant]]" (e.g., "linux/amd64,linux/arm64/v8").',
    },
    { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress the load output' },
  ],
  arity: { exactly: 0 },
  run: later(async () => (await running()).runLoad),
});

export const importing = defineCommand({
  use: 'import [OPTIONS] file|URL|- [REPOSITORY[:TAG]]',
  short: 'Import the contents from a tarball to create a filesystem image',
  ways: ['docker image import', 'docker import'],
  flags: [
    { name: 'change', short: 'c', type: 'list', usage: 'Apply Dockerfile instruction to the created image' },
    { name: 'message', short: 'm', type: 'string', usage: 'Set commit message for imported image' },
    { name: 'platform', type: 'string', usage: 'Set platform if server is multi-platform capable' },
  ],
  arity: { between: [1, 2] },
  run: later(async () => (await running()).runImport),
});
