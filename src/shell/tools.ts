import { locate } from '../world/place.ts';
import type { Place, World } from '../world/world.ts';
import { docker } from './docker/docker.ts';
import { brctl } from './linux/brctl.ts';
import { bridge } from './linux/bridge/bridge.ts';
import { cat } from './linux/cat.ts';
import { curl } from './linux/curl/curl.ts';
import { dig } from './linux/dns/dig.ts';
import { host } from './linux/dns/host.ts';
import { nslookup } from './linux/dns/nslookup.ts';
import { echo } from './linux/echo.ts';
import {
  arch,
  clear,
  env,
  groups,
  id,
  nproc,
  printenv,
  readlink,
  tty,
  uname,
  which,
  whoami,
} from './linux/environment.ts';
import { getent } from './linux/getent.ts';
import { hostname } from './linux/hostname.ts';
import { ip } from './linux/ip/ip.ts';
import { hostOnly, iptablesTools } from './linux/iptables/index.ts';
import { kill, pgrep, pidof, pkill } from './linux/kill.ts';
import { ls } from './linux/ls.ts';
import { arp } from './linux/net-tools/arp.ts';
import { ifconfig } from './linux/net-tools/ifconfig.ts';
import { netstat } from './linux/net-tools/netstat.ts';
import { route } from './linux/net-tools/route.ts';
import { nc } from './linux/nc.ts';
import { nginx } from './linux/nginx.ts';
import { nsenter } from './linux/nsenter.ts';
import { ping } from './linux/ping.ts';
import { nice, nohup, setsid, stdbuf } from './linux/prefixes.ts';
import { ps } from './linux/ps/ps.ts';
import { textTools } from './linux/text/index.ts';
import { ss } from './linux/ss/ss.ts';
import { sysctl } from './linux/sysctl.ts';
import { tcpdump } from './linux/tcpdump/tcpdump.ts';
import { date, sleep, timeout } from './linux/time.ts';
import { tracepath } from './linux/traceroute/tracepath.ts';
import { traceroute } from './linux/traceroute/traceroute.ts';
import { isCommandOfBash } from './bash/commands.table.ts';
import type { Tool } from './tool.ts';

/** Every command of ours, by name. */
export const registry: Readonly<Record<string, Tool>> = {
  arch,
  arp,
  brctl,
  bridge,
  cat,
  clear,
  curl,
  date,
  dig,
  dnsdomainname: hostname,
  docker,
  domainname: hostname,
  echo,
  env,
  false: () => 1,
  getent,
  groups,
  host,
  hostname,
  id,
  ifconfig,
  ip,
  kill,
  ls,
  nc,
  netcat: nc,
  netstat,
  'nc.openbsd': nc,
  nginx,
  nsenter,
  nisdomainname: hostname,
  nice,
  nohup,
  nproc,
  nslookup,
  pgrep,
  pidof,
  ping,
  ping4: ping,
  ping6: ping,
  pkill,
  ps,
  printenv,
  readlink,
  route,
  setsid,
  sleep,
  ss,
  stdbuf,
  sysctl,
  tcpdump,
  timeout,
  tracepath,
  traceroute,
  traceroute6: traceroute,
  true: () => 0,
  tty,
  uname,
  which,
  whoami,
  ypdomainname: hostname,
  ...iptablesTools,
  ...textTools,
};

/** Commands that only the hosts with an engine have; the images and the other machines share a smaller root. */
const ENGINE_ONLY = new Set<string>(['docker', 'jq', ...hostOnly]);

/** Whether the root file system of a place has commands of that name at all. */
function mayHave(world: World, place: Place, name: string): boolean {
  if (!ENGINE_ONLY.has(name)) return true;
  const location = locate(world, place);
  return location?.machine.engine !== undefined && !location.container;
}

/** The command of ours of a name at a place. */
export function toolAt(world: World, place: Place, name: string): Tool | undefined {
  const tool = Object.hasOwn(registry, name) ? registry[name] : undefined;
  return tool && mayHave(world, place, name) ? tool : undefined;
}

/** Whether a command of that name, ours or the bash library's, is at a place. */
export const isCommandAt = (world: World, place: Place, name: string): boolean =>
  toolAt(world, place, name) !== undefined || (isCommandOfBash(name) && mayHave(world, place, name));
