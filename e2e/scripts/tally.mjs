// The last line of npm test: how many tests passed and failed, in Vitest and in Playwright together.
import { readFileSync } from 'node:fs';

const cache = new URL('../../node_modules/.cache/hopscope/', import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, cache), 'utf8'));
const unit = read('unit.json');
const browser = read('browser.json').stats;

const passed = unit.numPassedTests + browser.expected + browser.flaky;
const failed = unit.numFailedTests + browser.unexpected;
console.log(`${passed} passed, ${failed} failed`);
