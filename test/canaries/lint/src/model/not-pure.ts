export async function later(): Promise<number> { // ! no-async-await
  const started = new Date(); // ! no-restricted-globals
  const stamp = Date.now(); // ! no-restricted-globals
  const die = Math.random(); // ! no-restricted-properties
  const home = process.env['HOME']; // ! no-restricted-globals
  const answer = await fetch('https://graph.microsoft.com/beta'); // ! no-restricted-globals
  await new Promise((resolve) => { // ! no-restricted-globals
    setTimeout(resolve, 1); // ! no-restricted-globals
  });
  setInterval(() => undefined, 1); // ! no-restricted-globals
  setImmediate(() => undefined); // ! no-restricted-globals
  queueMicrotask(() => undefined); // ! no-restricted-globals
  const ticks = performance.now(); // ! no-restricted-globals
  const uuid = crypto.randomUUID(); // ! no-restricted-globals
  const bytes = Buffer.from('a'); // ! no-restricted-globals
  const hidden = globalThis.Date.now(); // ! no-restricted-globals
  console.log(home); // ! no-console
  return started.getTime() + stamp + die + answer.status + ticks + uuid.length + bytes.length + hidden;
}
