import fc from 'fast-check';
import { garbage, odd } from './strange.ts';
import { device, either, ip, name, one, port, some, words } from './words.ts';

/* What the lab has not: compose, nft and tc. */

const yaml = fc.record({
  service: fc.oneof(name, garbage),
  image: fc.oneof(one('nginx | {} | [a] | &x *x | !!js/function | | null'), garbage),
  rest: garbage,
});
const compose = either(
  words(
    'docker',
    one('compose | compose -f x.yaml | --context x compose | -l debug compose'),
    one(
      'up -d | down -v --remove-orphans | ps -a --format json | config -q | logs -f web | run --rm web sh | exec -T web ls | build --no-cache | pull | restart | scale web=3 | port web 80 | top | events | version | cp a b | watch | ls | --help',
    ),
    some(2, odd, name),
  ),
  yaml.map(
    ({ service, image, rest }) =>
      `cat > compose.yaml <<'EOF'\nservices:\n  ${service}:\n    image: ${image}\n    ports: ["8080:80", ${rest}]\n    depends_on: [${service}]\nnetworks: {default: {driver: ${rest}}}\nEOF\ndocker compose up -d; docker-compose -f compose.yaml config; docker stack deploy -c compose.yaml x`,
  ),
);

const family = one('inet | ip | ip6 | bridge | arp | netdev | x');
const nft = either(
  words(
    'nft',
    one(' | -a | -j | -n | -c | -i | -s'),
    one('list ruleset | flush ruleset | list tables | list counters | monitor | describe tcp | -v | export json'),
  ),
  words(
    'nft',
    one('add | delete | list | flush | create | destroy | rename'),
    one('table | chain | set | map | flowtable | counter'),
    family,
    either(name, one('nat | filter'), odd),
    one(
      " | c | \"{ type filter hook input priority 0; policy drop; }\" | '{ type nat hook prerouting priority dstnat; }' | { | s '{ type ipv4_addr; flags interval; }'",
    ),
  ),
  words(
    'nft',
    one('add | insert | replace | delete'),
    'rule',
    family,
    one('filter c | nat c | t DOCKER | x'),
    some(
      4,
      words(
        one(
          'ip saddr | ip6 daddr | tcp dport | udp sport | iifname | oifname | ct state | meta mark | fib daddr type | limit rate',
        ),
        either(
          ip,
          port,
          device,
          one('{ 80, 443 } | != 1.2.3.0/24 | @s | established,related | 1-2 | vmap { 1 : drop }'),
        ),
      ),
      one(
        'counter | accept | drop | jump c | goto c | dnat to 10.9.0.2:80 | masquerade | snat ip to 1.2.3.4 | log prefix "x" | reject with tcp reset | return | notrack | handle 3',
      ),
    ),
  ),
  garbage.map((text) => `nft -f - <<'E'\ntable inet t { chain c { ${text} } }\nE`),
);
const tc = words(
  'tc',
  one(' | -s | -j | -d | -b'),
  one('qdisc | class | filter | actions | chain | monitor'),
  one('add | del | show | replace | change | ls'),
  some(
    5,
    words('dev', device),
    one('root | ingress | clsact | parent 1: | handle 1:0 | classid 1:1'),
    words(
      'netem',
      some(
        3,
        words(
          one('delay | loss | duplicate | corrupt | rate | limit | reorder'),
          one('100ms | 10% | 1mbit | 25% 50% | 100ms 20ms distribution normal | x | -1'),
        ),
      ),
    ),
    words('tbf rate', one('1mbit | x'), 'burst 32kbit latency 400ms'),
    one(
      'htb default 1 | fq_codel | pfifo_fast | noqueue | u32 match ip dst 1.2.3.4 flowid 1:1 | protocol ip | prio 1 | matchall action mirred egress redirect dev lo',
    ),
  ),
);

/** A line of a tool that is not there. */
export const absent: fc.Arbitrary<string> = fc.oneof(compose, nft, tc);
