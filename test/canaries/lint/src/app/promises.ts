declare function send(): Promise<number>;
declare function each(visit: () => void): void;

export async function all(flag: boolean): Promise<void> {
  send(); // ! no-floating-promises
  each(async () => { // ! no-misused-promises
    await send();
  });
  await 1; // ! await-thenable no-unnecessary-await
  if (flag) throw 'text'; // ! only-throw-error
}
