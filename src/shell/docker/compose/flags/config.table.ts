import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose config`. */
export const configFlags = [
  { name: 'format', type: 'string', usage: 'Format the output. Values: [yaml | json]' },
  { name: 'resolve-image-digests', type: 'bool', usage: 'Pin image tags to digests' },
  { name: 'lock-image-digests', type: 'bool', usage: 'Produces an override file with image digests' },
  { name: 'quiet', short: 'q', type: 'bool', usage: "Only validate the configuration, don't print anything" },
  { name: 'no-interpolate', type: 'bool', usage: "Don't interpolate environment variables" },
  { name: 'no-normalize', type: 'bool', usage: "Don't normalize compose model" },
  { name: 'no-path-resolution', type: 'bool', usage: "Don't resolve file paths" },
  {
    name: 'no-consistency',
    type: 'bool',
    usage: "Don't check model consistency - warning: may produce invalid Compose output",
  },
  { name: 'no-env-resolution', type: 'bool', usage: "Don't resolve service env files" },
  { name: 'services', type: 'bool', usage: 'Print the service names, one per line.' },
  { name: 'volumes', type: 'bool', usage: 'Print the volume names, one per line.' },
  { name: 'networks', type: 'bool', usage: 'Print the network names, one per line.' },
  { name: 'models', type: 'bool', usage: 'Print the model names, one per line.' },
  { name: 'profiles', type: 'bool', usage: 'Print the profile names, one per line.' },
  { name: 'images', type: 'bool', usage: 'Print the image names, one per line.' },
  { name: 'hash', type: 'string', usage: 'Print the service config hash, one per line.' },
  { name: 'variables', type: 'bool', usage: 'Print model variables and default values.' },
  { name: 'environment', type: 'bool', usage: 'Print environment used for interpolation.' },
  { name: 'output', short: 'o', type: 'string', usage: 'Save to file (default to stdout)' },
] as const satisfies readonly Flag[];
