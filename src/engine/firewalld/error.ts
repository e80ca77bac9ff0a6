/** What firewalld says, with its code (firewall/errors.py). */
export class FirewallError extends Error {
  readonly code: FirewallCode;

  constructor(code: FirewallCode, detail?: string) {
    super(detail === undefined || detail === '' ? code : code === 'UNKNOWN_ERROR' ? detail : `${code}: ${detail}`);
    this.code = code;
  }

  /** That with which the client ends. */
  get exit(): number {
    return CODES[this.code];
  }
}

export const CODES = {
  ALREADY_ENABLED: 11,
  NOT_ENABLED: 12,
  COMMAND_FAILED: 13,
  PANIC_MODE: 15,
  ZONE_ALREADY_SET: 16,
  UNKNOWN_INTERFACE: 17,
  ZONE_CONFLICT: 18,
  BUILTIN_CHAIN: 19,
  NO_DEFAULTS: 22,
  BUILTIN_ZONE: 23,
  BUILTIN_SERVICE: 24,
  NAME_CONFLICT: 26,
  UNKNOWN_SOURCE: 30,
  IPSET_WITH_TIMEOUT: 32,
  ALREADY_SET: 34,
  INVALID_SERVICE: 101,
  INVALID_PORT: 102,
  INVALID_PROTOCOL: 103,
  INVALID_INTERFACE: 104,
  INVALID_ADDR: 105,
  INVALID_FORWARD: 106,
  INVALID_ICMPTYPE: 107,
  INVALID_TABLE: 108,
  INVALID_CHAIN: 109,
  INVALID_TARGET: 110,
  INVALID_IPV: 111,
  INVALID_ZONE: 112,
  INVALID_VALUE: 114,
  INVALID_NAME: 116,
  INVALID_TYPE: 119,
  INVALID_DESTINATION: 121,
  INVALID_RULE: 122,
  INVALID_LIMIT: 123,
  INVALID_FAMILY: 124,
  INVALID_LOG_LEVEL: 125,
  INVALID_LOG_PREFIX: 141,
  INVALID_MARK: 127,
  INVALID_IPSET: 135,
  INVALID_MAC: 134,
  INVALID_ENTRY: 136,
  INVALID_OPTION: 137,
  INVALID_HELPER: 138,
  INVALID_PRIORITY: 139,
  INVALID_POLICY: 140,
  MISSING_FAMILY: 207,
  RUNNING_BUT_FAILED: 251,
  NOT_RUNNING: 252,
  UNKNOWN_ERROR: 254,
} as const;

export type FirewallCode = keyof typeof CODES;
