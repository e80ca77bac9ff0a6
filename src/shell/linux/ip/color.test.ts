import { describe, expect, it } from 'vitest';
import { coloredBridge, coloredBrief, coloredLinks, coloredRoutes } from './color.ts';

/** Escapes made readable: `[1;36m` is `<cyan>` and so on, the end of a colour `>`. */
const seen = (text: string): string =>
  text
    .replaceAll('\u001b[0m', '>')
    .replaceAll('\u001b[', '<')
    .replace(/(<[\d;]+)m/g, '$1:');

/** As `cat -v` showed them on the reference engine. */
describe('ip -c', () => {
  it('paints links and addresses', () => {
    expect(
      seen(
        coloredLinks(
          '3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state DOWN group default qlen 0\n    link/ether 52:81:57:d7:54:d4 brd ff:ff:ff:ff:ff:ff\n    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\n    inet6 ::1/128 scope host proto kernel_lo \n',
        ),
      ),
    ).toBe(
      '3: <1;36:docker0: ><NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500 qdisc noqueue state <1;31:DOWN >group default qlen 0\n    link/ether <1;33:52:81:57:d7:54:d4> brd <1;33:ff:ff:ff:ff:ff:ff>\n    inet <1;35:172.17.0.1>/16 brd <1;35:172.17.255.255 >scope global docker0\n    inet6 <1;94:::1>/128 scope host proto kernel_lo \n',
    );
  });
  it('paints brief lists', () => {
    expect(
      seen(
        coloredBrief(
          'lo               UNKNOWN        127.0.0.1/8 ::1/128 \neth0@if3         UP             ae:74:f5:a5:8f:80 <UP> \n',
        ),
      ),
    ).toBe(
      '<1;36:lo               >UNKNOWN        <1;35:127.0.0.1>/8 <1;94:::1>/128 \n<1;36:eth0@if3         ><1;32:UP             ><1;33:ae:74:f5:a5:8f:80 ><UP> \n',
    );
  });
  it('paints routes and neighbours', () => {
    expect(
      seen(
        coloredRoutes(
          'default via 192.168.65.1 dev eth0 \n172.17.0.0/16 dev docker0 proto kernel scope link src 172.17.0.1 linkdown \nfe80::1 dev br-1 lladdr 7e:7f:63:76:da:af STALE \n',
        ),
      ),
    ).toBe(
      'default via <1;35:192.168.65.1 >dev <1;36:eth0 >\n<1;35:172.17.0.0/16 >dev <1;36:docker0 >proto kernel scope link src <1;35:172.17.0.1 >linkdown \n<1;94:fe80::1 >dev <1;36:br-1 >lladdr <1;33:7e:7f:63:76:da:af >STALE \n',
    );
  });
  it('paints what bridge prints', () => {
    expect(
      seen(
        coloredBridge(
          '4: veth4b84ee1@eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master docker0 state forwarding priority 32 cost 2 \n22:ae:57:77:a2:2d dev veth4b84ee1 master docker0 \ndev docker0 port docker0 grp ff02::6a temp\n',
        ),
      ),
    ).toBe(
      '4: <1;36:veth4b84ee1@eth0: ><BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 master docker0 state forwarding priority 32 cost 2 \n<1;33:22:ae:57:77:a2:2d >dev <1;36:veth4b84ee1 >master docker0 \n<1;36:dev docker0> port docker0<1;94: grp ff02::6a> temp\n',
    );
  });
});
