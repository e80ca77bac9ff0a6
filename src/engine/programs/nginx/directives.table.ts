/** Where a directive may stand. */
export type Context =
  | 'main'
  | 'events'
  | 'http'
  | 'server'
  | 'location'
  | 'if'
  | 'limit_except'
  | 'upstream'
  | 'types'
  | 'map';

export interface Known {
  readonly contexts: readonly Context[];
  readonly least: number;
  readonly most: number;
  /** The kind of block it opens. */
  readonly opens?: Context;
  /** It may stand once in a block. */
  readonly once?: true;
  /** What it does is not part of this model: it is accepted, and nothing follows from it. */
  readonly idle?: true;
}

const MANY = 64;
const HSL: readonly Context[] = ['http', 'server', 'location'];
const HSLI: readonly Context[] = ['http', 'server', 'location', 'if'];

/** `NAME LEAST-MOST`, the names of one kind in a row. */
function of(
  contexts: readonly Context[],
  names: string,
  more: Omit<Known, 'contexts' | 'least' | 'most'> = {},
): Record<string, Known[]> {
  const entries = names
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [name = '', range = '1'] = word.split(':');
      const [least = '1', most = least] = range.split('-');
      const known: Known = { contexts, least: Number(least), most: most === 'n' ? MANY : Number(most), ...more };
      return [name, [known]] as [string, Known[]];
    });
  return Object.fromEntries(entries);
}

/** A name that stands for different things in different blocks has several entries. */
function merged(tables: readonly Record<string, Known[]>[]): Readonly<Record<string, readonly Known[]>> {
  const all: Record<string, Known[]> = {};
  for (const table of tables)
    for (const [name, known] of Object.entries(table)) all[name] = [...(all[name] ?? []), ...known];
  return all;
}

const ONCE = { once: true } as const;
const IDLE = { idle: true } as const;

