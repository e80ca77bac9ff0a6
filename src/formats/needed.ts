import { own } from '../kernel/own.ts';

/** Settings without which a real image's program ends at once; the lab's stand-ins need none. */
const NEEDED: Readonly<Record<string, string>> = {
  postgres: 'POSTGRES_PASSWORD=hopscope',
  mysql: 'MYSQL_ROOT_PASSWORD=hopscope',
  mariadb: 'MARIADB_ROOT_PASSWORD=hopscope',
};

/** The variable that a real image needs, unless it is among those that are set. */
export function neededBy(image: string, isSet: (name: string) => boolean): string | undefined {
  const needed = own(NEEDED, image.split(':')[0] ?? '');
  return needed !== undefined && !isSet(needed.split('=')[0] ?? '') ? needed : undefined;
}
