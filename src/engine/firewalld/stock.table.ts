/** The files of zones and policies that firewalld 2.5.2 brings, and its settings as they are installed. */
export const STOCK: Readonly<Record<string, string>> = {
  '/usr/lib/firewalld/zones/block.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone target="%%REJECT%%">
  <short>Block</short>
  <description>Unsolicited incoming network packets are rejected. Incoming packets that are related to outgoing network connections are accepted. Outgoing network connections are allowed.</description>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/dmz.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>DMZ</short>
  <description>For computers in your demilitarized zone that are publicly-accessible with limited access to your internal network. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/drop.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone target="DROP">
  <short>Drop</short>
  <description>Unsolicited incoming network packets are dropped. Incoming packets that are related to outgoing network connections are accepted. Outgoing network connections are allowed.</description>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/external.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>External</short>
  <description>For use on external networks. You do not trust the other computers on networks to not harm your computer. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <masquerade/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/home.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Home</short>
  <description>For use in home areas. You mostly trust the other computers on networks to not harm your computer. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <service name="mdns"/>
  <service name="samba-client"/>
  <service name="dhcpv6-client"/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/internal.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Internal</short>
  <description>For use on internal networks. You mostly trust the other computers on the networks to not harm your computer. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <service name="mdns"/>
  <service name="samba-client"/>
  <service name="dhcpv6-client"/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/public.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Public</short>
  <description>For use in public areas. You do not trust the other computers on networks to not harm your computer. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <service name="dhcpv6-client"/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/trusted.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone target="ACCEPT">
  <short>Trusted</short>
  <description>All network connections are accepted.</description>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/zones/work.xml': `<?xml version="1.0" encoding="utf-8"?>
<zone>
  <short>Work</short>
  <description>For use in work areas. You mostly trust the other computers on networks to not harm your computer. Only selected incoming connections are accepted.</description>
  <service name="ssh"/>
  <service name="dhcpv6-client"/>
  <forward/>
</zone>
`,
  '/usr/lib/firewalld/policies/allow-host-ipv6.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="CONTINUE" priority="-15000">
  <short>Allow host IPv6</short>
  <description>Allows basic IPv6 functionality for the host running firewalld.</description>
  <ingress-zone name="ANY" />
  <egress-zone name="HOST" />
  <rule family="ipv6">
    <icmp-type name="neighbour-advertisement" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="neighbour-solicitation" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="router-advertisement" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="redirect" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="mld-listener-done" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="mld-listener-query" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="mld-listener-report" />
    <accept />
  </rule>
  <rule family="ipv6">
    <icmp-type name="mld2-listener-report" />
    <accept />
  </rule>
</policy>
`,
  '/usr/lib/firewalld/policies/gateway-dmz-to-HOST.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="CONTINUE" priority="1000">
  <short>Set Gateway - DMZ to HOST</short>
  <description>
    Part of the policy set "gateway". Enables services commonly needed for a
    gateway, e.g. dns, dhcp.
  </description>
  <disable />

  <ingress-zone name="dmz" />
  <egress-zone name="HOST" />

  <service name="dns" />
  <service name="dhcp" />
</policy>
`,
  '/usr/lib/firewalld/policies/gateway-lan-to-HOST.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="CONTINUE" priority="1000">
  <short>Set Gateway - LAN to HOST</short>
  <description>
    Part of the policy set "gateway". A policy for traffic destined to the node
    running firewalld and originating from: internal, home, trusted. It
    enables basic services provided by a gateway, e.g. dns, dhcp.
  </description>
  <disable />

  <ingress-zone name="internal" />
  <ingress-zone name="home" />
  <ingress-zone name="trusted" />
  <egress-zone name="HOST" />

  <service name="dns" />
  <service name="dhcp" />
  <service name="ssh" />
</policy>
`,
  '/usr/lib/firewalld/policies/gateway-lan-to-work.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="ACCEPT" priority="1000">
  <short>Set Gateway - LAN to work</short>
  <description>
    Part of the policy set "gateway". Allows all traffic from LAN to work.
    Enables masquerading and common connection tracking helpers.
  </description>
  <disable />

  <ingress-zone name="internal" />
  <ingress-zone name="home" />
  <ingress-zone name="trusted" />
  <egress-zone name="work" />

  <!-- Some services that provide conntrack helpers -->
  <service name="ftp"/>
  <service name="tftp"/>
</policy>
`,
  '/usr/lib/firewalld/policies/gateway-lan-to-world.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="ACCEPT" priority="1000">
  <short>Set Gateway - LAN to world</short>
  <description>
    Part of the policy set "gateway". Allows all traffic from LAN to world. If
    an interface is added to the "external" zone then the traffic will be
    masqueraded. Also enables connection tracking helpers for common services,
    e.g. ftp.
  </description>
  <disable />

  <ingress-zone name="internal" />
  <ingress-zone name="home" />
  <ingress-zone name="trusted" />
  <egress-zone name="external" />
  <egress-zone name="public" />

  <!-- Some services that provide conntrack helpers -->
  <service name="ftp"/>
  <service name="tftp"/>
</policy>
`,
  '/usr/lib/firewalld/policies/gateway-world-to-HOST.xml': `<?xml version="1.0" encoding="utf-8"?>
<policy target="CONTINUE" priority="1000">
  <short>Set Gateway - world to HOST</short>
  <description>
    Part of the policy set "gateway". A policy for traffic received from
    external or public zones and destined to the HOST running firewalld. Useful
    to expose internal/dmz services with forward ports.
  </description>
  <disable />

  <ingress-zone name="external" />
  <ingress-zone name="public" />
  <egress-zone name="HOST" />

  <service name="dhcpv6-client"/>
</policy>
`,
  '/etc/firewalld/firewalld.conf': `# firewalld config file

# default zone
# The default zone used if an empty zone string is used.
# Default: public
DefaultZone=public

# Clean up on exit
# If set to no or false the firewall configuration will not get cleaned up
# on exit or stop of firewalld.
# Default: yes
CleanupOnExit=yes

# Clean up kernel modules on exit
# If set to yes or true the firewall related kernel modules will be
# unloaded on exit or stop of firewalld. This might attempt to unload
# modules not originally loaded by firewalld.
# Default: no
CleanupModulesOnExit=no

# IPv6_rpfilter
# Performs reverse path filtering (RPF) on IPv6 packets as per RFC 3704.
# Possible values:
#   - strict: Performs "strict" filtering as per RFC 3704. This check
#             verifies that the in ingress interface is the same interface
#             that would be used to send a packet reply to the source. That
#             is, ingress == egress.      
#   - loose: Performs "loose" filtering as per RFC 3704. This check only
#            verifies that there is a route back to the source through any
#            interface; even if it's not the same one on which the packet
#            arrived.
#   - strict-forward: This is almost identical to "strict", but does not perform
#                     RPF for packets targeted to the host (INPUT).
#   - loose-forward: This is almost identical to "loose", but does not perform
#                    RPF for packets targeted to the host (INPUT).
#   - no: RPF is completely disabled.
#
# The rp_filter for IPv4 is controlled using sysctl.
# Note: This feature has a performance impact. See man page FIREWALLD.CONF(5)
# for details.
# Default: strict
IPv6_rpfilter=strict

# IndividualCalls
# Do not use combined -restore calls, but individual calls. This increases the
# time that is needed to apply changes and to start the daemon, but is good for
# debugging.
# Default: no
IndividualCalls=no

# LogDenied
# Add logging rules right before reject and drop rules in the INPUT, FORWARD
# and OUTPUT chains for the default rules and also final reject and drop rules
# in zones. Possible values are: all, unicast, broadcast, multicast and off.
# Default: off
LogDenied=off

# FirewallBackend
# Selects the firewall backend implementation.
# Choices are:
#	- nftables (default)
#	- iptables (iptables, ip6tables, ebtables and ipset)
# Note: The iptables backend is deprecated. It will be removed in a future
# release.
FirewallBackend=nftables

# FlushAllOnReload
# Flush all runtime rules on a reload. In previous releases some runtime
# configuration was retained during a reload, namely; interface to zone
# assignment, and direct rules. This was confusing to users. To get the old
# behavior set this to "no".
# Default: yes
FlushAllOnReload=yes

# ReloadPolicy
# Policy during reload. By default all traffic except for established
# connections is dropped while the rules are updated. Set to "DROP", "REJECT"
# or "ACCEPT". Alternatively, specify it per table, like
# "OUTPUT:ACCEPT,INPUT:DROP,FORWARD:REJECT".
# Default: ReloadPolicy=INPUT:DROP,FORWARD:DROP,OUTPUT:DROP
ReloadPolicy=INPUT:DROP,FORWARD:DROP,OUTPUT:DROP

# RFC3964_IPv4
# As per RFC 3964, filter IPv6 traffic with 6to4 destination addresses that
# correspond to IPv4 addresses that should not be routed over the public
# internet.
# Defaults to "yes".
RFC3964_IPv4=yes

# StrictForwardPorts
# If set to yes, the generated destination NAT (DNAT) rules will NOT accept
# traffic that was DNAT'd by other entities, e.g. docker. Firewalld will be
# strict and not allow published container ports until they're explicitly
# allowed via firewalld.
# If set to no, then docker (and podman) integrates seamlessly with firewalld.
# Published container ports are implicitly allowed.
# Defaults to "no".
StrictForwardPorts=no

# NftablesFlowtable
# This may improve forwarded traffic throughput by enabling nftables flowtable.
# It is a software fastpath and avoids calling nftables rule evaluation for
# data packets. This only works for TCP and UDP traffic.
# The value is a space separated list of interfaces.
# Example value "eth0 eth1".
# Defaults to "off".
NftablesFlowtable=off

# NftablesCounters
# If set to yes, add a counter to every nftables rule. This is useful for
# debugging and comes with a small performance cost.
# Defaults to "no".
NftablesCounters=no

# NftablesTableOwner
# If set to yes, the generated nftables rule set will be owned exclusively by
# firewalld. This prevents other entities from mistakenly (or maliciously)
# modifying firewalld's rule set. If you intentionally modify firewalld's
# rules, then you will have to set this to "no".
# Defaults to "yes".
NftablesTableOwner=yes
`,
};
