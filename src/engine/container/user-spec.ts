import { invalid } from '../errors.ts';
import { users } from '../images/users.table.ts';

const MOST = 2_147_483_647;

/** Throws unless a container can run as `USER[:GROUP]` in further groups, each a name of its images' or a number (moby/sys/user: GetExecUser). */
export function checkUser(text: string, groups: unknown = []): void {
  const [user = '', group = ''] = text.split(':');
  check(user, 'user', 'passwd');
  check(group, 'group', 'group');
  if (Array.isArray(groups)) for (const each of groups) check(String(each), 'group', 'group');
}

function check(part: string, what: string, file: string): void {
  if (part === '' || users.has(part)) return;
  if (!/^[+-]?\d+$/.test(part)) throw invalid(`unable to find ${what} ${part}: no matching entries in ${file} file`);
  if (Number(part) < 0 || Number(part) > MOST) throw invalid(`uids and gids must be in range 0-${MOST}`);
}
