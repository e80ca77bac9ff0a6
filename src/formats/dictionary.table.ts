/**
 * What documents of version 1 are likely to say, the likeliest last: the dictionary that their links are compressed with.
 * It is part of the format and must never change; a better one is another version.
 */
export const DICTIONARY_V1 = [
  'fedora node:20 python:3 golang redis:7 mysql:8 mariadb mongo rabbitmq memcached traefik/whoami httpd caddy haproxy',
  'com.docker.network.bridge.enable_ip_masquerade=false com.docker.network.bridge.gateway_mode_ipv4=routed nat-unprotected isolated',
  'com.docker.network.bridge.enable_icc=false com.docker.network.bridge.name= com.docker.network.driver.mtu=1450',
  'sysctl -w net.ipv4.ip_forward=0 sysctl net.ipv4.conf.all.rp_filter=1 ip route add default via ip addr show dev eth0 ip -br addr ip neigh',
  'iptables -t nat -L -n -v iptables -I DOCKER-USER -i eth0 -p tcp --dport -s -d -j DROP REJECT ACCEPT RETURN iptables-save conntrack -L',
  'docker network prune -f docker network ls docker network inspect bridge docker swarm init --advertise-addr docker service create --replicas',
  'docker container prune docker logs docker pause docker unpause docker rename docker restart docker start docker stop docker rm -f ',
  'ping -c 1 -W 1 traceroute -n nslookup dig +short getent hosts curl -sS -m 2 -I http://192.168.65.10:8080/ http://172.17.0.2/ nc -zv wget -qO-',
  'docker exec -it sh docker inspect -f docker ps -a docker port cat /etc/hosts /etc/resolv.conf hostname',
  ' --restart unless-stopped --hostname --add-host host.docker.internal:host-gateway --dns 1.1.1.1 --cap-add NET_ADMIN --privileged --mac-address ',
  ' --subnet 10.10.0.0/24 --gateway 172.20.0.1 --ip-range --internal --ipv6 -d macvlan -o parent=eth0 -d overlay --attachable --driver bridge ',
  ' --ip 172.18.0. --network host --network none --network container: --network-alias backend frontend --link -v -e POSTGRES_PASSWORD=secret ',
  ' ubuntu:22.04 debian alpine busybox sleep infinity postgres:16 redis nginx:alpine nginx',
  'gateway proxy cache queue worker auth users orders shop private public internal monitor',
  '{"n":"","s":1,"p":{"host1/"docker network connect docker network disconnect docker network rm docker network create frontend backend',
  '"c":[["host1/web",["curl -s http://api:3000/"],["client",["curl -sI http://192.168.65.10:8080/',
  '"]],"host1",["docker run -d --name db --network back postgres","docker run -d --name api --network net1 -p 8080:80 nginx","docker run -d --name web',
].join('\n');
