const results = [];

/** Runs one step under a header and keeps its count: `{ passed, failed, skipped }`, or a truth for one check. */
export async function step(name, work) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const answer = await work();
  const count = typeof answer === "object" ? answer : { passed: answer ? 1 : 0, failed: answer ? 0 : 1 };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  results.push({ name, seconds, ...count });
  console.log(`── ${name}: ${count.failed > 0 ? "FAILED" : "passed"} in ${seconds} s`);
}

/** Prints the table of steps and, alone on the last line, the sums; returns whether all passed. */
export function summary() {
  const sum = (field) => results.reduce((total, result) => total + (result[field] ?? 0), 0);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  console.log("");
  for (const { name, seconds, failed: bad } of results) {
    console.log(`${bad > 0 ? "✗" : "✓"} ${name.padEnd(28)} ${seconds.padStart(7)} s`);
  }
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  return failed === 0 && passed > 0;
}
