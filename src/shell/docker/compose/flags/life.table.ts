import type { Flag } from '../../cli/flags/flag.ts';

/** `docker compose down`. */
export const downFlags = [
  { name: 'remove-orphans', type: 'bool', usage: 'Remove containers for services not defined in the Compose file' },
  { name: 'timeout', short: 't', type: 'int', usage: 'Specify a shutdown timeout in seconds' },
  {
    name: 'volumes',
    short: 'v',
    type: 'bool',
    usage:
      'Remove named volumes declared in the "volumes" section of the Compose file and anonymous volumes attached to containers',
  },
  {
    name: 'rmi',
    type: 'string',
    usage: 'Remove images used by services. "local" remove only images that don\'t have a custom tag ("local"|"all")',
  },
] as const satisfies readonly Flag[];

/** `docker compose kill`. */
export const killFlags = [
  { name: 'remove-orphans', type: 'bool', usage: 'Remove containers for services not defined in the Compose file' },
  { name: 'signal', short: 's', type: 'string', usage: 'SIGNAL to send to the container (default "SIGKILL")' },
] as const satisfies readonly Flag[];

/** `docker compose restart`. */
export const restartFlags = [
  { name: 'timeout', short: 't', type: 'int', usage: 'Specify a shutdown timeout in seconds' },
  { name: 'no-deps', type: 'bool', usage: "Don't restart dependent services" },
] as const satisfies readonly Flag[];

/** `docker compose rm`. */
export const rmFlags = [
  { name: 'force', short: 'f', type: 'bool', usage: "Don't ask to confirm removal" },
  { name: 'stop', short: 's', type: 'bool', usage: 'Stop the containers, if required, before removing' },
  { name: 'volumes', short: 'v', type: 'bool', usage: 'Remove any anonymous volumes attached to containers' },
  { name: 'all', short: 'a', type: 'bool', usage: 'Deprecated - no effect', hidden: true },
] as const satisfies readonly Flag[];

/** `docker compose stop`. */
export const stopFlags = [
  { name: 'timeout', short: 't', type: 'int', usage: 'Specify a shutdown timeout in seconds' },
] as const satisfies readonly Flag[];

/** `docker compose scale`. */
export const scaleFlags = [
  { name: 'no-deps', type: 'bool', usage: "Don't start linked services" },
] as const satisfies readonly Flag[];

/** `docker compose wait`. */
export const waitFlags = [
  { name: 'down-project', type: 'bool', usage: 'Drops project when the first container stops' },
] as const satisfies readonly Flag[];
