/** A user of the images (/etc/passwd). */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
}

const USERS: readonly User[] = `root 0 0 /root
daemon 1 1 /usr/sbin
bin 2 2 /bin
sys 3 3 /dev
sync 4 65534 /bin
games 5 60 /usr/games
man 6 12 /var/cache/man
lp 7 7 /var/spool/lpd
mail 8 8 /var/mail
news 9 9 /var/spool/news
uucp 10 10 /var/spool/uucp
proxy 13 13 /bin
www-data 33 33 /var/www
backup 34 34 /var/backups
list 38 38 /var/list
irc 39 39 /run/ircd
_apt 42 65534 /nonexistent
nobody 65534 65534 /nonexistent
systemd-network 997 997 /
tcpdump 996 996 /nonexistent`
  .split('\n')
  .map((line) => {
    const [name = '', uid, gid, home = '/'] = line.split(' ');
    return { name, uid: Number(uid), gid: Number(gid), home };
  });

const GROUPS: Readonly<Record<number, string>> = {
  ...Object.fromEntries(USERS.filter(({ uid, gid }) => uid === gid).map(({ name, gid }) => [gid, name])),
  60: 'games',
  12: 'man',
  65534: 'nogroup',
};

export const userNamed = (name: string): User | undefined => USERS.find((user) => user.name === name);
export const userOf = (uid: number): User | undefined => USERS.find((user) => user.uid === uid);
export const groupNamed = (name: string): number | undefined => {
  const found = Object.entries(GROUPS).find(([, group]) => group === name);
  return found && Number(found[0]);
};
export const groupOf = (gid: number): string | undefined => GROUPS[gid];

/** Who `USER[:GROUP]`, as containers are told, is: a number that no user has is in root's group and at home in /. */
export function identity(text: string): { uid: number; gid: number; home: string } {
  const [user = '', group = ''] = text.split(':');
  const known = user === '' ? userOf(0) : /^\d+$/.test(user) ? userOf(Number(user)) : userNamed(user);
  const { uid, gid, home } = known ?? { uid: Number(user), gid: 0, home: '/' };
  if (group === '') return { uid, gid, home };
  const named = Object.entries(GROUPS).find(([, name]) => name === group)?.[0];
  return { uid, gid: Number(/^\d+$/.test(group) ? group : (named ?? gid)), home };
}
