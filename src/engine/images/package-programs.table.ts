/** Programs in the PATH that Debian's packages bring: those of the lab's root file system, as its dpkg lists them, and some that it lacks. */
const ROWS = `
adduser: addgroup adduser delgroup deluser
apt: apt apt-cache apt-cdrom apt-config apt-get apt-mark
base-passwd: update-passwd
bash: bash bashbug clear_console rbash
bind9-dnsutils: delv dig dnstap-read mdig nslookup nsupdate
bind9-host: host
bridge-utils: brctl
bsdutils: renice script scriptlive scriptreplay wall
ca-certificates: update-ca-certificates
conntrack: conntrack
coreutils: [ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes
curl: curl wcurl
dash: dash sh
debconf: debconf debconf-apt-progress debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show dpkg-preconfigure dpkg-reconfigure
debianutils: add-shell installkernel ischroot remove-shell run-parts savelog tempfile update-shells which which.debianutils
diffutils: cmp diff diff3 sdiff
dpkg: dpkg dpkg-deb dpkg-divert dpkg-maintscript-helper dpkg-query dpkg-realpath dpkg-split dpkg-statoverride dpkg-trigger start-stop-daemon update-alternatives
ethtool: ethtool
firewalld: firewall-cmd
findutils: find xargs
grep: egrep fgrep grep rgrep
gzip: gunzip gzexe gzip uncompress zcat zcmp zdiff zegrep zfgrep zforce zgrep zless zmore znew
hostname: dnsdomainname domainname hostname nisdomainname ypdomainname
inetutils-telnet: inetutils-telnet telnet
init-system-helpers: deb-systemd-helper deb-systemd-invoke invoke-rc.d service update-rc.d
iperf3: iperf3
iproute2: arpd bridge ctstat dcb devlink dpll genl ip lnstat netshaper nstat rdma routel rtacct rtmon rtstat ss tc tipc vdpa
ipset: ipset
iptables: arptables arptables-nft arptables-nft-restore arptables-nft-save arptables-restore arptables-save arptables-translate ebtables ebtables-nft ebtables-nft-restore ebtables-nft-save ebtables-restore ebtables-save ebtables-translate ip6tables ip6tables-apply ip6tables-legacy ip6tables-legacy-restore ip6tables-legacy-save ip6tables-nft ip6tables-nft-restore ip6tables-nft-save ip6tables-restore ip6tables-restore-translate ip6tables-save ip6tables-translate iptables iptables-apply iptables-legacy iptables-legacy-restore iptables-legacy-save iptables-nft iptables-nft-restore iptables-nft-save iptables-restore iptables-restore-translate iptables-save iptables-translate iptables-xml nfnl_osf xtables-legacy-multi xtables-monitor xtables-nft-multi
iputils-arping: arping
iputils-ping: ping ping4 ping6
iputils-tracepath: tracepath
jq: jq
less: less
libc-bin: getconf getent iconv iconvconfig ld.so ldconfig ldd locale localedef pldd tzselect zdump zic
libcap2-bin: capsh getcap getpcaps setcap
libpam-modules-bin: faillock mkhomedir_helper pam_namespace_helper pam_timestamp_check pwhistory_helper unix_chkpwd unix_update
libpam-runtime: pam-auth-update pam_getenv
login: login nologin
lsof: lsof
man-db: apropos man whatis
mawk: awk mawk nawk
mount: losetup mount swapoff swapon umount
mtr-tiny: mtr mtr-packet
nano: nano rnano
ncurses-bin: captoinfo clear infocmp infotocap reset tabs tic toe tput tset
net-tools: arp ifconfig ipmaddr iptunnel mii-tool nameif netstat plipconfig rarp route slattach
netcat-openbsd: nc nc.openbsd netcat
nftables: nft
nginx: nginx
nmap: nmap nping
openssl: openssl
passwd: chage chfn chgpasswd chpasswd chsh gpasswd groupadd groupdel groupmod grpck grpconv grpunconv newusers passwd pwck pwconv pwunconv shadowconfig useradd userdel usermod vigr vipw
perl-base: perl perl5.42.3
procps: free hugetop kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch
psmisc: fuser killall pstree
python3-minimal: py3clean py3compile py3versions python3 python3.14
sed: sed
socat: filan procan socat socat-broker.sh socat-chain.sh socat-mux.sh socat1
sqv: sqv
systemd: busctl hostnamectl journalctl kernel-install localectl loginctl networkctl run0 systemctl systemd-ac-power systemd-analyze systemd-ask-password systemd-cat systemd-cgls systemd-cgtop systemd-confext systemd-creds systemd-delta systemd-detect-virt systemd-escape systemd-firstboot systemd-id128 systemd-inhibit systemd-machine-id-setup systemd-mount systemd-mute-console systemd-notify systemd-path systemd-pty-forward systemd-run systemd-socket-activate systemd-stdio-bridge systemd-sysext systemd-sysinstall systemd-sysusers systemd-tmpfiles systemd-tty-ask-password-agent systemd-umount systemd-vpick timedatectl varlinkctl
sysvinit-utils: fstab-decode killall5 pidof
tar: rmt rmt-tar tar tarcat
tcpdump: tcpdump
traceroute: lft lft.db tcptraceroute tcptraceroute.db traceproto traceproto.db traceroute traceroute-nanog traceroute.db traceroute6 traceroute6.db
ufw: ufw
util-linux: agetty blkdiscard blkid blockdev choom chrt dmesg fallocate findfs findmnt flock fsck fsfreeze fstrim getopt getty hardlink i386 ionice ipcmk ipcrm ipcs linux32 linux64 logger lsblk lscpu lsipc lslocks lsns mcookie mkfs mkswap more mountpoint namei nsenter pager partx prlimit readprofile rtcwake runuser setarch setpriv setsid setterm su sulogin swaplabel taskset uclampset unshare whereis wipefs x86_64 zramctl
vim: vi view vim vimdiff
wget: wget
`;

/** The programs of each package. */
export const PROGRAMS_OF: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.trim()
    .split('\n')
    .map((row) => {
      const [name = '', programs = ''] = row.split(': ');
      return [name, programs.split(' ')] as const;
    }),
);
