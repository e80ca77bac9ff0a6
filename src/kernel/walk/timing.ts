/** All in microseconds. They stand in for a machine's speed: a round trip over one bridge takes about 40 µs. */

/** From one end of a veth to the other, with the stack's work at the receiver. */
export const WIRE = 8;
/** Over lo. */
export const LOOPBACK = 6;
/** From a segment's arrival until the program that waits for it acts. */
export const REACTION = 250;
/** From one system call of a program to its next. Answers to the first are back by then. */
export const NEXT_CALL = 150;

/** A timer of one second, as the kernel's timer wheel rounds it. */
export const SECOND = 1_024_000;
/** After so long the end of a stream is acknowledged, unless a segment goes back anyway (TCP_DELACK_MIN). */
export const DELAYED_ACK = 40_000;
/** First retransmission of data (tcp_rto_min_us, plus the round trip). */
export const RETRANSMIT = 204_000;

/** Seconds between the SYNs of a connection: tcp_syn_linear_timeouts of 4, then doubling, tcp_syn_retries of 6. */
export const SYN_TIMEOUTS: readonly number[] = [1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64];
/** Seconds between the answers to an unacknowledged SYN: tcp_synack_retries of 5. */
export const SYN_ACK_TIMEOUTS: readonly number[] = [1, 2, 4, 8, 16];
/** How often other segments are sent again within a walk. */
export const RETRANSMISSIONS = 8;
