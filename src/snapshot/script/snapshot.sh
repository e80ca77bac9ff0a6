#!/bin/sh
# Hopscope snapshot: what the network of a Docker host is, as one JSON text. It reads only, and sends nothing anywhere.
#   sudo sh snapshot.sh > host.json            or, of another machine:   ssh HOST sudo sh -s < snapshot.sh > host.json
# Without root it tells what it may read, and names the rest in "missing".
# What is told is chosen by name (KEEP below), never what is left when secrets are taken away: no environment variables,
# no commands and their arguments, no labels but those by which Compose knows its own, no mounts, no health checks, no logs,
# no comments of rules and sets. Public addresses stand as they are: the page masks them, if you wish, before anything is shared.
# Needs docker; iproute2 and iptables tell more. DOCKER names another docker command.
# shellcheck disable=SC2086,SC2116
LC_ALL=C; export LC_ALL
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin; export PATH
D=${DOCKER:-docker}
lack=
has() { command -v "$1" >/dev/null 2>&1; }
lacks() { case $lack in *"\"$1\""*) ;; *) lack="$lack${lack:+,}\"$1\"" ;; esac; }

# The members of JSON texts that may be told, wherever they stand; a member that is not named goes with all that is in it.
DOCKER_KEEP='Id Name Created Scope Driver EnableIPv4 EnableIPv6 IPAM Config Subnet IPRange Gateway AuxiliaryAddresses
 Internal Attachable Ingress ConfigFrom Network ConfigOnly Options Labels State Status Image Hostname Domainname ExposedPorts
 HostConfig NetworkMode PortBindings HostIp HostPort PublishAllPorts ExtraHosts Dns DnsSearch DnsOptions Links CapAdd CapDrop
 Privileged Sysctls RestartPolicy NetworkSettings Ports Networks IPAMConfig IPv4Address IPv6Address Aliases NetworkID EndpointID
 IPAddress IPPrefixLen IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen MacAddress DriverOpts DNSNames GwPriority
 com.docker.compose.project com.docker.compose.service com.docker.compose.network com.docker.compose.depends_on
 com.docker.network.bridge.name com.docker.network.bridge.default_bridge com.docker.network.bridge.enable_icc
 com.docker.network.bridge.enable_ip_masquerade com.docker.network.bridge.host_binding_ipv4
 com.docker.network.bridge.gateway_mode_ipv4 com.docker.network.bridge.gateway_mode_ipv6
 com.docker.network.bridge.inhibit_ipv4 com.docker.network.bridge.trusted_host_interfaces
 com.docker.network.container_iface_prefix com.docker.network.container_interface_prefix com.docker.network.driver.mtu
 com.docker.network.driver.overlay.vxlanid_list com.docker.network.enable_ipv4 com.docker.network.enable_ipv6
 com.docker.network.host_ipv4 com.docker.network.host_ipv6 com.docker.network.internal
 com.docker.network.endpoint.ifname com.docker.network.endpoint.sysctls
 parent macvlan_mode ipvlan_mode ipvlan_flag encrypted
 ServerVersion OperatingSystem Swarm LocalNodeState NodeID NodeAddr ControlAvailable RemoteManagers Cluster ID DataPathPort
 DefaultAddressPools Base Size SecurityOptions Containers Peers IP
 com.docker.swarm.task.id com.docker.swarm.task.name com.docker.swarm.service.id
 Spec Mode Replicated Replicas Global TaskTemplate ContainerSpec Target EndpointSpec Endpoint VirtualIPs Addr
 Protocol TargetPort PublishedPort PublishMode'
DAEMON_KEEP='allow-direct-routing bip bip6 bridge default-address-pools base size default-gateway default-gateway-v6
 default-network-opts com.docker.network.bridge.enable_icc com.docker.network.driver.mtu com.docker.network.enable_ipv6
 com.docker.network.bridge.host_binding_ipv4 com.docker.network.bridge.gateway_mode_ipv4
 com.docker.network.bridge.gateway_mode_ipv6 com.docker.network.bridge.enable_ip_masquerade overlay macvlan ipvlan
 dns dns-opts dns-search fixed-cidr fixed-cidr-v6 firewall-backend
 host-gateway-ip host-gateway-ips icc ip ip-forward ip-forward-no-drop ip-masq ip6tables iptables ipv6 live-restore mtu
 userland-proxy'
