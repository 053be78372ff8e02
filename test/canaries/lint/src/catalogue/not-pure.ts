export async function wait(): Promise<void> {} // ! no-async-await
export const when = new Date(0); // ! no-restricted-globals
export const luck = Math.random(); // ! no-restricted-properties
