import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose build`. */
export const buildFlags = [
  { name: 'push', type: 'bool', usage: 'Push service images' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Suppress the build output' },
  { name: 'pull', type: 'bool', usage: 'Always attempt to pull a newer version of the image' },
  { name: 'build-arg', type: 'stringArray', usage: 'Set build-time variables for services' },
  {
    name: 'ssh',
    type: 'string',
    usage:
      "Set SSH authentications used when building service images. (use 'default' for using your default SSH Agent)",
  },
  { name: 'builder', type: 'string', usage: 'Set builder to use' },
  { name: 'with-dependencies', type: 'bool', usage: 'Also build dependencies (transitively)' },
  { name: 'provenance', type: 'string', usage: 'Add a provenance attestation' },
  { name: 'sbom', type: 'string', usage: 'Add a SBOM attestation' },
  { name: 'parallel', type: 'bool', usage: 'Build images in parallel. DEPRECATED (default true)', hidden: true },
  {
    name: 'compress',
    type: 'bool',
    usage: 'Compress the build context using gzip. DEPRECATED (default true)',
    hidden: true,
  },
  {
    name: 'force-rm',
    type: 'bool',
    usage: 'Always remove intermediate containers. DEPRECATED (default true)',
    hidden: true,
  },
  { name: 'no-cache', type: 'bool', usage: 'Do not use cache when building the image' },
  {
    name: 'no-rm',
    type: 'bool',
    usage: 'Do not remove intermediate containers after a successful build. DEPRECATED',
    hidden: true,
  },
  {
    name: 'memory',
    short: 'm',
    type: 'bytes',
    usage: 'Set memory limit for the build container. Not supported by BuildKit.',
  },
  { name: 'progress', type: 'string', usage: 'Set type of ui output (auto, tty, plain, json, quiet)', hidden: true },
  { name: 'print', type: 'bool', usage: 'Print equivalent bake file' },
  { name: 'check', type: 'bool', usage: 'Check build configuration' },
] as const satisfies readonly Flag[];

/** `docker compose pull`. */
export const pullFlags = [
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Pull without printing progress information' },
  { name: 'include-deps', type: 'bool', usage: 'Also pull services declared as dependencies' },
  { name: 'parallel', type: 'bool', usage: 'DEPRECATED pull multiple images in parallel (default true)', hidden: true },
  { name: 'no-parallel', type: 'bool', usage: 'DEPRECATED disable parallel pulling (default true)', hidden: true },
  { name: 'ignore-pull-failures', type: 'bool', usage: 'Pull what it can and ignores images with pull failures' },
  { name: 'ignore-buildable', type: 'bool', usage: 'Ignore images that can be built' },
  { name: 'policy', type: 'string', usage: 'Apply pull policy ("missing"|"always")' },
] as const satisfies readonly Flag[];

/** `docker compose push`. */
export const pushFlags = [
  { name: 'ignore-push-failures', type: 'bool', usage: 'Push what it can and ignores images with push failures' },
  { name: 'include-deps', type: 'bool', usage: 'Also push images of services declared as dependencies' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Push without printing progress information' },
] as const satisfies readonly Flag[];

/** `docker compose publish`. */
export const publishFlags = [
  { name: 'resolve-image-digests', type: 'bool', usage: 'Pin image tags to digests' },
  {
    name: 'oci-version',
    type: 'string',
    usage: 'OCI image/artifact specification version (automatically determined by default)',
  },
  { name: 'with-env', type: 'bool', usage: 'Include environment variables in the published OCI artifact' },
  { name: 'yes', short: 'y', type: 'bool', usage: 'Assume "yes" as answer to all prompts' },
  { name: 'app', type: 'bool', usage: 'Published compose application (includes referenced images)' },
] as const satisfies readonly Flag[];

/** `docker compose commit`. */
export const commitFlags = [
  { name: 'index', type: 'int', usage: 'index of the container if service has multiple replicas.' },
  { name: 'pause', short: 'p', type: 'bool', usage: 'Pause container during commit (default true)' },
  { name: 'message', short: 'm', type: 'string', usage: 'Commit message' },
  { name: 'author', short: 'a', type: 'string', usage: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")' },
  { name: 'change', short: 'c', type: 'list', usage: 'Apply Dockerfile instruction to the created image' },
] as const satisfies readonly Flag[];

/** `docker compose export`. */
export const exportFlags = [
  { name: 'index', type: 'int', usage: 'index of the container if service has multiple replicas.' },
  { name: 'output', short: 'o', type: 'string', usage: 'Write to a file, instead of STDOUT' },
] as const satisfies readonly Flag[];

/** `docker compose watch`. */
export const watchFlags = [
  { name: 'quiet', type: 'bool', usage: 'hide build output' },
  { name: 'prune', type: 'bool', usage: 'Prune dangling images on rebuild (default true)' },
  { name: 'no-up', type: 'bool', usage: 'Do not build & start services before watching' },
] as const satisfies readonly Flag[];
