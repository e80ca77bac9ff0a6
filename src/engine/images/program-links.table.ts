/** Links among the programs of the lab's root file system, by folder: `NAME=TARGET`; `NAME` alone leads to /etc/alternatives. */
const LINKS: Readonly<Record<string, string>> = {
  '/etc/alternatives': `
arptables=/usr/sbin/arptables-nft arptables-restore=/usr/sbin/arptables-nft-restore
arptables-save=/usr/sbin/arptables-nft-save awk=/usr/bin/mawk ebtables=/usr/sbin/ebtables-nft
ebtables-restore=/usr/sbin/ebtables-nft-restore ebtables-save=/usr/sbin/ebtables-nft-save
ip6tables=/usr/sbin/ip6tables-nft ip6tables-restore=/usr/sbin/ip6tables-nft-restore
ip6tables-save=/usr/sbin/ip6tables-nft-save iptables=/usr/sbin/iptables-nft
iptables-restore=/usr/sbin/iptables-nft-restore iptables-save=/usr/sbin/iptables-nft-save lft=/usr/bin/lft.db
nawk=/usr/bin/mawk nc=/bin/nc.openbsd netcat=/bin/nc.openbsd pager=/bin/more rmt=/usr/sbin/rmt-tar
tcptraceroute=/usr/sbin/tcptraceroute.db telnet=/usr/bin/inetutils-telnet traceproto=/usr/bin/traceproto.db
traceroute=/usr/bin/traceroute.db traceroute.sbin=/usr/bin/traceroute.db traceroute6=/usr/bin/traceroute6.db
which=/usr/bin/which.debianutils
`,
  '/usr/bin': `
awk captoinfo=tic ctstat=lnstat dnsdomainname=hostname domainname=hostname i386=setarch infotocap=tic
iptables-xml=../sbin/xtables-legacy-multi lft linux32=setarch linux64=setarch nawk nc netcat nisdomainname=hostname
pager pidof=../sbin/killall5 ping4=ping ping6=ping pkill=pgrep py3versions=../share/python3/py3versions.py
python3=python3.14 rbash=bash reset=tset rtstat=lnstat run0=systemd-run sh=dash snice=skill socat=socat1
systemd-confext=systemd-sysext systemd-umount=systemd-mount telnet traceproto traceroute traceroute6
traceroute6.db=traceroute.db uncompress=gunzip which x86_64=setarch ypdomainname=hostname
`,
  '/usr/sbin': `
addgroup=adduser arptables arptables-nft=xtables-nft-multi arptables-nft-restore=xtables-nft-multi
arptables-nft-save=xtables-nft-multi arptables-restore arptables-save arptables-translate=xtables-nft-multi
delgroup=deluser ebtables ebtables-nft=xtables-nft-multi ebtables-nft-restore=xtables-nft-multi
ebtables-nft-save=xtables-nft-multi ebtables-restore ebtables-save ebtables-translate=xtables-nft-multi getty=agetty
ip=../bin/ip ip6tables ip6tables-apply=iptables-apply ip6tables-legacy=xtables-legacy-multi
ip6tables-legacy-restore=xtables-legacy-multi ip6tables-legacy-save=xtables-legacy-multi
ip6tables-nft=xtables-nft-multi ip6tables-nft-restore=xtables-nft-multi ip6tables-nft-save=xtables-nft-multi
ip6tables-restore ip6tables-restore-translate=xtables-nft-multi ip6tables-save ip6tables-translate=xtables-nft-multi
iptables iptables-legacy=xtables-legacy-multi iptables-legacy-restore=xtables-legacy-multi
iptables-legacy-save=xtables-legacy-multi iptables-nft=xtables-nft-multi iptables-nft-restore=xtables-nft-multi
iptables-nft-save=xtables-nft-multi iptables-restore iptables-restore-translate=xtables-nft-multi iptables-save
iptables-translate=xtables-nft-multi rmt tcptraceroute traceroute=/etc/alternatives/traceroute.sbin vigr=vipw
xtables-monitor=xtables-nft-multi
`,
};

/** Where each of them leads. */
export const PROGRAM_LINKS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(LINKS).flatMap(([folder, links]) =>
    links
      .trim()
      .split(/\s+/)
      .map((link) => {
        const [name = '', target = `/etc/alternatives/${name}`] = link.split('=');
        return [`${folder}/${name}`, target];
      }),
  ),
);