IP_KEEP='ifindex ifname link link_index link_netnsid flags mtu operstate master link_type address broadcast promiscuity linkinfo
 info_kind info_data info_slave_kind info_slave_data addr_info family local prefixlen scope nodad peer id group remote ttl port
 port_range low high learning mode protocol vlan_filtering stp_state hairpin isolated type table_name dst gateway dev via host
 table metric prefsrc metrics nexthops weight priority src srclen dstlen fwmark fwmask iif oif iif_detached not action goto
 sport dport ipproto sport_start sport_end dport_start dport_end suppress_prefixlength suppress_ifgroup uid_start uid_end tos
 mac lladdr router state vni vlan'
NFT_KEEP='nftables table chain rule set map element family name handle type hook prio policy dev devs flags expr match op left
 right meta key payload protocol field base offset len ct dir counter packets bytes accept drop continue return jump goto target
 masquerade dnat snat redirect addr port addr_family reject mangle value limit rate per burst inv rate_unit burst_unit log level
 elem val prefix range concat data vmap fib result numgen mod rt socket exthdr tcp option ipsec notrack queue num fanout bypass
 snaplen tproxy size timeout gc-interval stmt xt osf hash jhash symhash seed dup fwd synproxy quota used flow add tunnel
 connlimit last secmark helper & | ^ << >>'
# Words of ipset, and how many follow each.
SET_KEEP='family 1 hashsize 1 maxelem 1 size 1 range 1 netmask 1 bitmask 1 markmask 1 timeout 1 packets 1 bytes 1 nomatch 0 counters 0'

# The members that $1 names, and all members of those that $2 names; of those in $3 no text.
keep() {
  awk -v names="$(echo $1)" -v open="$(echo $2)" -v bare="$(echo $3)" '
    function set(list, words, part, n, i) { n = split(list, part, / /); for (i = 1; i <= n; i++) words[part[i]] = 1 }
    function say(text) { if (!skip) printf "%s", text }
    function string(text) {
      if (kind[d] == "{" && wants[d]) {
        wants[d] = 0; member[d] = text
        if (skip) return
        if (!(text in named) && !all[d]) { skip = d; return }
        printf "%s\"%s\":", (many[d]++ ? "," : ""), text
      } else say("\"" (member[d] in emptied && kind[d] == "{" ? "" : text) "\"")
    }
    function marks(text, n, i, c) {
      n = length(text)
      for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (c == "{" || c == "[") {
          say(c); d++; kind[d] = c; many[d] = 0; wants[d] = c == "{"; member[d] = ""
          all[d] = c == "{" && d > 1 && kind[d - 1] == "{" && !all[d - 1] && (member[d - 1] in opened)
        } else if (c == "}" || c == "]") {
          if (skip == d) skip = 0
          say(c); d--
        } else if (c == ",") {
          if (skip == d) skip = 0
          if (kind[d] == "{") wants[d] = 1; else say(c)
        } else if (c != ":" && c != " " && c != "\t" && c != "\r") say(c)
      }
    }
    BEGIN { set(names, named); set(open, opened); set(bare, emptied) }
    {
      n = split($0, piece, "\"")
      for (i = 1; i <= n; i++) {
        marks(piece[i])
        if (i == n) break
        text = piece[++i]
        while (i < n && match(text, /\\+$/) && RLENGTH % 2) text = text "\"" piece[++i]
        string(text)
      }
    }'
}
about_docker() { keep "$DOCKER_KEEP" 'ExposedPorts PortBindings Ports Networks AuxiliaryAddresses Sysctls Containers'; }
about_links() { keep "$IP_KEEP"; }
about_nft() { keep "$NFT_KEEP" '' prefix; }
about_daemon() { keep "$DAEMON_KEEP"; }

