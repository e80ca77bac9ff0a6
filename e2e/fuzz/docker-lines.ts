import fc from 'fast-check';
import { either, ip, mac, mostly, name, NAMES, network, one, some, subnet, words } from './words.ts';

const image = mostly('nginx | alpine | traefik/whoami | redis | busybox', 'nosuch | nginx:9 | Ub:x');

const publication = either(
  words('-p', one('8080:80 | 80 | 8080:80/udp | 127.0.0.1:8081:80 | 8080-8082:80-82 | 8080:80-81 | [::1]:8080:80')),
  words('-p', one("0:80 | 99999:80 | :80 | 80/x | 8080:80/sctp | published=8080,target=80,protocol=tcp | ''")),
  one('-P | --expose 8080 | --expose 80-90/udp | --expose x'),
);
const attachment = either(
  words('--network', network),
  words('--network', one('container:a1 | container:b2 | container: | name=red,ip=10.9.0.7,alias=z | name=blue,x=1')),
  words('--ip', ip),
  words('--mac-address', mac),
  words(one('--network-alias | --net-alias'), mostly('web | db', "'' | é")),
  words('--link', one('a1 | a1:web | b2: | :x')),
);
const surroundings = either(
  one('--rm | -it | --restart always | --restart x | --cap-add NET_ADMIN | --cap-drop ALL | --privileged'),
  one('--hostname web.shop | --domainname x | --dns 203.0.113.53 | --dns x | --dns-search shop | --dns-option ndots:2'),
  one(
    '--add-host web:1.2.3.4 | --add-host x | --add-host h:host-gateway | --sysctl net.ipv4.ip_forward=0 | --sysctl x',
  ),
  one('-e A=b | --nosuch | --entrypoint sleep | -l x=y | --user nobody | --pid host | --stop-timeout 1'),
);
/** Options that are refused nowhere, or only beside others. */
const sound = either(
  words('--network', one('red | blue | bridge | host | none | container:a1')),
  words('-p', one('8080:80 | 80 | 8081:80/udp | 127.0.0.1:8082:80 | 9000-9002:80-82')),
  one('-P | --rm | --restart always | --cap-add NET_ADMIN | --hostname web | --add-host h:host-gateway | --link a1'),
  one('--network name=red,alias=web | --network red --network blue | --network red --network-alias web'),
);
const simpleRun = words(
  one('docker run -d | docker run -d | docker create'),
  '--name',
  one(...NAMES),
  some(1, sound),
  one('nginx | alpine | redis'),
);
const anyRun = words(
  one('docker run -d | docker run | docker create'),
  '--name',
  name,
  some(3, publication, attachment, surroundings, sound),
  image,
  mostly(' | true | sleep 5', 'false | nosuch | ip addr | nc -l -p 80'),
);
export const runs = fc.oneof({ weight: 2, arbitrary: simpleRun }, { weight: 1, arbitrary: anyRun });

const networkOption = either(
  words('--subnet', subnet),
  words('--gateway', ip),
  words('--ip-range', one('10.9.0.128/25 | 10.9.0.0/28 | x')),
  words('--aux-address', one('r=10.9.0.9 | r=1.2.3.4 | x')),
  one('--internal | --ipv6 | --attachable | --ingress | --config-only | --scope swarm | --ipv4=false | --nosuch'),
  words('-d', one('bridge | macvlan | ipvlan | host | null | overlay | x')),
  words(
    '-o com.docker.network',
    one(
      'bridge.name=lab0 | bridge.enable_icc=false | bridge.enable_ip_masquerade=false | bridge.gateway_mode_ipv4=routed',
      'bridge.gateway_mode_ipv4=isolated | bridge.host_binding_ipv4=127.0.0.1 | bridge.inhibit_ipv4=true | driver.mtu=1400',
      'bridge.trusted_host_interfaces=eth0 | driver.mtu=x | container_iface_prefix=x | x',
    ),
  ).map((text) => text.replace('network ', 'network.')),
  one('-o parent=eth0 | -o parent=eth0.10 | -o macvlan_mode=passthru | -o ipvlan_mode=l3 | -o x'),
);
const networks = either(
  words('docker network create', one('red | blue | green')),
  words('docker network create', some(2, networkOption), network),
  words(
    'docker network connect',
    some(2, words('--ip', ip), words('--alias', name), one('--link a1:x')),
    network,
    name,
  ),
  words('docker network disconnect', mostly(' ', '-f'), network, name),
  words('docker network', one('rm | inspect | ls -f name= | prune -f'), network),
);

const lifecycle = words(
  'docker',
  one('start | stop | stop -t 0 | restart -t 0 | kill | kill -s HUP | pause | unpause | rm | rm -f | rm -fv'),
  name,
);
const formats = one(
  "'{{json .}}' | '{{.Names}} {{.Ports}}' | '{{range .}}' | '{{.Nosuch}}' | json | table | 'table {{.ID}}' | '{{'",
  "'{{.NetworkSettings}}' | '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'",
);
const filters = one(
  'name=a | network=red | status=exited | publish=80 | expose=80 | driver=bridge | dangling=true | x=y | x',
);
const questions = either(
  words('docker rename', name, name),
  words('docker', one('inspect | port | logs | top | stats --no-stream | wait | attach | diff'), name),
  words(
    'docker exec',
    one('-d | -u nobody | -w /tmp | -e A=b | -it'),
    name,
    one('ip addr | nosuch | true | sh -c "ip route"'),
  ),
  words(
    one('docker ps | docker ps -a | docker network ls | docker images'),
    either(words('--filter', filters), words('--format', formats), one('-q | --no-trunc | -n 1 | -l | -s | -x')),
  ),
  words('docker inspect -f', formats, name),
  one('docker container prune -f | docker system prune -f | docker info | docker version | docker | docker network'),
  one('docker run | docker run --help | docker network create --help | docker nosuch | docker ps -a -q'),
);

export const docker = fc.oneof(
  { weight: 3, arbitrary: lifecycle },
  { weight: 3, arbitrary: networks },
  { weight: 2, arbitrary: questions },
);
