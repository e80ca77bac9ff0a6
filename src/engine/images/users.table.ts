/** Users and groups of the lab's images: those of a Debian root. */
export const users: ReadonlySet<string> = new Set(
  `root daemon bin sys sync games man lp mail news uucp proxy www-data backup list irc _apt nobody nogroup
adm tty disk kmem dialout fax voice cdrom floppy tape sudo audio dip operator src shadow utmp video sasl plugdev
staff users`.split(/\s+/),
);