# A text as a JSON string: printable characters and line ends.
string() {
  printf '"'
  tr '\t' ' ' | tr -cd '\012\040-\176' | sed 's/\\/\\\\/g; s/"/\\"/g; s/$/\\n/' | tr -d '\n'
  printf '"'
}
# A member of the object that is being printed: of a command's JSON (through a filter), or of its text. Fails where there is none.
facts() {
  name=$1; filter=$2; shift 2
  out=$("$@" 2>/dev/null | $filter)
  case $out in '['* | '{'*) printf ',\n"%s":%s' "$name" "$out" ;; *) return 1 ;; esac
}
text() { printf ',\n"%s":' "$1"; printf '%s\n' "$2" | string; }
lines() {
  name=$1; shift
  out=$("$@" 2>/dev/null)
  [ -n "$out" ] && text "$name" "$out"
}
# What iptables-save prints, without what people wrote into it.
rules() {
  saved=$("$@" -c) || return
  printf '%s\n' "$saved" | sed -E -e '/^#/d' -e 's/ (-m comment )?--comment ("([^"\\]|\\.)*"|[^" ]+)//g' \
    -e 's/ --(log|nflog)-prefix ("([^"\\]|\\.)*"|[^" ]+)//g' -e 's/ --((hex-)?string) ("([^"\\]|\\.)*"|[^" ]+)/ --\1 "-"/g'
}
# What ipset holds where such rules ask for it, by the words that decide.
sets() {
  saved=$("$@" ipset save) || return
  printf '%s\n' "$saved" | awk -v taking="$SET_KEEP" '
    BEGIN { n = split(taking, part, / /); for (i = 1; i <= n; i += 2) follows[part[i]] = part[i + 1] }
    $1 == "create" || $1 == "add" {
      line = $1 " " $2 " " $3
      for (i = 4; i <= NF && !($1 == "add" && $i == "comment"); i++)
        if ($i in follows) { line = line " " $i; for (k = follows[$i]; k > 0; k--) line = line " " $(++i) }
      print line
    }'
}
settings() {
  "$@" sysctl -a | grep -E '^net[./](ipv4[./](ip_forward|ip_local_port_range|ip_unprivileged_port_start|icmp_echo_ignore_all|conf[./].*[./](forwarding|rp_filter|route_localnet|proxy_arp|arp_ignore|arp_announce|accept_local))|ipv6[./](bindv6only|conf[./].*[./](forwarding|disable_ipv6|accept_ra|proxy_ndp))|bridge[./]bridge-nf-call-(arp|ip|ip6)tables) '
}
names_of() { sed 's/[[:space:]]*$//' "$1" | grep -E '^(nameserver|search|options|domain|# ExtServers)'; }
hosts_of() { sed 's/#.*//; s/[[:space:]]*$//' "$1" | grep -E '^[[:space:]]*[0-9a-fA-F:.]+[[:space:]]'; }
listening() { "$@" ss -Hlntup || "$@" ss -lntup || "$@" netstat -lntup || "$@" cat /proc/net/tcp /proc/net/tcp6 /proc/net/udp /proc/net/udp6; }
# Tables that nft has and iptables has not.
own_tables() {
  "$@" nft list tables 2>/dev/null | grep -vE '^table ip6? (raw|mangle|nat|filter|security)$' | {
    found=
    while read -r _ family table _; do
      out=$("$@" nft -j list table "$family" "$table" 2>/dev/null | about_nft)
      [ -z "$out" ] || { printf '%s%s' "${found:-[}" "$out"; found=,; }
    done
    [ -z "$found" ] || printf ']'
  }
}
# A network stack; the arguments are the command that enters it.
stack() {
  facts addr about_links "$@" ip -j -d addr || lines addr "$@" ip addr || lines addr "$@" ifconfig -a || lacks links
  facts route about_links "$@" ip -4 -j route show table all || lines route "$@" ip -4 route || lacks routes
  facts route6 about_links "$@" ip -6 -j route show table all || lines route6 "$@" ip -6 route
  facts rule about_links "$@" ip -4 -j rule || lines rule "$@" ip -4 rule
  facts rule6 about_links "$@" ip -6 -j rule || lines rule6 "$@" ip -6 rule
  if out=$(listening "$@" 2>/dev/null); then text sockets "$out"; else lacks sockets; fi
  asking=
  for tool in iptables ip6tables; do
    if has $tool-save && out=$(rules "$@" $tool-save 2>/dev/null); then text $tool "$out"; asking=$asking$out; else lacks $tool; fi
    has $tool-legacy-save && lines $tool-legacy rules "$@" $tool-legacy-save && asking=$asking$out
  done
  case $asking in *-set\ *)
    if has ipset && out=$(sets "$@" 2>/dev/null); then text ipset "$out"; else lacks ipset; fi ;;
  esac
  has nft && facts nft cat own_tables "$@"
  has bridge && facts fdb about_links "$@" bridge -j fdb show
  facts neigh about_links "$@" ip -j neigh || lines neigh "$@" ip neigh
  lines sysctl settings "$@"
}
# The words with which dockerd was started that daemon.json could have said as well.
flags() {
  for process in /proc/[0-9]*; do
    [ "$(cat "$process/comm" 2>/dev/null)" = dockerd ] || continue
    [ "$(readlink "$process/ns/net")" = "$(readlink /proc/self/ns/net)" ] || continue
    tr '\0' '\n' <"$process/cmdline" | awk -v names="$(echo $DAEMON_KEEP) default-address-pool dns-opt" '
      BEGIN { n = split(names, part, / /); for (i = 1; i <= n; i++) named["--" part[i]] = 1 }
      want != "" { print (/^-/ ? want "=true" : want "=" $0); want = "" }
      { at = index($0, "="); name = at ? substr($0, 1, at - 1) : $0 }
      name in named { if (at) print; else want = name }
      END { if (want != "") print want "=true" }'
    break
  done
}
inspected() { ids=$("$@" -q --no-trunc) && if [ -n "$ids" ]; then shift; $D $kind inspect $ids; else echo '[]'; fi; }

