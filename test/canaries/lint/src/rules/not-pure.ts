export async function wait(): Promise<void> {} // ! no-async-await
export const when = Date.now(); // ! no-restricted-globals
export const luck = Math.random(); // ! no-restricted-properties
