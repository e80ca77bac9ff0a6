import { options } from '../../tool/grammar.ts';
import { later } from '../../tool/later.ts';
import type { Tool } from '../../tool/tool.ts';

/** GNU Wget, for http. */
export const wget: Tool = {
  name: 'wget',
  grammar: {
    options: options({
      '-V,--version -h,--help -b,--background -d,--debug -q,--quiet -v,--verbose --no-verbose -F,--force-html --no-config':
        'none',
      '--retry-connrefused --retry-on-host-error --no-clobber --no-netrc -c,--continue --show-progress': 'none',
      '-N,--timestamping --no-if-modified-since --no-use-server-timestamps -S,--server-response --spider': 'none',
      '--random-wait --no-proxy --no-dns-cache --ignore-case -4,--inet4-only -6,--inet6-only': 'none',
      '--ask-password --no-iri --unlink --no-directories -x,--force-directories --no-host-directories': 'none',
      '--protocol-directories --no-cache -E,--adjust-extension --ignore-length --save-headers --no-http-keep-alive':
        'none',
      '--no-cookies --keep-session-cookies --content-disposition --content-on-error --auth-no-challenge': 'none',
      '--https-only --no-check-certificate --no-hsts -r,--recursive --delete-after -k,--convert-links -m,--mirror':
        'none',
      '-p,--page-requisites -H,--span-hosts -L,--relative --no-parent': 'none',
      '-o,--output-file -a,--append-output -i,--input-file -O,--output-document --post-file --body-file': 'file',
      '-P,--directory-prefix': 'folder',
      '-e,--execute -B,--base --config --rejected-log --report-speed -t,--tries --retry-on-http-error': 'text',
      '--start-pos --progress -T,--timeout --dns-timeout --connect-timeout --read-timeout -w,--wait --waitretry':
        'text',
      '-Q,--quota --bind-address --limit-rate --restrict-file-names --prefer-family --user --password': 'text',
      '--cut-dirs --http-user --http-password --default-page --header --compression --max-redirect': 'text',
      '--proxy-user --proxy-password --referer -U,--user-agent --load-cookies --save-cookies': 'text',
      '--post-data --method --body-data --secure-protocol --certificate --private-key --ca-certificate': 'text',
      '-l,--level -A,--accept -R,--reject -D,--domains --exclude-domains': 'text',
      // `-nv`, `-nc` and their like: the letter after it is its value.
      '-n': 'text',
    }),
    usual: '-O -q -S -T -t --spider --header --post-data -P -c -4 -6',
    operands: ['url'],
  },
  run: later(async () => (await import('./wget-run.ts')).runWget),
};
