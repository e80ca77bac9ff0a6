/**
 * What kinds of links can do for the stack, as the kernel names it (net/ethtool/common.c: netdev_features_strings), in the order in
 * which ethtool shows it. A column a kind: loopback, veth, bridge, macvlan, vxlan. `+` is on, `-` off, `1` and `0` are so for good,
 * `?` is wanted but not had.
 */
export const FEATURES = `rx-checksum 1+01+
tx-checksum-ipv4 00000
tx-checksum-ip-generic 1++1+
tx-checksum-ipv6 00000
tx-checksum-fcoe-crc 00000
tx-checksum-sctp 1+000
tx-scatter-gather 1++1+
tx-scatter-gather-fraglist 1++1+
tx-tcp-segmentation +++1+
tx-tcp-ecn-segmentation +++1+
tx-tcp-mangleid-segmentation +++1+
tx-tcp6-segmentation +++1+
tx-tcp-accecn-segmentation +++1+
tx-generic-segmentation +++++
rx-gro +-+?+
rx-lro 000-0
rx-vlan-hw-parse 0+000
tx-vlan-hw-insert 0++00
rx-ntuple-filter 00000
rx-hashing 00000
highdma 1++10
rx-vlan-filter 00000
vlan-challenged 10000
tx-gso-robust 00+10
tx-fcoe-segmentation 00+00
tx-gre-segmentation 0++10
tx-gre-csum-segmentation 0++10
tx-ipxip4-segmentation 0++10
tx-ipxip6-segmentation 0++10
tx-udp_tnl-segmentation 0++10
tx-udp_tnl-csum-segmentation 0++10
tx-gso-partial 00+00
tx-tunnel-remcsum-segmentation 00+00
tx-sctp-segmentation +++1+
tx-esp-segmentation 00+00
tx-udp-segmentation +++1+
tx-gso-list +++1+
tx-nocache-copy 0----
loopback 10000
rx-fcs 00000
rx-all 00000
tx-vlan-stag-hw-insert 0++00
rx-vlan-stag-hw-parse 0+000
rx-vlan-stag-filter 00000
l2-fwd-offload 00000
hw-tc-offload 00000
esp-hw-offload 00000
esp-tx-csum-hw-offload 00000
rx-udp_tunnel-port-offload 00000
tls-hw-tx-offload 00000
tls-hw-rx-offload 00000
rx-gro-hw 00000
tls-hw-record 00000
rx-gro-list -----
macsec-hw-offload 00000
rx-udp-gro-forwarding -----
hsr-tag-ins-offload 00000
hsr-tag-rm-offload 00000
hsr-fwd-offload 00000
hsr-dup-offload 00000`;
