/** A frame as tcpdump saw it: `dir` is In, P (for another MAC address) or Out; `mac` is the source address. */
export interface FrameLine {
  readonly ns: string;
  readonly dev: string;
  readonly dir: string;
  readonly mac: string;
  readonly src?: string;
  readonly dst?: string;
  readonly info: string;
}

export interface RecordedStep {
  readonly place: string;
  readonly command: string;
  readonly kind: StepKind;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number | 'timeout';
  readonly ms: number;
  readonly frames?: readonly FrameLine[];
}

export interface Recording {
  readonly engine: string;
  readonly hosts: readonly string[];
  readonly steps: readonly RecordedStep[];
}

/** `~` marks a probe, `@` a traced step. */
export type StepKind = 'step' | 'probe' | 'trace';

export interface Scenario {
  readonly hosts: readonly string[];
  /** Whether its machines' kernel has all modules, not only those that the reference machine's has. */
  readonly whole: boolean;
  readonly steps: readonly { readonly place: string; readonly command: string; readonly kind: StepKind }[];
}

const KINDS: Readonly<Record<string, StepKind>> = { '': 'step', '~': 'probe', '@': 'trace' };

/** Reads the text of a scenario: `PLACE$ COMMAND` lines; all other lines are comments. */
export function parseScenario(text: string): Scenario {
  const hosts = /^hosts:\s*(.+)$/m.exec(text)?.[1]?.trim().split(/\s+/) ?? ['host1'];
  const steps = text.split('\n').flatMap((line) => {
    const match = /^([~@]?)([A-Za-z0-9_./-]+)\$ (.*)$/.exec(line);
    if (!match) return [];
    const [, mark = '', place = '', command = ''] = match;
    return [{ place, command, kind: KINDS[mark] ?? 'step' }];
  });
  return { hosts, whole: /^modules:\s*all\s*$/m.test(text), steps };
}
