/** `docker compose alpha …` and `docker compose bridge …`: their help, and that the lab has no more of them. */
import { CliError } from '../../cli/command.ts';
import type { Flag } from '../../cli/flags/flag.ts';
import { defineComposeCommand } from '../command.ts';
import type { ComposeCommand } from '../command.ts';
import {
  convertFlags,
  generateFlags,
  transformationFlags,
  transformationsFlags,
  vizFlags,
} from '../flags/alpha.table.ts';
import { publishFlags } from '../flags/image.table.ts';

const absent = <Name extends string>(
  command: Omit<ComposeCommand<Name>, 'run' | 'flags'> & { readonly flags: readonly Flag<Name>[] },
): ComposeCommand<Name> =>
  defineComposeCommand<Name>({
    ...command,
    run: ({ path }) => {
      throw new CliError(`${path} is not part of this lab`);
    },
  });

const experimental = (path: string, short: string): string => `${short}

EXPERIMENTAL:
  ${path} is an experimental feature.
  Experimental features provide early access to product functionality. These
  features may change between releases without warning, or can be removed from a
  future release. Learn more about experimental features in our documentation:
  https://docs.docker.com/go/experimental/`;

const ALPHA = 'docker compose alpha';
const GENERATE = 'EXPERIMENTAL - Generate a Compose file from existing containers';
const VIZ = 'EXPERIMENTAL - Generate a graphviz graph from your compose file';
const PUBLISH = 'Publish compose application';

export const alpha = absent({
  use: 'alpha [OPTIONS] COMMAND',
  short: 'Experimental commands',
  long: experimental(ALPHA, 'Experimental commands'),
  hidden: true,
  flags: [],
  commands: [
    absent({
      use: 'generate [OPTIONS] [CONTAINERS...]',
      short: GENERATE,
      long: experimental(`${ALPHA} generate`, GENERATE),
      flags: generateFlags,
    }),
    absent({
      use: 'publish [OPTIONS] REPOSITORY[:TAG]',
      short: PUBLISH,
      long: experimental(`${ALPHA} publish`, PUBLISH),
      flags: publishFlags,
      arity: { exactly: 1 },
    }),
    absent({ use: 'viz [OPTIONS]', short: VIZ, long: experimental(`${ALPHA} viz`, VIZ), flags: vizFlags }),
  ],
});

export const bridge = absent({
  use: 'bridge [OPTIONS] COMMAND',
  short: 'Convert compose files into another model',
  management: true,
  flags: [],
  commands: [
    absent({
      use: 'convert',
      short: 'Convert compose files to Kubernetes manifests, Helm charts, or another model',
      flags: convertFlags,
    }),
    absent({
      use: 'transformations [OPTIONS] COMMAND',
      short: 'Manage transformation images',
      management: true,
      flags: [],
      commands: [
        absent({ use: 'create [OPTION] PATH', short: 'Create a new transformation', flags: transformationFlags }),
        absent({
          use: 'list',
          short: 'List available transformations',
          aliases: ['ls'],
          flags: transformationsFlags,
        }),
      ],
    }),
  ],
});
