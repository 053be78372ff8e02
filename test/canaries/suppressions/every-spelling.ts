/* eslint-disable */
// eslint-disable-next-line no-console -- a reason
// oxlint-disable-next-line eqeqeq, no-var -- two rules
const value: any = 1; // eslint-disable-line typescript/no-explicit-any
// biome-ignore lint/performance/noBarrelFile: a reason
// biome-ignore format
// @ts-ignore
// @ts-expect-error: a reason
// @ts-nocheck
/* v8 ignore next -- a reason */
