import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose up`. */
export const upFlags = [
  { name: 'detach', short: 'd', type: 'bool', usage: 'Detached mode: Run containers in the background' },
  { name: 'build', type: 'bool', usage: 'Build images before starting containers' },
  { name: 'no-build', type: 'bool', usage: "Don't build an image, even if it's policy" },
  { name: 'pull', type: 'string', usage: 'Pull image before running ("always"|"missing"|"never") (default "policy")' },
  { name: 'remove-orphans', type: 'bool', usage: 'Remove containers for services not defined in the Compose file' },
  {
    name: 'scale',
    type: 'scale',
    usage: 'Scale SERVICE to NUM instances. Overrides the scale setting in the Compose file if present.',
  },
  { name: 'no-color', type: 'bool', usage: 'Produce monochrome output' },
  { name: 'no-log-prefix', type: 'bool', usage: "Don't print prefix in logs" },
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
  { name: 'no-start', type: 'bool', usage: "Don't start the services after creating them" },
  {
    name: 'abort-on-container-exit',
    type: 'bool',
    usage: 'Stops all containers if any container was stopped. Incompatible with -d',
  },
  {
    name: 'abort-on-container-failure',
    type: 'bool',
    usage: 'Stops all containers if any container exited with failure. Incompatible with -d',
  },
  {
    name: 'exit-code-from',
    type: 'string',
    usage: 'Return the exit code of the selected service container. Implies --abort-on-container-exit',
  },
  {
    name: 'timeout',
    short: 't',
    type: 'int',
    usage: 'Use this timeout in seconds for container shutdown when attached or when containers are already running',
  },
  { name: 'timestamps', type: 'bool', usage: 'Show timestamps' },
  { name: 'no-deps', type: 'bool', usage: "Don't start linked services" },
  {
    name: 'always-recreate-deps',
    type: 'bool',
    usage: 'Recreate dependent containers. Incompatible with --no-recreate.',
  },
  {
    name: 'renew-anon-volumes',
    short: 'V',
    type: 'bool',
    usage: 'Recreate anonymous volumes instead of retrieving data from the previous containers',
  },
  { name: 'quiet-pull', type: 'bool', usage: 'Pull without printing progress information' },
  { name: 'quiet-build', type: 'bool', usage: 'Suppress the build output' },
  {
    name: 'attach',
    type: 'stringArray',
    usage: 'Restrict attaching to the specified services. Incompatible with --attach-dependencies.',
  },
  { name: 'no-attach', type: 'stringArray', usage: 'Do not attach (stream logs) to the specified services' },
  { name: 'attach-dependencies', type: 'bool', usage: 'Automatically attach to log output of dependent services' },
  { name: 'wait', type: 'bool', usage: 'Wait for services to be running|healthy. Implies detached mode.' },
  {
    name: 'wait-timeout',
    type: 'int',
    usage: 'Maximum duration in seconds to wait for the project to be running|healthy',
  },
  {
    name: 'watch',
    short: 'w',
    type: 'bool',
    usage: 'Watch source code and rebuild/refresh containers when files are updated.',
  },
  {
    name: 'menu',
    type: 'bool',
    usage:
      'Enable interactive shortcuts when running attached. Incompatible with --detach. Can also be enable/disable by setting COMPOSE_MENU environment var.',
  },
  { name: 'yes', short: 'y', type: 'bool', usage: 'Assume "yes" as answer to all prompts and run non-interactively' },
] as const satisfies readonly Flag[];
