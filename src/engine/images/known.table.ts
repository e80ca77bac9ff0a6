/** What widely used public images serve, as their documentation says it. */
export type ImageKind = 'web' | 'database' | 'queue' | 'proxy' | 'monitor' | 'network' | 'base';

export interface KnownImage {
  readonly kind: ImageKind;
  /** What it listens on, such as `5432` or `53/udp`. */
  readonly ports: readonly string[];
}

const rows: Readonly<Record<ImageKind, string>> = {
  database: `
mariadb 3306; mysql 3306 33060; percona 3306; mysql-server 3306 33060; postgres 5432; postgresql 5432; postgis 5432; pgvector 5432
timescaledb 5432; timescaledb-ha 5432; pgvecto-rs 5432; pgbouncer 5432; cockroach 26257 8080; mongo 27017; mongodb 27017
mongodb-community-server 27017; couchdb 5984 4369 9100; couchbase 8091 8092 8093 8094 11210; cassandra 9042 7000 7001 7199 9160
scylla 9042 7000 7001 9160 9180 10000; redis 6379; redis-stack 6379 8001; redis-stack-server 6379; valkey 6379; keydb 6379
dragonfly 6379; memcached 11211; elasticsearch 9200 9300; opensearch 9200 9300 9600; influxdb 8086; neo4j 7474 7473 7687
clickhouse-server 8123 9000 9009; clickhouse 8123 9000 9009; mssql/server 1433; azure-sql-edge 1433; etcd 2379 2380
minio 9000 9001; meilisearch 7700; qdrant 6333 6334; weaviate 8080 50051; milvus 19530 9091; chroma 8000; typesense 8108
rethinkdb 28015 8080 29015; arangodb 8529; solr 8983; questdb 9000 8812 9009; surrealdb 8000; firebird 3050; db2 50000
oracle/free 1521; oracle-xe 1521; openldap 389 636; consul 8500 8600 8600/udp 8300 8301 8302; vault 8200`,
  queue: `
rabbitmq 5672 15672 4369 5671 15691 15692 25672; cp-kafka 9092; kafka 9092; kafka-native 9092; cp-zookeeper 2181; zookeeper 2181 2888 3888 8080
redpanda 9092 9644 8081 8082; nats 4222 6222 8222; eclipse-mosquitto 1883; mosquitto 1883; emqx 1883 8083 8084 8883 18083
activemq 61616 8161; activemq-classic 61616 8161; activemq-artemis 61616 8161; pulsar 6650 8080; beanstalkd 11300
gearmand 4730; cp-schema-registry 8081; cp-kafka-connect 8083; kafka-ui 8080; kafdrop 9000`,
  proxy: `
traefik 80; caddy 80 443 443/udp 2019; nginx 80; nginx-unprivileged 8080; openresty 80; nginx-proxy 80 443
nginx-proxy-manager 80 81 443; swag 80 443; haproxy 80 443; envoy 10000; kong 8000 8001 8443 8444; varnish 80 8443
squid 3128; tinyproxy 8888; docker-socket-proxy 2375; oauth2-proxy 4180; apisix 9080 9443; krakend 8080; cloudflared; pgpool 5432`,
  web: `
httpd 80; apache 8080; whoami 80; wordpress 80; nextcloud 80; ghost 2368; drupal 80; joomla 80; mediawiki 80; matomo 80; redmine 3000
phpmyadmin 80; adminer 8080; pgadmin4 80 443; mongo-express 8081; redis-commander 8081; redisinsight 5540; gitea 3000 22
forgejo 3000 22; gitlab-ce 80 22 443; gitlab-ee 80 22 443; jenkins 8080 50000; nexus3 8081; sonarqube 9000; keycloak 8080 8443 9000
registry 5000; vaultwarden 80; jellyfin 8096 8920; plex 32400; emby 8096; home-assistant 8123; homeassistant 8123; node-red 1880
portainer-ce 9000 8000 9443; portainer 9000; uptime-kuma 3001; n8n 5678; metabase 3000; superset 8088; airflow 8080
authelia 9091; tomcat 8080; jetty 8080; mailhog 8025 1025; mailpit 8025 1025; maildev 1080 1025; smtp4dev 80 25
docker-mailserver 25 143 465 587 993; postfix 25; swagger-ui 8080; httpbin 80; http-echo 5678; wiremock 8080; mockserver 1080
localstack 4566; selenium/hub 4444; standalone-chrome 4444; jupyter 8888; base-notebook 8888; open-webui 8080; ollama 11434
homer 8080; heimdall 80 443; dashy 8080; homepage 3000; sonarr 8989; radarr 7878; prowlarr 9696; lidarr 8686; readarr 8787
bazarr 6767; jackett 9117; flaresolverr 8191; qbittorrent 8080; transmission 9091 51413 51413/udp; deluge 8112; sabnzbd 8080; overseerr 5055
jellyseerr 5055; tautulli 8181; syncthing 8384 22000 22000/udp; filebrowser 80; paperless-ngx 8000; immich-server 2283; photoprism 2342
mattermost 8065; rocket.chat 3000; synapse 8008; wekan 8080; bookstack 80; requarks/wiki 3000; outline 3000; strapi 1337; directus 8055
hasura 8080; graphql-engine 8080; postgrest 3000; unleash-server 4242; verdaccio 4873; minecraft-server 25565; code-server 8080 8443`,
  monitor: `
prometheus 9090; alertmanager 9093; node-exporter 9100; pushgateway 9091; blackbox-exporter 9115; postgres-exporter 9187
mysqld-exporter 9104; redis_exporter 9121; nginx-prometheus-exporter 9113; snmp-exporter 9116; grafana 3000; grafana-oss 3000
grafana-enterprise 3000; loki 3100; promtail 9080; tempo 3200 4317 4318; mimir 8080; alloy 12345; cadvisor 8080; victoria-metrics 8428
jaegertracing/all-in-one 16686 4317 4318 14268 14250 9411 6831/udp 5778; jaeger 16686 4317 4318; zipkin 9411; opentelemetry-collector 4317 4318 13133 55679
opentelemetry-collector-contrib 4317 4318 13133 55679; telegraf 8092/udp 8125/udp 8094; statsd 8125/udp 8126; graphite-statsd 80 2003 8125/udp
netdata 19999; kibana 5601; opensearch-dashboards 5601; logstash 5044 9600; fluentd 24224 5140; fluent-bit 2020; vector 8686; apm-server 8200
zabbix-server-mysql 10051; zabbix-server-pgsql 10051; zabbix-proxy-mysql 10051; zabbix-proxy-sqlite3 10051; zabbix-agent 10050
zabbix-agent2 10050; zabbix-web-nginx-mysql 8080 8443; zabbix-web-nginx-pgsql 8080 8443; zabbix-web-apache-mysql 8080 8443
zabbix-java-gateway 10052; zabbix-snmptraps 1162/udp; zabbix-web-service 10053; dozzle 8080; glances 61208; gotify 80; ntfy 80; sentry 9000`,
  network: `
pihole 53 53/udp 80 443; adguardhome 53 53/udp 80 443 3000; coredns 53 53/udp; bind9 53 53/udp; unbound 53 53/udp; dnsmasq 53 53/udp; technitium 53 53/udp 5380
dns-server 53 53/udp 5380; wireguard 51820/udp; wg-easy 51820/udp 51821; openvpn 1194/udp; gluetun 8000 8388 8388/udp 8888; tailscale; headscale 8080
openssh-server 2222; sftp 22; samba 139 445; vsftpd 20 21; tftpd 69/udp; iperf3 5201 5201/udp; unifi-network-application 8443 8080 3478/udp; ddclient; duckdns; socat; watchtower; autoheal`,
  base: `
alpine; debian; ubuntu; fedora; centos; rockylinux; almalinux; amazonlinux; archlinux; opensuse; busybox; python; golang; rust; ruby; openjdk
eclipse-temurin; composer; maven; gradle; sdk; aspnet; runtime; docker; curl; netshoot; buildpack-deps; bash; perl; erlang; elixir; swift; hello-world`,
};

/** By the last part of an image's name, or its last two. */
export const KNOWN_IMAGES: ReadonlyMap<string, KnownImage> = new Map(
  Object.entries(rows).flatMap(([kind, text]) =>
    text
      .trim()
      .split(/[;\n]\s*/)
      .map((row): [string, KnownImage] => {
        const [name = '', ...ports] = row.trim().split(' ');
        return [name, { kind: kind as ImageKind, ports }];
      }),
  ),
);
