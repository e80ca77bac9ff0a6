import type { Tool } from '../../tool/tool.ts';
import { df } from './df.ts';
import { dmesg } from './dmesg.ts';
import { free } from './free.ts';
import { top } from './top.ts';
import { uptime } from './uptime.ts';

/** What tells of the machine as a whole. */
export const systemTools: readonly Tool[] = [df, dmesg, free, top, uptime];
