import fc from 'fast-check';
import { DEFAULTS } from '../../src/kernel/sysctl/sysctl.table.ts';
import { odd } from './strange.ts';
import { either, ip, mac, name, network, number, one, some, subnet, words } from './words.ts';

/* Options of docker with values that are nearly right. */

const key = fc.constantFrom(...Object.keys(DEFAULTS));
const flag = either(
  words(
    one('-p | --publish | --expose'),
    one(
      '80 | 0-65535 | 8080:80/sctp | 1-3:1-2 | [::]:81:80 | [fe80::1%eth0]:1:1 | 127.0.0.1::80 | 127.0.0.1:80-81:80 | 256.0.0.1:1:1 | 80/tcp/udp | :: | -1 | 080:80 | 8080:80:80:80',
    ),
  ),
  words('-p', odd),
  words(
    one('--network | --net'),
    either(
      network,
      one(
        'container:web | container:nosuch | container: | name=red,alias=a,alias=b | name=red,ip=10.9.0.77,mac-address=02:42:00:00:00:01 | name=red,driver-opt=com.docker.network.endpoint.ifname=x0 | name= | driver-opt=x | name=red,gw-priority=1 | "name=red,alias=웹"',
      ),
    ),
  ),
  words(one('--ip | --ip6 | --dns | --link-local-ip | --mac-address'), either(ip, mac, odd)),
  words(
    one(
      '--hostname | --domainname | --name | --network-alias | --dns-search | --dns-option | --user | --workdir | --entrypoint | --isolation | --runtime | --pid | --ipc | --uts | --userns | --cgroupns | --platform | --pull | --restart | --stop-signal | --log-driver | --volumes-from | --gpus | --label-file | --env-file | --cidfile',
    ),
    either(
      odd,
      name,
      one('host | private | container:web | always | on-failure:3 | unless-stopped | SIGKILL | 한글 | missing'),
    ),
  ),
  words(
    one(
      '-e | -l | --sysctl | --ulimit | --tmpfs | --device | --security-opt | --storage-opt | --log-opt | --annotation | --add-host | -v | --mount | --blkio-weight-device',
    ),
    either(
      odd,
      key,
      one(
        'A=b | A | = | =b | nofile=1:2 | /x:/y:ro | type=bind,src=/x,dst=/y | type=tmpfs | h:host-gateway | h:[::1] | label=x:y | net.ipv4.ip_forward=1',
      ),
    ),
  ),
  words(
    one(
      '-m | --memory | --memory-swap | --kernel-memory | --cpus | --cpu-shares | --cpuset-cpus | --pids-limit | --shm-size | --oom-score-adj | --stop-timeout | --health-interval | --health-retries | --health-cmd | --health-start-period | --memory-swappiness',
    ),
    either(number, one('6m | 1.5g | 1b | -1 | 0-3 | 5s | 1h1m | 1d | "exit 1" | x')),
  ),
  words(one('--cap-add | --cap-drop'), one('ALL | NET_ADMIN | CAP_NET_RAW | net_raw | X | -')),
  one(
    '--rm | -d | -i | -t | -it | --init | --privileged | --read-only | --no-healthcheck | --oom-kill-disable | -P | --sig-proxy=false | --detach-keys x | --use-api-socket | --disable-content-trust | -q | --help',
  ),
);
export const containers = words(
  one('docker run -d | docker run --rm | docker create | docker container run'),
  some(4, flag),
  one('nginx | alpine | busybox | redis | traefik/whoami | nosuch | nginx@sha256:x | NGINX | alpine:3 | -'),
  some(2, one('true | sleep 2 | ip addr | sh -c "exit 3" | nc -lk -p 81 | -x | nginx -t | cat'), odd),
);
export const services = words(
  'docker service',
  one('create | update | create --name api | update web'),
  some(
    4,
    words(
      one(
        '--replicas | --limit-cpu | --reserve-memory | --restart-max-attempts | --update-parallelism | --update-delay | --stop-grace-period | --max-concurrent | --replicas-max-per-node',
      ),
      number,
    ),
    words(
      one('--publish | --publish-add | --publish-rm | -p'),
      one('80:80 | 80 | published=8080,target=80,mode=host | target=80,protocol=x | mode=host | 1-2:1-2'),
    ),
    words(one('--network | --network-add | --network-rm'), network),
    words(
      one(
        '--constraint | --placement-pref | --env | --label | --mount | --secret | --config | --host | --dns | --endpoint-mode | --mode | --hostname | --update-order',
      ),
      either(
        odd,
        one(
          'node.role==worker | node.labels.x!=y | spread=node.labels.x | vip | dnsrr | global | replicated-job | host-a:1.2.3.4',
        ),
      ),
    ),
    one('-d | -q | --force | --rollback | --with-registry-auth | --no-resolve-image | --read-only | --init'),
  ),
  one('nginx | alpine | web | api | nosuch'),
);
export const networks = words(
  'docker network',
  one(
    'create | create -d bridge | create -d macvlan | create -d ipvlan | create -d overlay | connect | disconnect | connect red | prune -f --filter',
  ),
  some(
    4,
    words(one('--subnet | --ip-range'), subnet),
    words(one('--gateway | --ip | --ip6 | --link-local-ip'), ip),
    words(
      one(
        '--aux-address | --label | --ipam-opt | --driver-opt | -o | --alias | --link | --gw-priority | --scope | --config-from | --ipam-driver',
      ),
      either(
        odd,
        one(
          'a=10.9.0.5 | com.docker.network.bridge.name=br7 | com.docker.network.driver.mtu=100 | parent=eth0.7 | com.docker.network.enable_ipv6=x | com.docker.network.bridge.gateway_mode_ipv6=nat-unprotected | until=1h | label!=x',
        ),
      ),
    ),
    one('--ipv6 | --ipv4=false | --internal | --attachable | --ingress | --config-only'),
  ),
  some(2, network, name),
);