case $($D --version 2>/dev/null) in
  *[Pp]odman*) echo 'This is Podman under the name docker: Hopscope reads Docker Engine.' >&2; exit 1 ;;
esac
printf '{"hopscope":"snapshot","version":1,"taken":"%s","hostname":"%s","kernel":"%s"' \
  "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(uname -n | tr -cd 'A-Za-z0-9._-')" "$(uname -r | tr -cd 'A-Za-z0-9._+~-')"
running=
if facts info about_docker $D info --format '{{json .}}' && running=$($D ps -q --no-trunc 2>/dev/null); then
  kind=network; facts networks about_docker inspected $D network ls || lacks networks
  kind=container; facts containers about_docker inspected $D ps -a || lacks containers
  kind=service; ids=$($D service ls -q 2>/dev/null) && [ -n "$ids" ] && facts services about_docker $D service inspect $ids
else
  lacks docker
fi
[ ! -e /etc/docker/daemon.json ] || facts daemon about_daemon cat /etc/docker/daemon.json || lacks daemon.json
lines flags flags
# Whether the kernel balances loads, as swarms have it do.
if [ -e /proc/net/ip_vs ]; then printf ',\n"balances":true'; else printf ',\n"balances":false'; fi
lines resolv names_of /etc/resolv.conf
printf ',\n"stack":{"of":"host"'; stack; printf '}'
root=$(id -u)
[ "$root" = 0 ] || lacks root
has nsenter || { [ -z "$running" ] || lacks nsenter; root=; }
printf ',\n"stacks":['
seen=" $(readlink /proc/self/ns/net) "
comma=
[ "$root" != 0 ] || for id in $running; do
  pid=$($D inspect -f '{{.State.Pid}}' "$id" 2>/dev/null) || continue
  space=$(readlink "/proc/$pid/ns/net") || continue
  printf '%s\n{"container":"%s"' "$comma" "$id"; comma=,
  lines resolv names_of "/proc/$pid/root/etc/resolv.conf"
  lines hosts hosts_of "/proc/$pid/root/etc/hosts"
  case $seen in *" $space "*) ;; *) seen="$seen$space "; stack nsenter -t "$pid" -n ;; esac
  printf '}'
done
printf ']'
printf ',\n"missing":[%s]}\n' "$lack"
