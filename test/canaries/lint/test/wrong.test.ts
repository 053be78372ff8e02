import '@azure/identity'; // ! no-restricted-imports
import '../canaries/lint/src/app/other.ts'; // ! no-restricted-imports
import { describe, expect, it } from 'vitest';

describe.only('gate', () => { // ! no-focused-tests
  it('same name', () => {
    expect(1).toBe(1);
  });
  it('same name', () => { // ! no-identical-title
    expect(1).toBe(1);
  });
  it.skip('later', () => { // ! no-disabled-tests
    expect(1).toBe(1);
  });
  it('expects nothing', () => {}); // ! expect-expect
  expect(1).toBe(1); // ! no-standalone-expect
});
console.log(process.pid);
