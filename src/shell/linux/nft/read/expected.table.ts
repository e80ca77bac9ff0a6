/** What nft's grammar takes in a place, as its parser lists it. */
export const EXPECTED = {
  family: 'inet, netdev, <string>, bridge, arp, ip, ip6, last',
  name: '<string>, last',
  listed:
    'synproxy, hooks, table, tables, chain, chains, sets, set, map, maps, flowtable, ruleset, flow, meter, meters, flowtables, ct, counter, tunnel, counters, quotas, limits, tunnels, synproxys, limit, quota, secmark, secmarks',
  tcp: 'checksum, seq, reserved, flags, sport, dport, ackseq, doff, window, urgptr, option',
  chainType: 'filter, nat, route',
  policy: "accept, drop, '$'",
  ended: 'end of file, newline, semicolon',
  semicolon: 'newline, semicolon',
  handle: 'handle',
  level: 'emerg, alert, crit, err, warn, notice, info, debug, audit',
  unit: 'second, minute, hour, day, week',
  value:
    "., ==, !=, <, >, >=, <=, <<, >>, &, ^, !, @, vmap, map, reset, destroy, <number>, <string>, <quoted string>, <string with a trailing asterisk>, ether, vlan, arp, ip, ecn, icmp, igmp, ip6, icmpv6, ah, esp, comp, udp, udplite, tcp, dccp, gre, sctp, label, original, reply, last, snat, dnat, redirect, exists, missing, '{', '(', '|', '$'",
  metaValue:
    "., ==, !=, <, >, >=, <=, <<, >>, &, ^, !, @, vmap, set, map, reset, destroy, <number>, <string>, <quoted string>, <string with a trailing asterisk>, ether, vlan, arp, ip, ecn, icmp, igmp, ip6, icmpv6, ah, esp, comp, udp, udplite, tcp, dccp, gre, sctp, label, original, reply, last, snat, dnat, redirect, exists, missing, '{', '(', '|', '$'",
  inChain:
    "newline, semicolon, @, include, define, redefine, undefine, fib, socket, tproxy, osf, synproxy, devices, set, add, update, delete, reset, accept, drop, continue, jump, goto, return, policy, flow, meter, <number>, <string>, <quoted string>, <string with a trailing asterisk>, th, ether, type, vlan, arp, ip, icmp, igmp, ip6, icmpv6, ah, esp, comp, flags, udp, udplite, tcp, dccp, vxlan, gre, gretap, geneve, sctp, rt, rt0, rt2, srh, hbh, frag, dst, mh, meta, mark, iif, iifname, iiftype, oif, oifname, oiftype, skuid, skgid, nftrace, rtclassid, ibrname, obrname, pkttype, cpu, iifgroup, oifgroup, cgroup, time, ct, counter, last, tunnel, log, limit, quota, hour, day, reject, snat, dnat, masquerade, redirect, queue, dup, fwd, numgen, jhash, symhash, comment, notrack, exthdr, ipsec, xt, '{', '}', '(', '$'",
  statement:
    "@, fib, socket, tproxy, osf, synproxy, set, handle, add, update, delete, reset, accept, drop, continue, jump, goto, return, flow, meter, <number>, <string>, <quoted string>, <string with a trailing asterisk>, th, ether, vlan, arp, ip, icmp, igmp, ip6, icmpv6, ah, esp, comp, udp, udplite, tcp, dccp, vxlan, gre, gretap, geneve, sctp, rt, rt0, rt2, srh, hbh, frag, dst, mh, meta, mark, iif, iifname, iiftype, oif, oifname, oiftype, skuid, skgid, nftrace, rtclassid, ibrname, obrname, pkttype, cpu, iifgroup, oifgroup, cgroup, time, ct, counter, last, tunnel, log, limit, quota, hour, day, reject, snat, dnat, masquerade, redirect, queue, dup, fwd, numgen, jhash, symhash, position, index, notrack, exthdr, ipsec, xt, '{', '(', '$'",
} as const;
