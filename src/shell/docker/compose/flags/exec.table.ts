import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose exec`. */
export const execFlags = [
  { name: 'detach', short: 'd', type: 'bool', usage: 'Detached mode: Run command in the background' },
  { name: 'env', short: 'e', type: 'stringArray', usage: 'Set environment variables' },
  { name: 'index', type: 'int', usage: 'Index of the container if service has multiple replicas' },
  { name: 'privileged', type: 'bool', usage: 'Give extended privileges to the process' },
  { name: 'user', short: 'u', type: 'string', usage: 'Run the command as this user' },
  {
    name: 'no-tty',
    short: 'T',
    type: 'bool',
    offAtTerminal: true,
    usage: "Disable pseudo-TTY allocation. By default 'docker compose exec' allocates a TTY. (default true)",
  },
  { name: 'no-TTY', type: 'bool', usage: '', aliasOf: 'no-tty' },
  { name: 'workdir', short: 'w', type: 'string', usage: 'Path to workdir directory for this command' },
  {
    name: 'interactive',
    short: 'i',
    type: 'bool',
    usage: 'Keep STDIN open even if not attached (default true)',
    hidden: true,
  },
  { name: 'tty', short: 't', type: 'bool', usage: 'Allocate a pseudo-TTY (default true)', hidden: true },
] as const satisfies readonly Flag[];

/** `docker compose attach`. */
export const attachFlags = [
  { name: 'index', type: 'int', usage: 'index of the container if service has multiple replicas.' },
  { name: 'detach-keys', type: 'string', usage: 'Override the key sequence for detaching from a container.' },
  { name: 'no-stdin', type: 'bool', usage: 'Do not attach STDIN' },
  { name: 'sig-proxy', type: 'bool', usage: 'Proxy all received signals to the process (default true)' },
] as const satisfies readonly Flag[];

/** `docker compose cp`. */
export const cpFlags = [
  { name: 'index', type: 'int', usage: 'Index of the container if service has multiple replicas' },
  { name: 'all', type: 'bool', usage: 'Include containers created by the run command' },
  { name: 'follow-link', short: 'L', type: 'bool', usage: 'Always follow symbol link in SRC_PATH' },
  { name: 'archive', short: 'a', type: 'bool', usage: 'Archive mode (copy all uid/gid information)' },
] as const satisfies readonly Flag[];
