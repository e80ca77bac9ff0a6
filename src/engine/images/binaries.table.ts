/** Programs in the PATH of the lab's images, which all share one Debian root. */
export const BINARIES: ReadonlySet<string> = new Set(
  `
[ add-shell addgroup adduser agetty apt apt-cache apt-cdrom apt-config apt-get apt-mark arch arp arpd arping
arptables arptables-nft arptables-nft-restore arptables-nft-save arptables-restore arptables-save
arptables-translate awk b2sum base32 base64 basename basenc bash bashbug blkdiscard blkid blockdev brctl bridge
busctl capsh captoinfo cat chage chcon chfn chgpasswd chgrp chmod choom chown chpasswd chroot chrt chsh cksum
clear clear_console cmp comm conntrack cp csplit ctstat curl cut dash date dcb dd deb-systemd-helper
deb-systemd-invoke debconf debconf-apt-progress debconf-communicate debconf-copydb debconf-escape
debconf-set-selections debconf-show delgroup deluser delv devlink df diff diff3 dig dir dircolors dirname dmesg
dnsdomainname dnstap-read domainname dpkg dpkg-deb dpkg-divert dpkg-maintscript-helper dpkg-preconfigure
dpkg-query dpkg-realpath dpkg-reconfigure dpkg-split dpkg-statoverride dpkg-trigger dpll du ebtables
ebtables-nft ebtables-nft-restore ebtables-nft-save ebtables-restore ebtables-save ebtables-translate echo egrep
env ethtool expand expr factor faillock fallocate false fgrep filan find findfs findmnt flock fmt fold free fsck
fsfreeze fstab-decode fstrim genl getcap getconf getent getopt getpcaps getty gpasswd grep groupadd groupdel
groupmod groups grpck grpconv grpunconv gunzip gzexe gzip hardlink head host hostid hostname hostnamectl
http-echo hugetop i386 iconv iconvconfig id ifconfig inetutils-telnet infocmp infotocap install installkernel
invoke-rc.d ionice ip ipcmk ipcrm ipcs iperf3 ipmaddr iptunnel ischroot join
journalctl jq kernel-install kill killall5 ld.so ldconfig ldd lft lft.db link linux32 linux64 ln lnstat locale
localectl localedef logger login loginctl logname losetup ls lsblk lscpu lsipc lslocks lsns mawk mcookie md5sum
mdig mii-tool mkdir mkfifo mkfs mkhomedir_helper mknod mkswap mktemp more mount mountpoint mtr mtr-packet mv
namei nameif nawk nc nc.openbsd netcat netshaper netstat networkctl newusers nfnl_osf nft nginx nice
nisdomainname nl nmap nohup nologin nping nproc nsenter nslookup nstat nsupdate numfmt od openssl pager
pam-auth-update pam_getenv pam_namespace_helper pam_timestamp_check partx passwd paste pathchk perl perl5.42.3
pgrep pidof pidwait ping ping4 ping6 pinky pkill pldd plipconfig pmap pr printenv printf prlimit procan ps ptx
pwck pwconv pwd pwdx pwhistory_helper pwunconv py3clean py3compile py3versions python3 python3.14 rarp rbash
rdma readlink readprofile realpath remove-shell renice reset rgrep rm rmdir rmt rmt-tar route routel rtacct
rtcwake rtmon rtstat run-parts run0 runcon runuser savelog script scriptlive scriptreplay sdiff sed seq service
setarch setcap setpriv setsid setterm sh sha1sum sha224sum sha256sum sha384sum sha512sum shadowconfig shred shuf
skill slabtop slattach sleep snice socat socat-broker.sh socat-chain.sh socat-mux.sh socat1 sort split sqv ss
start-stop-daemon stat stdbuf stty su sulogin sum swaplabel swapoff swapon sync sysctl systemctl
systemd-ac-power systemd-analyze systemd-ask-password systemd-cat systemd-cgls systemd-cgtop systemd-confext
systemd-creds systemd-delta systemd-detect-virt systemd-escape systemd-firstboot systemd-id128 systemd-inhibit
systemd-machine-id-setup systemd-mount systemd-mute-console systemd-notify systemd-path systemd-pty-forward
systemd-run systemd-socket-activate systemd-stdio-bridge systemd-sysext systemd-sysinstall systemd-sysusers
systemd-tmpfiles systemd-tty-ask-password-agent systemd-umount systemd-vpick tabs tac tail tar tarcat taskset tc
tcpdump tcptraceroute tcptraceroute.db tee telnet tempfile test tic timedatectl timeout tipc tload toe top touch
tput tr tracepath traceproto traceproto.db traceroute traceroute-nanog traceroute.db traceroute6 traceroute6.db
true truncate tset tsort tty tzselect uclampset umount uname uncompress unexpand uniq unix_chkpwd unix_update
unlink unshare update-alternatives update-ca-certificates update-passwd update-rc.d update-shells uptime useradd
userdel usermod users varlinkctl vdir vdpa vigr vipw vmstat w wall watch wc wcurl wget whereis which
which.debianutils who whoami wipefs x86_64 xargs xtables-legacy-multi xtables-monitor xtables-nft-multi yes
ypdomainname zcat zcmp zdiff zdump zegrep zfgrep zforce zgrep zic zless zmore znew zramctl
`
    .trim()
    .split(/\s+/),
);

/** Those of them that are for administrators: they are in /usr/sbin. */
const ADMINISTRATORS: ReadonlySet<string> = new Set(
  `
add-shell addgroup adduser agetty arp arpd arptables arptables-nft arptables-nft-restore arptables-nft-save
arptables-restore arptables-save arptables-translate blkdiscard blkid blockdev brctl bridge capsh chgpasswd chpasswd
chroot conntrack dcb delgroup deluser devlink dpkg-preconfigure dpkg-reconfigure dpll ebtables ebtables-nft
ebtables-nft-restore ebtables-nft-save ebtables-restore ebtables-save ebtables-translate ethtool faillock findfs fsck
fsfreeze fstab-decode fstrim genl getcap getpcaps getty groupadd groupdel groupmod grpck grpconv grpunconv iconvconfig
ifconfig installkernel invoke-rc.d ipmaddr iptunnel killall5 ldconfig losetup mii-tool mkfs
mkhomedir_helper mkswap nameif newusers nfnl_osf nft nginx nologin pam-auth-update pam_getenv pam_namespace_helper
pam_timestamp_check plipconfig pwck pwconv pwhistory_helper pwunconv rarp readprofile remove-shell rmt rmt-tar route
rtacct rtcwake rtmon runuser service setcap shadowconfig slattach start-stop-daemon sulogin swaplabel swapoff swapon
sysctl tarcat tc tcptraceroute tcptraceroute.db tipc unix_chkpwd unix_update update-ca-certificates update-passwd
update-rc.d update-shells useradd userdel usermod vdpa vigr vipw wipefs xtables-legacy-multi xtables-monitor
xtables-nft-multi zic zramctl
`
    .trim()
    .split(/\s+/),
);

/** The folder that a program of the images is in; undefined where they have none of that name. */
export const folderOfBinary = (name: string): '/usr/bin' | '/usr/sbin' | '/usr/local/bin' | undefined => {
  if (!BINARIES.has(name)) return undefined;
  if (name === 'http-echo') return '/usr/local/bin';
  return ADMINISTRATORS.has(name) ? '/usr/sbin' : '/usr/bin';
};
