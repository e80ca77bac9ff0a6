/** Packages of the lab's one root file system, as far as people ask for them: name and version. */
export const INSTALLED = `apt 3.3.3
bash 5.3-4
bind9-dnsutils 1:9.20.30-1
bind9-host 1:9.20.30-1
bridge-utils 1.7.1-4+b1
bsdutils 1:2.42.4-1
ca-certificates 20260816+nmu1
conntrack 1:1.4.9-1
coreutils 9.10-1
curl 8.22.0-1
dash 0.5.12-12
debianutils 5.24
diffutils 1:3.12-1
dpkg 1.23.11
ethtool 1:7.2-1
findutils 4.11.0-3
grep 3.12-1
gzip 1.14-1
hostname 3.25
inetutils-telnet 2:2.8-4
init-system-helpers 1.69+nmu3
iperf3 3.22-0.1
iproute2 7.2.0-1
iptables 1.8.13-1
iputils-arping 3:20250605-1
iputils-ping 3:20250605-1
iputils-tracepath 3:20250605-1
jq 1.8.2-1
libc-bin 2.43-7
login 1:4.16.0-2+really2.42.4-1
mawk 1.3.4.20260302-2
mount 2.42.4-1
mtr-tiny 0.96-2+b1
net-tools 2.10-2
netcat-openbsd 1.238-1
nftables 1.1.7-3
nginx 1.30.6-2
nginx-common 1.30.6-2
nginx-light 1.30.6-2
nmap 7.99+dfsg-2
nmap-common 7.99+dfsg-2
openssl 3.6.5-1
passwd 1:4.20.3-1
perl-base 5.42.3-1
procps 2:4.0.7-1
python3-minimal 3.14.7-3
sed 4.9-3
socat 1.8.1.3-2
systemd 262-1
tar 1.35+dfsg-6
tcpdump 4.99.6-2
telnet 0.17+2.8-4
traceroute 1:2.1.6-1
tzdata 2026f-1
util-linux 2.42.4-1
wget 1.25.0-3`;

/** Which package brings which tools: an image that lacks a tool gets it so. */
export const BRINGS: Readonly<Record<string, readonly string[]>> = {
  curl: ['curl'],
  wget: ['wget'],
  iproute2: ['ip', 'ss', 'bridge', 'tc', 'nstat'],
  'iputils-ping': ['ping'],
  'iputils-arping': ['arping'],
  'iputils-tracepath': ['tracepath'],
  'net-tools': ['ifconfig', 'netstat', 'route', 'arp'],
  'bind9-dnsutils': ['dig', 'nslookup'],
  'bind9-host': ['host'],
  'netcat-openbsd': ['nc', 'netcat', 'nc.openbsd'],
  telnet: ['telnet'],
  socat: ['socat'],
  traceroute: ['traceroute'],
  'mtr-tiny': ['mtr'],
  nmap: ['nmap'],
  iperf3: ['iperf3'],
  tcpdump: ['tcpdump'],
  ethtool: ['ethtool'],
  iptables: ['iptables', 'ip6tables', 'iptables-save', 'iptables-restore'],
  nftables: ['nft'],
  conntrack: ['conntrack'],
  'bridge-utils': ['brctl'],
  jq: ['jq'],
  procps: ['ps', 'pgrep', 'pkill', 'pidof', 'top', 'free', 'uptime', 'sysctl', 'watch'],
  nginx: ['nginx'],
};