/** The directives of nginx that Debian builds in (ngx_command_t of its modules), as far as people write them; `stream` is not among them. */
export const DIRECTIVES: Readonly<Record<string, readonly Known[]>> = merged([
  of(['main'], 'events:0', { opens: 'events', once: true }),
  of(['main'], 'http:0', { opens: 'http', once: true }),
  of(['main', 'events', 'http', 'server', 'location', 'upstream', 'types', 'map'], 'include'),
  of(['main'], 'user:1-2 pid worker_processes daemon master_process worker_rlimit_nofile', { once: true, idle: true }),
  of(
    ['main'],
    'worker_cpu_affinity:1-n worker_priority worker_shutdown_timeout timer_resolution pcre_jit env load_module lock_file thread_pool:2-3 debug_points',
    IDLE,
  ),
  of(['events'], 'worker_connections use multi_accept accept_mutex accept_mutex_delay debug_connection', IDLE),
  of(['main', 'http', 'server', 'location'], 'error_log:1-n'),
  of(['http'], 'server:0', { opens: 'server' }),
  of(['http'], 'upstream', { opens: 'upstream' }),
  of(['http'], 'map:2', { opens: 'map' }),
  of(['http'], 'log_format:2-n'),
  of(['http', 'server', 'location'], 'types:0', { opens: 'types' }),
  of(['server', 'location'], 'location:1-2', { opens: 'location' }),
  of(['server', 'location'], 'if:1-n', { opens: 'if' }),
  of(['location'], 'limit_except:1-n', { opens: 'limit_except' }),
  of(['server'], 'listen:1-n server_name:1-n'),
  of(['server', 'location', 'if'], 'return:1-2 rewrite:2-3 set:2 break:0'),
  of(HSLI, 'root', ONCE),
  of(['location'], 'alias', ONCE),
  of(['location'], 'internal:0 stub_status:0-1'),
  of(['server'], 'stub_status:0-1'),
  of(HSL, 'index:1-n default_type', {}),
  of(['server', 'location'], 'try_files:2-n', ONCE),
  of(HSLI, 'error_page:2-n add_header:2-3 access_log:1-n expires:1-2'),
  of(['http', 'server', 'location', 'limit_except'], 'allow deny'),
  of(['location', 'if', 'limit_except'], 'proxy_pass', ONCE),
  of(HSL, 'proxy_set_header:2 proxy_hide_header proxy_pass_header'),
  of(HSL, 'proxy_redirect:1-2'),
  of(
    HSL,
    'proxy_connect_timeout proxy_read_timeout proxy_send_timeout proxy_http_version proxy_intercept_errors proxy_method proxy_next_upstream:1-n proxy_next_upstream_tries',
    ONCE,
  ),
  of(HSL, 'resolver:1-n resolver_timeout', {}),
  of(HSL, 'autoindex server_tokens absolute_redirect port_in_redirect server_name_in_redirect', ONCE),
  of(HSL, 'keepalive_timeout:1-2', ONCE),
  of(['upstream'], 'server:1-n ip_hash:0 least_conn:0 random:0-2 hash:1-2'),
  of(
    ['upstream'],
    'keepalive:1-2 keepalive_timeout keepalive_requests keepalive_time zone:1-2 resolver:1-n resolver_timeout',
    IDLE,
  ),
  of(['types', 'map'], 'default hostnames:0 volatile:0'),
  of(
    HSL,
    `sendfile tcp_nopush tcp_nodelay client_max_body_size client_body_timeout client_header_timeout client_body_buffer_size
     client_header_buffer_size large_client_header_buffers:2 send_timeout keepalive_requests keepalive_time reset_timedout_connection
     lingering_close lingering_time lingering_timeout types_hash_max_size types_hash_bucket_size server_names_hash_max_size
     server_names_hash_bucket_size variables_hash_max_size variables_hash_bucket_size underscores_in_headers ignore_invalid_headers
     merge_slashes msie_padding if_modified_since etag charset charset_types:1-n override_charset source_charset
     gzip gzip_vary gzip_proxied:1-n gzip_comp_level gzip_buffers:2 gzip_http_version gzip_types:1-n gzip_min_length gzip_disable:1-n gzip_static gunzip
     ssl_protocols:1-n ssl_ciphers ssl_prefer_server_ciphers ssl_session_cache:1-2 ssl_session_timeout ssl_session_tickets
     ssl_certificate ssl_certificate_key ssl_dhparam ssl_ecdh_curve ssl_stapling ssl_stapling_verify ssl_trusted_certificate
     ssl_verify_client ssl_client_certificate ssl_early_data ssl_buffer_size http2 http3
     proxy_buffering proxy_buffers:2 proxy_buffer_size proxy_busy_buffers_size proxy_temp_file_write_size proxy_max_temp_file_size
     proxy_temp_path:1-4 proxy_cache proxy_cache_valid:1-n proxy_cache_key proxy_cache_bypass:1-n proxy_no_cache:1-n proxy_cache_use_stale:1-n
     proxy_cache_methods:1-n proxy_cache_lock proxy_cache_min_uses proxy_cache_revalidate proxy_cache_background_update
     proxy_ignore_headers:1-n proxy_ignore_client_abort proxy_request_buffering proxy_ssl_server_name proxy_ssl_verify proxy_ssl_name
     proxy_ssl_protocols:1-n proxy_ssl_session_reuse proxy_ssl_certificate proxy_ssl_certificate_key proxy_ssl_trusted_certificate
     proxy_cookie_path:1-n proxy_cookie_domain:1-n proxy_cookie_flags:1-n proxy_pass_request_headers proxy_pass_request_body proxy_set_body
     proxy_headers_hash_max_size proxy_headers_hash_bucket_size proxy_bind:1-2 proxy_socket_keepalive proxy_next_upstream_timeout proxy_store
     open_file_cache:1-2 open_file_cache_valid open_file_cache_min_uses open_file_cache_errors open_log_file_cache:1-4
     log_not_found log_subrequest recursive_error_pages satisfy auth_basic auth_basic_user_file auth_request auth_request_set:2
     limit_req:1-3 limit_req_status limit_req_log_level limit_conn:2 limit_conn_status limit_rate limit_rate_after
     real_ip_header real_ip_recursive set_real_ip_from sub_filter:2 sub_filter_once sub_filter_types:1-n ssi autoindex_exact_size
     autoindex_localtime autoindex_format directio aio output_buffers:2 read_ahead chunked_transfer_encoding postpone_output
     connection_pool_size request_pool_size max_ranges add_trailer:2-3 fastcgi_pass fastcgi_param:2-3 fastcgi_index fastcgi_split_path_info
     fastcgi_buffers:2 fastcgi_buffer_size fastcgi_read_timeout uwsgi_pass scgi_pass grpc_pass expires_by_type mirror rewrite_log
     uninitialized_variable_warn dav_methods:1-n create_full_put_path userid referer_hash_max_size valid_referers:1-n`,
    IDLE,
  ),
  of(['if'], 'limit_rate limit_rate_after gzip sendfile fastcgi_pass', IDLE),
  of(
    ['http'],
    'proxy_cache_path:2-n limit_req_zone:3-4 limit_conn_zone:2 geo:1-2 split_clients:2 map_hash_bucket_size map_hash_max_size',
    IDLE,
  ),
]);
