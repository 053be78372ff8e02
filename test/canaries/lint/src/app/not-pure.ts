export async function use(): Promise<number> {
  await fetch('https://graph.microsoft.com/beta'); // ! no-restricted-globals
  setTimeout(() => undefined, 1); // ! no-restricted-globals
  setInterval(() => undefined, 1); // ! no-restricted-globals
  const id = crypto.randomUUID(); // ! no-restricted-globals
  const ticks = performance.now(); // ! no-restricted-globals
  const now = Date.now(); // ! no-restricted-properties
  const die = Math.random(); // ! no-restricted-properties
  const hidden = globalThis.performance.now(); // ! no-restricted-globals
  const allowed = new Date('2026-01-01T00:00:00Z').getTime();
  return now + die + ticks + hidden + id.length + allowed + process.pid; // ! no-restricted-globals
}
