/** The picture's own words, in the reader's language. Names, addresses and commands are not words. */
export interface GraphLabels {
  /** What the picture is, for those who hear it. */
  readonly picture: string;
  readonly internet: string;
  readonly lan: string;
  readonly engine: string;
  readonly netfilter: string;
  /** What happens there, in a few words. */
  readonly netfilterHint: string;
  readonly internal: string;
  readonly hostNetwork: string;
  readonly noNetwork: string;
  readonly sharedNetwork: (container: string) => string;
  readonly stopped: string;
  readonly created: string;
  readonly paused: string;
  readonly restarting: string;
  readonly down: string;
  /** On the handle that is dragged from one end to another. */
  readonly send: string;
}
