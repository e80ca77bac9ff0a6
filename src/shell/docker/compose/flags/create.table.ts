import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose create`. */
export const createFlags = [
  { name: 'build', type: 'bool', usage: 'Build images before starting containers' },
  { name: 'no-build', type: 'bool', usage: "Don't build an image, even if it's policy" },
  {
    name: 'pull',
    type: 'string',
    usage: 'Pull image before running ("always"|"missing"|"never"|"build") (default "policy")',
  },
  { name: 'quiet-pull', type: 'bool', usage: 'Pull without printing progress information' },
  {
    name: 'force-recreate',
    type: 'bool',
    usage: "Recreate containers even if their configuration and image haven't changed",
  },
  {
    name: 'no-recreate',
    type: 'bool',
    usage: "If containers already exist, don't recreate them. Incompatible with --force-recreate.",
  },
  { name: 'remove-orphans', type: 'bool', usage: 'Remove containers for services not defined in the Compose file' },
  {
    name: 'scale',
    type: 'scale',
    usage: 'Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if present.',
  },
  { name: 'yes', short: 'y', type: 'bool', usage: 'Assume "yes" as answer to all prompts and run non-interactively' },
] as const satisfies readonly Flag[];
