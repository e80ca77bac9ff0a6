export type Errno =
  | 'EPERM'
  | 'EACCES'
  | 'ENOENT'
  | 'ESRCH'
  | 'EBUSY'
  | 'EEXIST'
  | 'ENODEV'
  | 'EINVAL'
  | 'ERANGE'
  | 'EOPNOTSUPP'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'ENETDOWN'
  | 'ENETUNREACH'
  | 'EHOSTUNREACH'
  | 'ELOOP';

/** What strerror(3) says of an error number. */
export const strerror: Readonly<Record<Errno, string>> = {
  EPERM: 'Operation not permitted',
  EACCES: 'Permission denied',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  ENODEV: 'No such device',
  EINVAL: 'Invalid argument',
  ERANGE: 'Numerical result out of range',
  EOPNOTSUPP: 'Operation not supported',
  EADDRINUSE: 'Address already in use',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ENETDOWN: 'Network is down',
  ENETUNREACH: 'Network is unreachable',
  EHOSTUNREACH: 'No route to host',
  ELOOP: 'Too many levels of symbolic links',
};

/** A refusal of the kernel: the error number, and the netlink text that goes with it, where the kernel gives one. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  readonly code: Errno;
  /** Netlink's extended acknowledgement, such as `Nexthop has invalid gateway.` */
  readonly detail?: string;
  constructor(code: Errno, detail?: string) {
    super(detail ?? strerror[code]);
    this.code = code;
    if (detail !== undefined) this.detail = detail;
  }
}
