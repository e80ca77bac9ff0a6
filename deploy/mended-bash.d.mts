import type { Plugin } from 'vite';

export function mendedBash(): Plugin;
