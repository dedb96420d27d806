// Joins the documents of `reprise run --json` into summary.json, checks them, and prints a table per entity.
// usage: node demo-summary.mjs FOLDER ENTITY...     reads FOLDER/run-ENTITY.json, writes FOLDER/summary.json
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OUTCOMES = ['published', 'unchanged', 'merged', 'quarantined', 'filtered'];
const COLUMNS = ['read', ...OUTCOMES];
const [folder, ...entities] = process.argv.slice(2);
const faults = [];

const runs = entities.flatMap(readRun);
writeFileSync(join(folder, 'summary.json'), JSON.stringify({ runs }, null, 2) + '\n');

for (const entity of entities) {
  const count = runs.filter(run => run.entity === entity).length;
  if (count !== 1) faults.push(`${entity}: ${count} runs in the documents instead of one.`);
}
for (const run of runs) {
  check(run);
  print(run);
}
console.log(`\nAll of it: ${join(folder, 'summary.json')}`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

function readRun(entity) {
  const path = join(folder, `run-${entity}.json`);
  try {
    const document = JSON.parse(readFileSync(path, 'utf8'));
    if (document.run) return [document];
    faults.push(`${path} is no run's document.`);
  } catch (error) {
    faults.push(`${path} is no JSON document: ${error.message}`);
  }
  return [];
}

function check(run) {
  const demand = (holds, sentence) => holds || faults.push(`${run.entity}: ${sentence}`);
  demand(run.status === 'succeeded', `the run's status is ${run.status}, not succeeded.`);
  demand(run.balanced === true, 'the run does not balance.');
  demand(run.snapshots?.encrypted === true, 'the snapshots were not encrypted.');
  demand(run.snapshots?.purged === true, 'the snapshots were not purged.');
  demand(run.rows?.read > 0, 'no row was read.');
  // The program's word is not enough: the conservation law is computed again, per table and for the whole run.
  for (const [name, rows] of [...Object.entries(run.tables ?? {}), ['all tables', run.rows ?? {}]]) {
    const kept = OUTCOMES.reduce((sum, outcome) => sum + (rows[outcome] ?? 0), 0);
    demand(rows.read === kept, `${name}: ${rows.read} rows read, but ${kept} accounted for.`);
  }
}

function print(run) {
  const lines = [...Object.entries(run.tables ?? {}), ['total', run.rows ?? {}]]
    .map(([name, rows]) => [name, ...COLUMNS.map(column => String(rows[column] ?? '-'))]);
  lines.unshift(['table', ...COLUMNS]);
  const widths = lines[0].map((_, i) => Math.max(...lines.map(line => line[i].length)));
  const { files = 0, bytes = 0, encrypted, purged } = run.snapshots ?? {};
  console.log(`\n${run.entity}: ${run.status}, ${run.balanced ? 'balanced' : 'NOT balanced'}, ${run.seconds} s, plan ${run.plan}`);
  for (const line of lines) {
    console.log('  ' + line.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  }
  console.log(`  snapshots: ${files} files, ${bytes} bytes, ${encrypted ? 'encrypted' : 'NOT encrypted'}, ${purged ? 'purged' : 'NOT purged'}`);
}
