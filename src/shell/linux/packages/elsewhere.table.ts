/** What Alpine and Oracle Linux call the packages of Debian, where they have another name or cut otherwise. */

type Names = Readonly<Record<string, string>>;

/** Version, and Debian's packages. */
const rows = (text: string): Names =>
  Object.fromEntries(
    text
      .trim()
      .split('\n')
      .map((row) => {
        const at = row.indexOf(' ');
        return [row.slice(0, at), row.slice(at + 1)];
      }),
  );

export const ALPINE: Names = rows(`
bash 5.2.37-r0 bash
bind-tools 9.20.15-r0 bind9-dnsutils bind9-host
bridge-utils 1.7.1-r2 bridge-utils
busybox-extras 1.37.0-r19 inetutils-telnet
conntrack-tools 1.4.8-r0 conntrack
coreutils 9.7-r1 coreutils
curl 8.14.1-r2 curl
ethtool 6.14.2-r0 ethtool
iperf3 3.19.1-r0 iperf3
iproute2 6.15.0-r0 iproute2
iptables 1.8.11-r1 iptables
iputils 20250605-r0 iputils-ping iputils-arping iputils-tracepath
jq 1.8.1-r0 jq
lsof 4.99.4-r0 lsof
mtr 0.95-r2 mtr-tiny
nano 8.4-r0 nano
net-tools 2.10-r3 net-tools
netcat-openbsd 1.229.1-r0 netcat-openbsd
nftables 1.1.3-r0 nftables
nginx 1.28.0-r3 nginx
nmap 7.97-r0 nmap
openssl 3.5.4-r0 openssl
procps 4.0.4-r3 procps
psmisc 23.7-r0 psmisc
python3 3.12.12-r0 python3-minimal
socat 1.8.0.3-r1 socat
tcpdump 4.99.5-r1 tcpdump
vim 9.1.1415-r0 vim
wget 1.25.0-r1 wget
`);

export const ORACLE: Names = rows(`
bind-utils 9.16.23-29.el9 bind9-dnsutils bind9-host
conntrack-tools 1.4.7-4.el9 conntrack
ethtool 6.11-1.el9 ethtool
iperf3 3.9-13.el9 iperf3
iproute 6.11.0-1.el9 iproute2
iptables-nft 1.8.10-11.el9 iptables
iputils 20210202-11.el9 iputils-ping iputils-arping iputils-tracepath
jq 1.6-17.el9 jq
lsof 4.94.0-3.el9 lsof
mtr 0.94-5.el9 mtr-tiny
net-tools 2.0-0.64.el9 net-tools
nftables 1.0.9-3.el9 nftables
nmap 7.92-3.el9 nmap
nmap-ncat 7.92-3.el9 netcat-openbsd
procps-ng 3.3.17-14.el9 procps
psmisc 23.4-3.el9 psmisc
socat 1.7.4.1-6.el9 socat
tcpdump 4.99.0-9.el9 tcpdump
telnet 0.17-85.el9 inetutils-telnet
traceroute 2.1.1-1.el9 traceroute
vim-enhanced 8.2.2637-22.el9 vim
wget 1.21.1-8.el9 wget
`);
