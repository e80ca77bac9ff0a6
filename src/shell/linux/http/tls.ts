/** The start of a TLS handshake: to a server that speaks plain HTTP it is no request. */
export const CLIENT_HELLO = `\u0016\u0003\u0001${'\u0000'.repeat(16)}`;
