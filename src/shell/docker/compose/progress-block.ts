/** Progress on a terminal: a block of lines, redrawn as it goes on (pkg/progress/tty.go). */
import type { Call } from '../../tool/call.ts';
import type { Progress, Stage } from './progress.ts';

interface Line {
  readonly id: string;
  text: string;
  stage: Stage;
  status: string;
  readonly begun: number;
  ended: number;
}

const paint =
  (color: string) =>
  (text: string): string =>
    `\u001b[${color}m${text}\u001b[0m`;
const blue = paint('34');
const spinner = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const marks: Readonly<Record<Exclude<Stage, 'working'>, readonly [mark: string, color: (text: string) => string]>> = {
  done: ['✔', paint('32')],
  warning: ['!', paint('33;1')],
  error: ['✘', paint('31;1')],
};

/** Milliseconds between two drawings. */
const TICK = 100;
/** Drawings of one block: what takes longer is not shown step by step. */
const MOST = 50;
/** How wide the terminal is where it can be told; a pipe has no width. */
const WIDTH = 80;

/** Draws at each tick that passes while something is done, and once at the end. */
export function terminalBlock(call: Call, prefix: string): Progress {
  const now = (): number => call.world().clock.now;
  const width = call.tty ? WIDTH : 0;
  let lines = new Map<string, Line>();
  let tails: string[] = [];
  let drawn = 0;
  let next = 0;
  let repeated = false;
  let frames = 0;
  let title = 'Running';

  const draw = (clock: number): void => {
    if (lines.size === 0) return;
    const all = [...lines.values()];
    const done = all.filter(({ stage }) => stage !== 'working').length;
    const header = `[+] ${title} ${done}/${all.length}`;
    const up = Math.max(0, drawn + 1);
    const back = call.tty && frames === 0 ? '' : `${'\u001b[1A'.repeat(up)}${repeated ? '' : '\u001b[1B'}\u001b[0G`;
    const column = Math.max(...all.map(({ id, text }) => `${id} ${text}`.length));
    const body = all.map((line) => `${drawLine(line, clock, column)}\n`).join('');
    call.err(`${back}\u001b[?25l${drawn !== 0 && done === drawn ? blue(header) : header}\n${body}\u001b[?25h`);
    repeated = true;
    drawn = all.length;
    frames += 1;
  };

  const drawLine = ({ id, text, stage, status, begun, ended }: Line, clock: number, column: number): string => {
    const [mark, color] =
      stage === 'working'
        ? [paint('33')(spinner[Math.floor((clock - begun) / TICK) % spinner.length] ?? ''), (it: string) => it]
        : [marks[stage][1](marks[stage][0]), marks[stage][1]];
    const name = `${id} ${text}`;
    const end = stage === 'working' ? clock : ended;
    const timer = `${((end - begun) / 1000).toFixed(1)}s `;
    const left = ` ${mark}${prefix && paint('36')(prefix)} ${name.padEnd(column)} `;
    const plainLength = 3 + prefix.length + Math.max(name.length, column) + 1 + status.length;
    return `${left}${color(status)}${' '.repeat(Math.max(0, width - plainLength - timer.length))}${blue(timer)}`;
  };

  const tick = (): void => {
    if (next === 0) next = now() + TICK;
    for (; now() >= next && frames < MOST; next += TICK) draw(next);
    if (now() >= next) next = now() + TICK;
  };

  return {
    event: (id, stage, status, text = '') => {
      if (!call.tty) tick();
      const clock = now();
      const line = lines.get(id);
      if (!line) lines.set(id, { id, text, stage, status, begun: clock, ended: clock });
      else {
        if (stage !== 'working' && line.stage !== stage) line.ended = clock;
        Object.assign(line, { text, stage, status });
      }
    },
    tail: (text) => tails.push(prefix ? `${prefix}${text}`.trim() : text),
    finish: (heading = 'Running') => {
      title = heading;
      if (!call.tty) tick();
      else drawn = lines.size;
      draw(now());
      for (const text of tails) call.err(`${text}\n`);
      lines = new Map();
      tails = [];
      [drawn, next, frames] = [0, 0, 0];
      repeated = false;
    },
  };
}
