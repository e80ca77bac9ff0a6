/**
 * The format specifiers of procps-ng 4.0.7, as `ps L` lists them: name, title, width, how it stands (left, right, or left and as
 * long as there is room), and what it shows: a field of a row, or always the same (=).
 */
export const SPECIFIERS = `%cpu %CPU 4 r =0.0
%mem %MEM 4 r =0.0
ag_id AGID 5 r sid
ag_nice AGNI 4 r =0
args COMMAND 27 u args
atime TIME 8 r =00:00:00
blocked BLOCKED 16 r =0000000000000000
bsdstart START 6 r bsdstart
bsdtime TIME 6 r =0:00
c C 2 r =0
caught CAUGHT 16 r =0000000000000000
cgroup CGROUP 27 l =-
cgroupns CGROUPNS 10 r =4026531835
class CLS 3 l =TS
cls CLS 3 r =TS
cmd CMD 27 u args
comm COMMAND 15 u comm
command COMMAND 27 u args
context CONTEXT 31 l =-
cp CP 3 r =0
cpu CPU 3 r =0
cpuid CPUID 5 r =0
cputime TIME 8 r =00:00:00
cputimes TIME 8 r =0
cuc %CUC 7 r =0.000
cuu %CUU 6 r =0.000
docker DOCKER 12 l docker
drs DRS 5 r vsz
dsiz DSIZ 4 r vsz
egid EGID 5 r gid
egroup EGROUP 8 l group
eip EIP 16 r =0000000000000000
esp ESP 16 r =0000000000000000
etime ELAPSED 11 r etime
etimes ELAPSED 7 r etimes
euid EUID 5 r uid
euser EUSER 8 l user
f F 1 r flags
fgid FGID 5 r gid
fgroup FGROUP 8 l group
flag F 1 r flags
flags F 1 r flags
fname COMMAND 8 l comm
fsgid FSGID 5 r gid
fsgroup FSGROUP 8 l group
fsuid FSUID 5 r uid
fsuser FSUSER 8 l user
fuid FUID 5 r uid
fuser FUSER 8 l user
gid GID 5 r gid
group GROUP 8 l group
ignored IGNORED 16 r =0000000000000000
intpri PRI 3 r =80
ipcns IPCNS 10 r =-
label LABEL 31 l =-
lastcpu C 3 r =0
lim LIM 5 r =xx
longtname TTY 8 l tty
lsession SESSION 11 l =-
lstart STARTED 24 r lstart
luid LUID 5 r =-
lwp LWP 7 r pid
lxc LXC 8 l =-
m_drs DRS 5 r vsz
m_trs TRS 5 r =0
machine MACHINE 31 l =-
maj_flt MAJFL 6 r =0
majflt MAJFLT 6 r =0
min_flt MINFL 6 r =0
minflt MINFLT 6 r =0
mntns MNTNS 10 r =-
netns NETNS 10 r netns
ni NI 3 r =0
nice NI 3 r =0
nlwp NLWP 4 r nlwp
numa NUMA 4 r =-1
opri PRI 3 r =80
ouid OWNER 5 l =-
pagein PAGEIN 6 r =0
pcpu %CPU 4 r =0.0
pending PENDING 16 r =0000000000000000
pgid PGID 7 r pgid
pgrp PGRP 7 r pgid
pid PID 7 r pid
pidns PIDNS 10 r =-
pmem %MEM 4 r =0.0
policy POL 3 l =TS
ppid PPID 7 r ppid
pri PRI 3 r =19
pri_api API 3 r =-21
pri_bar BAR 3 r =21
pri_baz BAZ 3 r =120
pri_foo FOO 3 r =0
priority PRI 3 r =20
psr PSR 3 r =0
pss PSS 5 r rss
rgid RGID 5 r gid
rgroup RGROUP 8 l group
rss RSS 5 r rss
rssize RSS 5 r rss
rsz RSZ 5 r rss
rtprio RTPRIO 6 r =-
ruid RUID 5 r uid
ruser RUSER 8 l user
s S 1 l state
sched SCH 3 r =0
seat SEAT 11 l =-
sess SESS 7 r sid
session SESS 7 r sid
sgid SGID 5 r gid
sgroup SGROUP 8 l group
sid SID 7 r sid
sig PENDING 16 r =0000000000000000
sigcatch CAUGHT 16 r =0000000000000000
sigignore IGNORED 16 r =0000000000000000
sigmask BLOCKED 16 r =0000000000000000
size SIZE 5 r rss
slice SLICE 31 l =-
spid SPID 7 r pid
stackp STACKP 16 r =0000000000000000
start STARTED 8 r start
start_time START 5 r stime
stat STAT 4 l stat
state S 1 l state
stime STIME 5 r stime
suid SUID 5 r uid
supgid SUPGID 20 l gid
supgrp SUPGRP 40 l group
suser SUSER 8 l user
svgid SVGID 5 r gid
svgroup SVGROUP 8 l group
svuid SVUID 5 r uid
svuser SVUSER 8 l user
sz SZ 5 r sz
tgid TGID 7 r pid
thcount THCNT 5 r nlwp
tid TID 7 r pid
time TIME 8 r =00:00:00
timens TIMENS 10 r =4026531834
times TIME 8 r =0
tname TTY 8 l tty
tpgid TPGID 7 r tpgid
trs TRS 4 r =0
tt TT 8 l tty
tty TT 8 l tty
tty4 TTY 4 l tty
tty8 TTY 8 l tty
ucmd CMD 15 u comm
ucomm COMMAND 15 u comm
uid UID 5 r uid
uid_hack UID 8 l user
uname USER 8 l user
unit UNIT 31 l =-
user USER 8 l user
userns USERNS 10 r =4026531837
uss USS 5 r rss
util C 2 r =0
utsns UTSNS 10 r =-
uunit UUNIT 31 l =-
vsize VSZ 6 r vsz
vsz VSZ 6 r vsz
wchan WCHAN 6 l wchan
wname WCHAN 6 l wchan
zone ZONE 31 l =-`;

/** The specifiers after `%` (ps(1): AIX FORMAT DESCRIPTORS). */
export const DESCRIPTORS: Readonly<Record<string, string>> = {
  C: 'pcpu',
  G: 'group',
  P: 'ppid',
  U: 'user',
  a: 'args',
  c: 'comm',
  g: 'rgroup',
  n: 'nice',
  p: 'pid',
  r: 'pgid',
  t: 'etime',
  u: 'ruser',
  x: 'time',
  y: 'tname',
  z: 'vsz',
};
