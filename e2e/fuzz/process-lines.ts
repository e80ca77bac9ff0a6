import fc from 'fast-check';
import { INTERRUPT } from '../../src/shell/terminal/terminal.ts';
import { docker } from './docker-lines.ts';
import { linux } from './linux-lines.ts';
import { shellLine } from './shell-lines.ts';
import { odd, quoted } from './strange.ts';
import { either, one, some, words } from './words.ts';

/* Programs that go on: main programs with loops, what follows, what runs in the background, and what ends them. */

const STEPS = [
  ...[':', 'true', 'false', 'date', 'sleep 1', 'sleep 0', 'sleep 0.1', 'echo tick', 'echo tick >&2', 'read x', 'wait'],
  ...[
    'nc -l -p 9000',
    'nc -lk -p 9001 &',
    'nc -z -w 1 web 80',
    'echo hi | nc -w 1 172.17.0.2 9000',
    'nc -l -p 9 > /tmp/f',
  ],
  ...['curl -s -m 1 http://web/', 'wget -qO- -T 1 api', 'ping -c 1 -W 1 web', 'getent hosts db', 'test -f /tmp/f'],
  ...[
    'echo line >> /tmp/f',
    'cat /tmp/f',
    'seq 3000',
    'cat /dev/zero | head -c 9999 | wc -c',
    'touch /tmp/f',
    'rm /tmp/f',
  ],
  ...['trap "echo bye; exit 3" TERM INT', 'trap "" TERM', 'kill $$', 'kill -0 $!', 'exec sleep 3', 'exit', 'exit 1'],
  ...['(sleep 2; echo later) &', 'sleep 3 & wait $!', 'x=$((x+1)); [ $x -gt 5 ] && break', 'ip addr flush dev eth0'],
  ...[
    'hostname -i',
    'ip route del default',
    'kill 1',
    'sh -c "sleep 2; echo inner" &',
    'while read -r a; do echo $a; done',
  ],
] as const;
const step = either(fc.constantFrom(...STEPS), fc.constantFrom(...STEPS), linux);
const body = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('; ').replaceAll('&;', '&'));
const until = one(
  'true | false | : | sleep 1 | getent hosts db | nc -z web 80 | test -f /tmp/f | ping -c 1 -W 1 api | curl -sf -m 1 web',
  '[ $((n+=1)) -gt 3 ] | read -r line | kill -0 $! | ! nc -z -w 1 172.17.0.9 1',
);

/** A loop, of which most never end. */
const loop = fc.oneof(
  fc.tuple(one('while | until'), until, body).map(([word, on, inner]) => `${word} ${on}; do ${inner}\ndone`),
  fc
    .tuple(one('1 2 3 | $(seq 40) | web api box | *'), body)
    .map(([all, inner]) => `for i in ${all}; do ${inner}\ndone`),
  body.map((inner) => `for ((;;)); do ${inner}\ndone`),
  body.map((inner) => `f() { ${inner}\nf; }; f`),
);
const script = fc.array(either(loop, body), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('\n'));
const anyScript = fc.oneof({ weight: 4, arbitrary: script }, { weight: 1, arbitrary: shellLine });

/** What goes on until it is ended. */
export const follower = either(
  words('docker logs', one('-f | -f --tail 1 | -f --since 1s | -ft'), one('web | box | m1 | m2 | nosuch')),
  words('docker events', one(' | --since 1m | --filter type=network | --until 2s')),
  words('docker', one('attach | wait | attach --sig-proxy=false | attach --no-stdin'), one('web | m1 | m2')),
  one('docker stats | docker stats --no-stream | docker compose logs -f | docker service logs -f x | journalctl -f'),
  words('tail', one('-f | -F | -n +1 -f | -fq'), one('/tmp/f | /nosuch | /etc/hosts /tmp/f | /proc/net/dev')),
  words('watch', one('-n 1 | -n 0.1 | -d | -n x | -g -n 1'), step.map(quoted)),
  words('ping', one(' | -i 0.2 | -w 3 | -A | -f | -q | -D'), one('web | 172.17.0.2 | example.com | 10.9.9.9')),
  words('tcpdump -n -i', one('any | eth0 | docker0 | nosuch'), one(' | icmp | -c 3 | -w /tmp/f | tcp port 80 | x y')),
  one(
    'ip monitor | ip monitor route | conntrack -E | nc -lk -p 9002 | yes | cat | mtr web | top | iperf3 -s | socat - -',
  ),
  one('xtables-monitor | nft monitor | python3 -m http.server 9003 | inotifywait -m /tmp | tail -f /tmp/f | grep a'),
);

const name = one('m1 | m2 | m3 | box');
const runOption = either(
  words('--restart', one('always | on-failure:2 | unless-stopped | no')),
  one('--rm | --init | --stop-timeout 1 | --stop-signal INT | -t | -i | --network red | --network host | --read-only'),
  words(
    '--health-cmd',
    step.map(quoted),
    one(
      '--health-interval 1s | --health-interval 1s --health-retries 1 --health-timeout 1s | --health-interval x | --health-start-period 2s',
    ),
  ),
  words('--ulimit nofile=', odd).map((text) => text.replace('= ', '=')),
);
const main = either(
  words('docker run -d --name', name, some(2, runOption), 'alpine sh -c', anyScript.map(quoted)),
  words('docker run -d', some(2, runOption), 'ubuntu bash -c', anyScript.map(quoted)),
  words('docker run --rm', some(1, runOption), 'alpine sh -c', anyScript.map(quoted)),
  words('docker run -d --name', name, '--entrypoint sh alpine -c', anyScript.map(quoted)),
  words('docker run -d --name', name, 'alpine', follower),
);
const exec = words(
  one('docker exec box | docker exec -d box | docker exec -it web | docker exec m1 | timeout 3 docker exec m2'),
  'sh -c',
  anyScript.map(quoted),
);
const background = fc.oneof(
  either(follower, script, loop, exec, linux, docker).map((line) => `${line} &`),
  words(either(follower, loop), fc.constantFrom('&', '> /tmp/f &', '2>/dev/null &', '< /etc/hosts', '|| echo no &')),
  words(either(follower, loop), fc.constantFrom('| head -3', '| grep -m 1 a', '| tee /tmp/f &', '| wc -l &', '|& cat')),
  words(one('timeout 2 | timeout -s INT 1 | timeout x | nohup | time | sudo | env A=b | nice | setsid'), follower),
);
const ending = one(
  `${INTERRUPT} | jobs | jobs -l | fg | bg | fg %2 | kill %1 | kill -9 %1 %2 | kill $! | wait | wait %1 | wait -n | disown | ps aux`,
  'sleep 1 | sleep 5 | sleep 60 | sleep 3600 | docker stop m1 | docker kill m2 | docker restart -t 0 m1 | docker rm -f m1 m2',
  'docker logs m1 | docker logs --tail 3 m2 | docker ps -a | docker top m1 | docker pause m1 | docker unpause m1 | docker start m2',
  'docker network disconnect red m1 | docker network connect red m2 | systemctl restart docker | pkill sleep | killall sh',
);

/** A line that starts what goes on, looks at it, or ends it. */
export const processLine: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: main },
  { weight: 2, arbitrary: exec },
  { weight: 3, arbitrary: follower },
  { weight: 2, arbitrary: loop },
  { weight: 4, arbitrary: background },
  { weight: 8, arbitrary: ending },
);
