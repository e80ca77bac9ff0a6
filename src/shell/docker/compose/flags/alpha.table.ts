import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose alpha viz`. */
export const vizFlags = [
  { name: 'ports', type: 'bool', usage: "Include service's exposed ports in output graph" },
  { name: 'networks', type: 'bool', usage: "Include service's attached networks in output graph" },
  { name: 'image', type: 'bool', usage: "Include service's image name in output graph" },
  { name: 'indentation-size', type: 'int', usage: 'Number of tabs or spaces to use for indentation (default 1)' },
  {
    name: 'spaces',
    type: 'bool',
    usage: "If given, space character ' ' will be used to indent,\notherwise tab character '\\t' will be used",
  },
] as const satisfies readonly Flag[];

/** `docker compose alpha generate`. */
export const generateFlags = [
  { name: 'name', type: 'string', usage: 'Project name to set in the Compose file' },
  { name: 'project-dir', type: 'string', usage: 'Directory to use for the project' },
  { name: 'format', type: 'string', usage: 'Format the output. Values: [yaml | json] (default "yaml")' },
] as const satisfies readonly Flag[];

/** `docker compose bridge convert`. */
export const convertFlags = [
  {
    name: 'output',
    short: 'o',
    type: 'string',
    usage: 'The output directory for the Kubernetes resources (default "out")',
  },
  {
    name: 'transformation',
    short: 't',
    type: 'stringArray',
    usage: 'Transformation to apply to compose model (default: docker/compose-bridge-kubernetes)',
  },
  { name: 'templates', type: 'string', usage: 'Directory containing transformation templates' },
] as const satisfies readonly Flag[];

/** `docker compose bridge transformations list`. */
export const transformationsFlags = [
  { name: 'format', type: 'string', usage: 'Format the output. Values: [table | json] (default "table")' },
  { name: 'quiet', short: 'q', type: 'bool', usage: 'Only display transformer names' },
] as const satisfies readonly Flag[];

/** `docker compose bridge transformations create`. */
export const transformationFlags = [
  {
    name: 'from',
    short: 'f',
    type: 'string',
    usage: 'Existing transformation to copy (default: docker/compose-bridge-kubernetes)',
  },
] as const satisfies readonly Flag[];
