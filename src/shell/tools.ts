import { hasProgram } from '../engine/images/hub.ts';
import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';
import { bashCommands, bashTools } from './bash/commands.ts';
import { dockerCompose } from './docker/compose/standalone.ts';
import { docker } from './docker/docker.ts';
import { brctl } from './linux/brctl/brctl.ts';
import { bridge } from './linux/bridge/bridge.ts';
import { conntrack } from './linux/conntrack/conntrack.ts';
import { coreutils } from './linux/coreutils/index.ts';
import { curl } from './linux/curl/curl.ts';
import { dig } from './linux/dns/dig.ts';
import { host } from './linux/dns/host.ts';
import { nslookup } from './linux/dns/nslookup.ts';
import { nano, vim } from './linux/editors.ts';
import { ethtool } from './linux/ethtool/ethtool.ts';
import { getent } from './linux/getent.ts';
import { hostname } from './linux/hostname/hostname.ts';
import { ip } from './linux/ip/ip.ts';
import { iperf3 } from './linux/iperf3/iperf3.ts';
import { iptablesTools } from './linux/iptables/index.ts';
import { nc } from './linux/nc/nc.ts';
import { arp } from './linux/net-tools/arp.ts';
import { ifconfig } from './linux/net-tools/ifconfig.ts';
import { netstat } from './linux/net-tools/netstat.ts';
import { python } from './linux/python/python.ts';
import { route } from './linux/net-tools/route.ts';
import { lsns } from './linux/lsns.ts';
import { nft } from './linux/nft/nft.ts';
import { nginx } from './linux/nginx.ts';
import { packageTools } from './linux/packages/packages.ts';
import { man } from './linux/man.ts';
import { openssl } from './linux/openssl.ts';
import { fuser } from './linux/sockets/fuser.ts';
import { lsof } from './linux/sockets/lsof.ts';
import { nsenter } from './linux/nsenter.ts';
import { ping } from './linux/ping/ping.ts';
import { kill } from './linux/processes/kill.ts';
import { nstat } from './linux/nstat/nstat.ts';
import { pgrep, pidof, pkill } from './linux/processes/pgrep.ts';
import { ps } from './linux/ps/ps.ts';
import { ss } from './linux/ss/ss.ts';
import { sysctl } from './linux/sysctl/sysctl.ts';
import { systemd } from './linux/systemd/index.ts';
import { systemTools } from './linux/system/index.ts';
import { tar } from './linux/tar/tar.ts';
import { tc } from './linux/tc/tc.ts';
import { tcpdump } from './linux/tcpdump/tcpdump.ts';
import { textTools } from './linux/text/index.ts';
import { tracepath } from './linux/traceroute/tracepath.ts';
import { traceroute } from './linux/traceroute/traceroute.ts';
import { watch } from './linux/watch.ts';
import { firewallCmd } from './linux/firewalld/firewall-cmd.ts';
import { ipset } from './linux/ipset/ipset.ts';
import { ufw } from './linux/ufw/ufw.ts';
import { unshare } from './linux/unshare.ts';
import { wget } from './linux/wget/wget.ts';
import { arping } from './linux/arping/arping.ts';
import { mtr } from './linux/mtr/mtr.ts';
import { nmap } from './linux/nmap/nmap.ts';
import { socat } from './linux/socat/socat.ts';
import { sudo } from './linux/sudo.ts';
import { telnet } from './linux/telnet/telnet.ts';
import { which } from './linux/which.ts';
import { byName, namesOf, type Program, type Tool } from './tool/tool.ts';

/** Every command of ours. A new one is named here; all else about it stands with it. */
export const tools: readonly Tool[] = [
  ...coreutils,
  ...iptablesTools,
  ...packageTools,
  ...systemd,
  ...systemTools,
  ...textTools,
  arp,
  brctl,
  bridge,
  conntrack,
  curl,
  dig,
  { name: 'docker', hostsOnly: true, grammar: {}, run: docker },
  dockerCompose,
  ethtool,
  getent,
  host,
  hostname,
  ifconfig,
  ip,
  iperf3,
  fuser,
  kill,
  lsns,
  lsof,
  man,
  nano,
  nc,
  netstat,
  nft,
  nginx,
  nsenter,
  nslookup,
  nstat,
  openssl,
  pgrep,
  pidof,
  ping,
  pkill,
  ps,
  python,
  route,
  ss,
  sysctl,
  tar,
  tc,
  tcpdump,
  tracepath,
  traceroute,
  vim,
  watch,
  ufw,
  firewallCmd,
  ipset,
  unshare,
  wget,
  arping,
  mtr,
  nmap,
  socat,
  sudo,
  telnet,
  which,
];

const toolsByName = byName(tools);
const programs = byName<Program>([...bashCommands, ...bashTools, ...tools]);

/** What every shell does itself: no file of a root. */
const builtins: ReadonlySet<string> = new Set(
  'alias unalias set unset local return break continue shift getopts read eval source . declare typeset readonly let command builtin type hash [[ exec wait'.split(
    ' ',
  ),
);

/** Whether the root file system of a place has a program, of one of its names, at all. */
function isInstalled(world: World, place: Place, program: Program, name: string): boolean {
  const { hostsOnly = false, notOnHosts = false, imagesOnly = false } = program;
  if (!hostsOnly && !notOnHosts && !world.hub) return !imagesOnly;
  const location = locate(world, place);
  const { container } = location ?? {};
  const isHost = location?.machine.engine !== undefined && !container;
  if (hostsOnly || (notOnHosts && isHost)) return isHost && !notOnHosts;
  if (container?.hub === undefined) return !imagesOnly;
  if (builtins.has(name)) return true;
  return hasProgram(container.hub, container.files, name);
}

/** Whether a command is a shell, by its name or path. */
export const isShell = (name: string): boolean => /^((\/usr)?\/bin\/)?(sh|bash|dash|ash)$/.test(name);

/** Whether a place has a shell of a name. */
export function shellIsThere(world: World, place: Place, name: string): boolean {
  const container = world.hub ? locate(world, place)?.container : undefined;
  return container?.hub === undefined || hasProgram(container.hub, container.files, name);
}

/** What is known of the command of a name, wherever it is. */
export const programNamed = (name: string): Program | undefined => programs.get(name);

/** The command of a name at a place, ours or the bash library's. */
export function programAt(world: World, place: Place, name: string): Program | undefined {
  const program = programs.get(name);
  return program && isInstalled(world, place, program, name) ? program : undefined;
}

/** The command of ours of a name at a place. */
export function toolAt(world: World, place: Place, name: string): Tool | undefined {
  const tool = toolsByName.get(name);
  return tool && isInstalled(world, place, tool, name) ? tool : undefined;
}

/** The names of all commands of ours, wherever they are. */
export const allToolNames: readonly string[] = tools.flatMap(namesOf);

export const toolNamed = (name: string): boolean => toolsByName.has(name);

/** The names of the commands of ours that a place has. */
export const toolNamesAt = (world: World, place: Place): readonly string[] => namesAt(world, place, tools);

/** The names of the commands that a place has, but for the bash library's small ones. */
export const commandNamesAt = (world: World, place: Place): readonly string[] =>
  namesAt(world, place, [...tools, ...bashTools]);

const namesAt = (world: World, place: Place, all: readonly Program[]): readonly string[] =>
  all.flatMap((program) => namesOf(program).filter((name) => isInstalled(world, place, program, name)));
