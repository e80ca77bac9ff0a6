// Made by e2e/scripts/compose-schema.ts of the compose specification (Apache-2.0, see deploy/compose-spec): do not edit.
import type { SchemaTable } from './schema.ts';

export const table: SchemaTable = {
  root: {
    type: ['object'],
    properties: {
      version: { type: ['string'] },
      name: { type: ['string'] },
      include: { type: ['array'], items: { ref: 'include' } },
      services: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'service' } }, closed: true },
      models: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'model' } } },
      networks: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'network' } } },
      volumes: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'volume' } }, closed: true },
      secrets: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'secret' } }, closed: true },
      configs: { type: ['object'], patternProperties: { '^[a-zA-Z0-9._-]+$': { ref: 'config' } }, closed: true },
    },
    patternProperties: { '^x-': {} },
    closed: true,
  },
  definitions: {
    service: {
      type: ['object'],
      properties: {
        develop: { ref: 'development' },
        deploy: { ref: 'deployment' },
        annotations: { ref: 'list_or_dict' },
        attach: { type: ['boolean', 'string'] },
        build: {
          oneOf: [
            { type: ['string'] },
            {
              type: ['object'],
              properties: {
                context: { type: ['string'] },
                dockerfile: { type: ['string'] },
                dockerfile_inline: { type: ['string'] },
                entitlements: { type: ['array'], items: { type: ['string'] } },
                args: { ref: 'list_or_dict' },
                ssh: { ref: 'list_or_dict' },
                labels: { ref: 'list_or_dict' },
                cache_from: { type: ['array'], items: { type: ['string'] } },
                cache_to: { type: ['array'], items: { type: ['string'] } },
                no_cache: { type: ['boolean', 'string'] },
                additional_contexts: { ref: 'list_or_dict' },
                network: { type: ['string'] },
                provenance: { type: ['string', 'boolean'] },
                sbom: { type: ['string', 'boolean'] },
                pull: { type: ['boolean', 'string'] },
                target: { type: ['string'] },
                shm_size: { type: ['integer', 'string'] },
                extra_hosts: { ref: 'extra_hosts' },
                isolation: { type: ['string'] },
                privileged: { type: ['boolean', 'string'] },
                secrets: { ref: 'service_config_or_secret' },
                tags: { type: ['array'], items: { type: ['string'] } },
                ulimits: { ref: 'ulimits' },
                platforms: { type: ['array'], items: { type: ['string'] } },
              },
              patternProperties: { '^x-': {} },
              closed: true,
            },
          ],
        },
        blkio_config: {
          type: ['object'],
          properties: {
            device_read_bps: { type: ['array'], items: { ref: 'blkio_limit' } },
            device_read_iops: { type: ['array'], items: { ref: 'blkio_limit' } },
            device_write_bps: { type: ['array'], items: { ref: 'blkio_limit' } },
            device_write_iops: { type: ['array'], items: { ref: 'blkio_limit' } },
            weight: { type: ['integer', 'string'] },
            weight_device: { type: ['array'], items: { ref: 'blkio_weight' } },
          },
          closed: true,
        },
        cap_add: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        cap_drop: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        cgroup: { type: ['string'], enum: ['host', 'private'] },
        cgroup_parent: { type: ['string'] },
        command: { ref: 'command' },
        configs: { ref: 'service_config_or_secret' },
        container_name: { type: ['string'], pattern: '[a-zA-Z0-9][a-zA-Z0-9_.-]+' },
        cpu_count: { oneOf: [{ type: ['string'] }, { type: ['integer'], minimum: 0 }] },
        cpu_percent: { oneOf: [{ type: ['string'] }, { type: ['integer'], minimum: 0, maximum: 100 }] },
        cpu_shares: { type: ['number', 'string'] },
        cpu_quota: { type: ['number', 'string'] },
        cpu_period: { type: ['number', 'string'] },
        cpu_rt_period: { type: ['number', 'string'] },
        cpu_rt_runtime: { type: ['number', 'string'] },
        cpus: { type: ['number', 'string'] },
        cpuset: { type: ['string'] },
        credential_spec: {
          type: ['object'],
          properties: { config: { type: ['string'] }, file: { type: ['string'] }, registry: { type: ['string'] } },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        depends_on: {
          oneOf: [
            { ref: 'list_of_strings' },
            {
              type: ['object'],
              patternProperties: {
                '^[a-zA-Z0-9._-]+$': {
                  type: ['object'],
                  properties: {
                    restart: { type: ['boolean', 'string'] },
                    required: { type: ['boolean'] },
                    condition: {
                      type: ['string'],
                      enum: ['service_started', 'service_healthy', 'service_completed_successfully'],
                    },
                  },
                  patternProperties: { '^x-': {} },
                  closed: true,
                  required: ['condition'],
                },
              },
              closed: true,
            },
          ],
        },
        device_cgroup_rules: { ref: 'list_of_strings' },
        devices: {
          type: ['array'],
          items: {
            oneOf: [
              { type: ['string'] },
              {
                type: ['object'],
                properties: {
                  source: { type: ['string'] },
                  target: { type: ['string'] },
                  permissions: { type: ['string'] },
                },
                patternProperties: { '^x-': {} },
                closed: true,
                required: ['source'],
              },
            ],
          },
        },
        dns: { ref: 'string_or_list' },
        dns_opt: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        dns_search: { ref: 'string_or_list' },
        domainname: { type: ['string'] },
        entrypoint: { ref: 'command' },
        env_file: { ref: 'env_file' },
        label_file: { ref: 'label_file' },
        environment: { ref: 'list_or_dict' },
        expose: { type: ['array'], items: { type: ['string', 'number'] }, uniqueItems: true },
        extends: {
          oneOf: [
            { type: ['string'] },
            {
              type: ['object'],
              properties: { service: { type: ['string'] }, file: { type: ['string'] } },
              closed: true,
              required: ['service'],
            },
          ],
        },
        provider: {
          type: ['object'],
          properties: {
            type: { type: ['string'] },
            options: {
              type: ['object'],
              patternProperties: {
                '^.+$': {
                  oneOf: [
                    { type: ['string', 'number', 'boolean'] },
                    { type: ['array'], items: { type: ['string', 'number', 'boolean'] } },
                  ],
                },
              },
            },
          },
          patternProperties: { '^x-': {} },
          closed: true,
          required: ['type'],
        },
        external_links: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        extra_hosts: { ref: 'extra_hosts' },
        gpus: { ref: 'gpus' },
        group_add: { type: ['array'], items: { type: ['string', 'number'] }, uniqueItems: true },
        healthcheck: { ref: 'healthcheck' },
        hostname: { type: ['string'] },
        image: { type: ['string'] },
        init: { type: ['boolean', 'string'] },
        ipc: { type: ['string'] },
        isolation: { type: ['string'] },
        labels: { ref: 'list_or_dict' },
        links: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        logging: {
          type: ['object'],
          properties: {
            driver: { type: ['string'] },
            options: { type: ['object'], patternProperties: { '^.+$': { type: ['string', 'number', 'null'] } } },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        mac_address: { type: ['string'] },
        mem_limit: { type: ['number', 'string'] },
        mem_reservation: { type: ['string', 'integer'] },
        mem_swappiness: { type: ['integer', 'string'] },
        memswap_limit: { type: ['number', 'string'] },
        network_mode: { type: ['string'] },
        models: {
          oneOf: [
            { ref: 'list_of_strings' },
            {
              type: ['object'],
              patternProperties: {
                '^[a-zA-Z0-9._-]+$': {
                  oneOf: [
                    {
                      type: ['object'],
                      properties: { endpoint_var: { type: ['string'] }, model_var: { type: ['string'] } },
                      patternProperties: { '^x-': {} },
                      closed: true,
                    },
                    { type: ['null'] },
                  ],
                },
              },
            },
          ],
        },
        networks: {
          oneOf: [
            { ref: 'list_of_strings' },
            {
              type: ['object'],
              patternProperties: {
                '^[a-zA-Z0-9._-]+$': {
                  oneOf: [
                    {
                      type: ['object'],
                      properties: {
                        aliases: { ref: 'list_of_strings' },
                        interface_name: { type: ['string'] },
                        ipv4_address: { type: ['string'] },
                        ipv6_address: { type: ['string'] },
                        link_local_ips: { ref: 'list_of_strings' },
                        mac_address: { type: ['string'] },
                        driver_opts: {
                          type: ['object'],
                          patternProperties: { '^.+$': { type: ['string', 'number'] } },
                        },
                        priority: { type: ['number'] },
                        gw_priority: { type: ['number'] },
                      },
                      patternProperties: { '^x-': {} },
                      closed: true,
                    },
                    { type: ['null'] },
                  ],
                },
              },
              closed: true,
            },
          ],
        },
        oom_kill_disable: { type: ['boolean', 'string'] },
        oom_score_adj: { oneOf: [{ type: ['string'] }, { type: ['integer'], minimum: -1000, maximum: 1000 }] },
        pid: { type: ['string', 'null'] },
        pids_limit: { type: ['number', 'string'] },
        platform: { type: ['string'] },
        ports: {
          type: ['array'],
          items: {
            oneOf: [
              { type: ['number'] },
              { type: ['string'] },
              {
                type: ['object'],
                properties: {
                  name: { type: ['string'] },
                  mode: { type: ['string'] },
                  host_ip: { type: ['string'] },
                  target: { type: ['integer', 'string'] },
                  published: { type: ['string', 'integer'] },
                  protocol: { type: ['string'] },
                  app_protocol: { type: ['string'] },
                },
                patternProperties: { '^x-': {} },
                closed: true,
              },
            ],
          },
          uniqueItems: true,
        },
        post_start: { type: ['array'], items: { ref: 'service_hook' } },
        pre_stop: { type: ['array'], items: { ref: 'service_hook' } },
        privileged: { type: ['boolean', 'string'] },
        profiles: { ref: 'list_of_strings' },
        pull_policy: {
          type: ['string'],
          pattern: 'always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+',
        },
        pull_refresh_after: { type: ['string'] },
        read_only: { type: ['boolean', 'string'] },
        restart: { type: ['string'] },
        runtime: { type: ['string'] },
        scale: { type: ['integer', 'string'] },
        security_opt: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        shm_size: { type: ['number', 'string'] },
        secrets: { ref: 'service_config_or_secret' },
        sysctls: { ref: 'list_or_dict' },
        stdin_open: { type: ['boolean', 'string'] },
        stop_grace_period: { type: ['string'] },
        stop_signal: { type: ['string'] },
        storage_opt: { type: ['object'] },
        tmpfs: { ref: 'string_or_list' },
        tty: { type: ['boolean', 'string'] },
        ulimits: { ref: 'ulimits' },
        use_api_socket: { type: ['boolean'] },
        user: { type: ['string'] },
        uts: { type: ['string'] },
        userns_mode: { type: ['string'] },
        volumes: {
          type: ['array'],
          items: {
            oneOf: [
              { type: ['string'] },
              {
                type: ['object'],
                properties: {
                  type: { type: ['string'], enum: ['bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'] },
                  source: { type: ['string'] },
                  target: { type: ['string'] },
                  read_only: { type: ['boolean', 'string'] },
                  consistency: { type: ['string'] },
                  bind: {
                    type: ['object'],
                    properties: {
                      propagation: { type: ['string'] },
                      create_host_path: { type: ['boolean', 'string'] },
                      recursive: { type: ['string'], enum: ['enabled', 'disabled', 'writable', 'readonly'] },
                      selinux: { type: ['string'], enum: ['z', 'Z'] },
                    },
                    patternProperties: { '^x-': {} },
                    closed: true,
                  },
                  volume: {
                    type: ['object'],
                    properties: {
                      labels: { ref: 'list_or_dict' },
                      nocopy: { type: ['boolean', 'string'] },
                      subpath: { type: ['string'] },
                    },
                    patternProperties: { '^x-': {} },
                    closed: true,
                  },
                  tmpfs: {
                    type: ['object'],
                    properties: {
                      size: { oneOf: [{ type: ['integer'], minimum: 0 }, { type: ['string'] }] },
                      mode: { type: ['number', 'string'] },
                    },
                    patternProperties: { '^x-': {} },
                    closed: true,
                  },
                  image: {
                    type: ['object'],
                    properties: { subpath: { type: ['string'] } },
                    patternProperties: { '^x-': {} },
                    closed: true,
                  },
                },
                patternProperties: { '^x-': {} },
                closed: true,
                required: ['type'],
              },
            ],
          },
          uniqueItems: true,
        },
        volumes_from: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
        working_dir: { type: ['string'] },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    healthcheck: {
      type: ['object'],
      properties: {
        disable: { type: ['boolean', 'string'] },
        interval: { type: ['string'] },
        retries: { type: ['number', 'string'] },
        test: { oneOf: [{ type: ['string'] }, { type: ['array'], items: { type: ['string'] } }] },
        timeout: { type: ['string'] },
        start_period: { type: ['string'] },
        start_interval: { type: ['string'] },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    development: {
      type: ['object', 'null'],
      properties: {
        watch: {
          type: ['array'],
          items: {
            type: ['object'],
            properties: {
              ignore: { ref: 'string_or_list' },
              include: { ref: 'string_or_list' },
              path: { type: ['string'] },
              action: { type: ['string'], enum: ['rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'] },
              target: { type: ['string'] },
              exec: { ref: 'service_hook' },
              initial_sync: { type: ['boolean'] },
            },
            patternProperties: { '^x-': {} },
            closed: true,
            required: ['path', 'action'],
          },
        },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    deployment: {
      type: ['object', 'null'],
      properties: {
        mode: { type: ['string'] },
        endpoint_mode: { type: ['string'] },
        replicas: { type: ['integer', 'string'] },
        labels: { ref: 'list_or_dict' },
        rollback_config: {
          type: ['object'],
          properties: {
            parallelism: { type: ['integer', 'string'] },
            delay: { type: ['string'] },
            failure_action: { type: ['string'] },
            monitor: { type: ['string'] },
            max_failure_ratio: { type: ['number', 'string'] },
            order: { type: ['string'], enum: ['start-first', 'stop-first'] },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        update_config: {
          type: ['object'],
          properties: {
            parallelism: { type: ['integer', 'string'] },
            delay: { type: ['string'] },
            failure_action: { type: ['string'] },
            monitor: { type: ['string'] },
            max_failure_ratio: { type: ['number', 'string'] },
            order: { type: ['string'], enum: ['start-first', 'stop-first'] },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        resources: {
          type: ['object'],
          properties: {
            limits: {
              type: ['object'],
              properties: {
                cpus: { type: ['number', 'string'] },
                memory: { type: ['string'] },
                pids: { type: ['integer', 'string'] },
              },
              patternProperties: { '^x-': {} },
              closed: true,
            },
            reservations: {
              type: ['object'],
              properties: {
                cpus: { type: ['number', 'string'] },
                memory: { type: ['string'] },
                generic_resources: { ref: 'generic_resources' },
                devices: { ref: 'devices' },
              },
              patternProperties: { '^x-': {} },
              closed: true,
            },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        restart_policy: {
          type: ['object'],
          properties: {
            condition: { type: ['string'] },
            delay: { type: ['string'] },
            max_attempts: { type: ['integer', 'string'] },
            window: { type: ['string'] },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        placement: {
          type: ['object'],
          properties: {
            constraints: { type: ['array'], items: { type: ['string'] } },
            preferences: {
              type: ['array'],
              items: {
                type: ['object'],
                properties: { spread: { type: ['string'] } },
                patternProperties: { '^x-': {} },
                closed: true,
              },
            },
            max_replicas_per_node: { type: ['integer', 'string'] },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    generic_resources: {
      type: ['array'],
      items: {
        type: ['object'],
        properties: {
          discrete_resource_spec: {
            type: ['object'],
            properties: { kind: { type: ['string'] }, value: { type: ['number', 'string'] } },
            patternProperties: { '^x-': {} },
            closed: true,
          },
        },
        patternProperties: { '^x-': {} },
        closed: true,
      },
    },
    devices: {
      type: ['array'],
      items: {
        type: ['object'],
        properties: {
          capabilities: { ref: 'list_of_strings' },
          count: { type: ['string', 'integer'] },
          device_ids: { ref: 'list_of_strings' },
          driver: { type: ['string'] },
          options: { ref: 'list_or_dict' },
        },
        patternProperties: { '^x-': {} },
        closed: true,
        required: ['capabilities'],
      },
    },
    gpus: {
      oneOf: [
        { type: ['string'], enum: ['all'] },
        {
          type: ['array'],
          patternProperties: { '^x-': {} },
          closed: true,
          items: {
            type: ['object'],
            properties: {
              capabilities: { ref: 'list_of_strings' },
              count: { type: ['string', 'integer'] },
              device_ids: { ref: 'list_of_strings' },
              driver: { type: ['string'] },
              options: { ref: 'list_or_dict' },
            },
          },
        },
      ],
    },
    include: {
      oneOf: [
        { type: ['string'] },
        {
          type: ['object'],
          properties: {
            path: { ref: 'string_or_list' },
            env_file: { ref: 'string_or_list' },
            project_directory: { type: ['string'] },
          },
          closed: true,
        },
      ],
    },
    network: {
      type: ['object', 'null'],
      properties: {
        name: { type: ['string'] },
        driver: { type: ['string'] },
        driver_opts: { type: ['object'], patternProperties: { '^.+$': { type: ['string', 'number'] } } },
        ipam: {
          type: ['object'],
          properties: {
            driver: { type: ['string'] },
            config: {
              type: ['array'],
              items: {
                type: ['object'],
                properties: {
                  subnet: { type: ['string'] },
                  ip_range: { type: ['string'] },
                  gateway: { type: ['string'] },
                  aux_addresses: {
                    type: ['object'],
                    patternProperties: { '^.+$': { type: ['string'] } },
                    closed: true,
                  },
                },
                patternProperties: { '^x-': {} },
                closed: true,
              },
            },
            options: { type: ['object'], patternProperties: { '^.+$': { type: ['string'] } }, closed: true },
          },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        external: {
          type: ['boolean', 'string', 'object'],
          properties: { name: { type: ['string'] } },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        internal: { type: ['boolean', 'string'] },
        enable_ipv4: { type: ['boolean', 'string'] },
        enable_ipv6: { type: ['boolean', 'string'] },
        attachable: { type: ['boolean', 'string'] },
        labels: { ref: 'list_or_dict' },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    volume: {
      type: ['object', 'null'],
      properties: {
        name: { type: ['string'] },
        driver: { type: ['string'] },
        driver_opts: { type: ['object'], patternProperties: { '^.+$': { type: ['string', 'number'] } } },
        external: {
          type: ['boolean', 'string', 'object'],
          properties: { name: { type: ['string'] } },
          patternProperties: { '^x-': {} },
          closed: true,
        },
        labels: { ref: 'list_or_dict' },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    secret: {
      type: ['object'],
      properties: {
        name: { type: ['string'] },
        environment: { type: ['string'] },
        file: { type: ['string'] },
        external: { type: ['boolean', 'string', 'object'], properties: { name: { type: ['string'] } } },
        labels: { ref: 'list_or_dict' },
        driver: { type: ['string'] },
        driver_opts: { type: ['object'], patternProperties: { '^.+$': { type: ['string', 'number'] } } },
        template_driver: { type: ['string'] },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    config: {
      type: ['object'],
      properties: {
        name: { type: ['string'] },
        content: { type: ['string'] },
        environment: { type: ['string'] },
        file: { type: ['string'] },
        external: { type: ['boolean', 'string', 'object'], properties: { name: { type: ['string'] } } },
        labels: { ref: 'list_or_dict' },
        template_driver: { type: ['string'] },
      },
      patternProperties: { '^x-': {} },
      closed: true,
    },
    model: {
      type: ['object'],
      properties: {
        name: { type: ['string'] },
        model: { type: ['string'] },
        context_size: { type: ['integer'] },
        runtime_flags: { type: ['array'], items: { type: ['string'] } },
      },
      patternProperties: { '^x-': {} },
      closed: true,
      required: ['model'],
    },
    command: { oneOf: [{ type: ['null'] }, { type: ['string'] }, { type: ['array'], items: { type: ['string'] } }] },
    service_hook: {
      type: ['object'],
      properties: {
        command: { ref: 'command' },
        user: { type: ['string'] },
        privileged: { type: ['boolean', 'string'] },
        working_dir: { type: ['string'] },
        environment: { ref: 'list_or_dict' },
      },
      patternProperties: { '^x-': {} },
      closed: true,
      required: ['command'],
    },
    env_file: {
      oneOf: [
        { type: ['string'] },
        {
          type: ['array'],
          items: {
            oneOf: [
              { type: ['string'] },
              {
                type: ['object'],
                properties: {
                  path: { type: ['string'] },
                  format: { type: ['string'] },
                  required: { type: ['boolean', 'string'] },
                },
                closed: true,
                required: ['path'],
              },
            ],
          },
        },
      ],
    },
    label_file: { oneOf: [{ type: ['string'] }, { type: ['array'], items: { type: ['string'] } }] },
    string_or_list: { oneOf: [{ type: ['string'] }, { ref: 'list_of_strings' }] },
    list_of_strings: { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
    list_or_dict: {
      oneOf: [
        {
          type: ['object'],
          patternProperties: { '.+': { type: ['string', 'number', 'boolean', 'null'] } },
          closed: true,
        },
        { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
      ],
    },
    extra_hosts: {
      oneOf: [
        {
          type: ['object'],
          patternProperties: {
            '.+': { oneOf: [{ type: ['string'] }, { type: ['array'], items: { type: ['string'] } }] },
          },
          closed: true,
        },
        { type: ['array'], items: { type: ['string'] }, uniqueItems: true },
      ],
    },
    blkio_limit: {
      type: ['object'],
      properties: { path: { type: ['string'] }, rate: { type: ['integer', 'string'] } },
      closed: true,
    },
    blkio_weight: {
      type: ['object'],
      properties: { path: { type: ['string'] }, weight: { type: ['integer', 'string'] } },
      closed: true,
    },
    service_config_or_secret: {
      type: ['array'],
      items: {
        oneOf: [
          { type: ['string'] },
          {
            type: ['object'],
            properties: {
              source: { type: ['string'] },
              target: { type: ['string'] },
              uid: { type: ['string'] },
              gid: { type: ['string'] },
              mode: { type: ['number', 'string'] },
            },
            patternProperties: { '^x-': {} },
            closed: true,
          },
        ],
      },
    },
    ulimits: {
      type: ['object'],
      patternProperties: {
        '^[a-z]+$': {
          oneOf: [
            { type: ['integer', 'string'] },
            {
              type: ['object'],
              properties: { hard: { type: ['integer', 'string'] }, soft: { type: ['integer', 'string'] } },
              patternProperties: { '^x-': {} },
              closed: true,
              required: ['soft', 'hard'],
            },
          ],
        },
      },
    },
  },
};
