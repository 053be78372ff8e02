import { describe, expect, it } from 'vitest';
import { FACT_CHECKS } from '../../../src/core/checks/fact-checks.ts';
import { CHANGE_CHECKS, HOLDING_CHECKS, PEOPLE_CHECKS } from '../../../src/core/checks/registry.ts';
import { FACT_FINDINGS } from '../../../src/model/findings/facts.ts';
import { REACH_FINDINGS } from '../../../src/model/findings/reach.ts';

const CHECKS = [...HOLDING_CHECKS, ...CHANGE_CHECKS, ...PEOPLE_CHECKS];

/** Told where names are resolved, objects compared or apps found, which is before any check, or where a fact of a check can't be read. */
const ELSEWHERE = ['ASG-010', 'ASG-020', 'ASG-021', 'APP-101', 'APP-102', 'APP-103', 'FCT-001'];

describe('the registry of checks', () => {
  it('has every code of what people would get or lack, each in one check', () => {
    const codes: readonly string[] = [...CHECKS, ...FACT_CHECKS].flatMap((check) => check.codes);
    expect(codes).toHaveLength(new Set(codes).size);
    const wanted = Object.keys({ ...REACH_FINDINGS, ...FACT_FINDINGS }).filter((code) => !ELSEWHERE.includes(code));
    expect(wanted.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('names for every check the facts that it reads', () => {
    for (const { reads } of CHECKS) expect(reads.length).toBeGreaterThan(0);
  });
});
