/** Plays a scenario and prints what each of its commands prints: npm run --silent play -- FILE.scenario [--json] */
console.error('usage: npm run --silent play -- FILE.scenario [--json]');
process.exitCode = 2;
