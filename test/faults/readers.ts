/** The commands that only read, as runs that faults can strike: what they print, and the exit code of it. */

import { examine } from '../../src/app/doctor.ts';
import { explainFilterNamed } from '../../src/app/explain-filter.ts';
import { explainProfile } from '../../src/app/explain-profile.ts';
import { importProfiles } from '../../src/app/import.ts';
import type { UsableRepository } from '../../src/app/load-repository.ts';
import { kindsIn } from '../../src/app/plan/read-collections.ts';
import type { StateReader } from '../../src/app/ports/state.ts';
import type { Clock, TenantReader } from '../../src/app/ports/tenant.ts';
import { readStatus } from '../../src/app/status.ts';
import { doctorExitCode } from '../../src/core/doctor/checks.ts';
import { renderDoctorJson } from '../../src/report/doctor.ts';
import { problemExitCode } from '../../src/report/exit-code.ts';
import { problemsExitCode, renderProblems } from '../../src/report/problems.ts';
import { renderStatusJson } from '../../src/report/status.ts';

interface ReaderPorts {
  readonly reader: TenantReader;
  readonly state: StateReader;
  readonly clock: Clock;
  readonly repository: UsableRepository;
}

/** What a command ends with. */
export interface Told {
  readonly code: number;
  /** The result, on stdout. */
  readonly result: string;
  /** What stood in the way, on stderr. */
  readonly trouble: string;
}

export type Reading = (ports: ReaderPorts) => Promise<Told>;

/** As the commands of the same names do it, without files and terminal. */
export const READERS: Readonly<Record<string, Reading>> = {
  status: async ({ reader, state, clock, repository: { config, profiles: desired } }) => {
    const request = { config, kinds: kindsIn(desired), keys: [] };
    const { profiles, problems } = await readStatus(request, { reader, state, clock });
    return { code: problemsExitCode(problems), result: renderStatusJson(profiles), trouble: renderProblems(problems) };
  },
  'status --since last': async ({ reader, state, clock, repository: { config, profiles: desired } }) => {
    const request = { config, kinds: kindsIn(desired), keys: [], since: 'last' };
    const { profiles, problems } = await readStatus(request, { reader, state, clock });
    return { code: problemsExitCode(problems), result: renderStatusJson(profiles), trouble: renderProblems(problems) };
  },
  import: async ({ reader, state, clock, repository: { config, profiles } }) => {
    const place = {
      file: (key: string) => `profiles/${key}.yaml`,
      schema: 'profile.schema.json',
      day: clock.now().slice(0, 10),
    };
    const made = await importProfiles({ config, profiles, selection: 'all', place }, reader, state);
    const { problems, written, refused, findings } = made;
    // Warnings go beside the result; they may well speak of what could not be read.
    const trouble = `${renderProblems(problems)}${findings.map(({ message }) => message).join('\n')}`;
    return { code: problemsExitCode(problems), result: JSON.stringify([written, refused]), trouble };
  },
  doctor: async ({ reader, state, repository: { config } }) => {
    const around = {
      identity: { name: 'one for tests', isSecret: false },
      token: null,
      tenantId: config.tenant.id,
      isEmbedded: true,
      purpose: 'apply',
      node: '20.19.0',
      git: '2.45.0',
      branch: config.state.branch,
    } as const;
    const checks = await examine({ ...around, state: await state.read() }, { reader, aheadMs: () => 0 });
    const result = renderDoctorJson(checks);
    const trouble = checks.filter((check) => check.status !== 'ok').map(({ text, fix }) => `${text}: ${fix ?? ''}`);
    return { code: doctorExitCode(checks), result, trouble: trouble.join('\n') };
  },
  'explain filter': async ({ reader }) => {
    const explained = await explainFilterNamed('Company phones', true, reader);
    if (explained.ok) return { code: 0, result: explained.lines.join('\n'), trouble: '' };
    const { problem } = explained;
    return problem === null
      ? { code: 10, result: '', trouble: 'there is no such filter' }
      : { code: problemExitCode(problem), result: '', trouble: problem.message };
  },
  'explain a profile': async ({ reader, state, clock, repository: { config, profiles, certificates } }) => {
    const request = { config, profiles, certificates, targets: [] };
    const { lines, problems } = await explainProfile('a', request, { reader, state, clock });
    return { code: problemsExitCode(problems), result: lines.join('\n'), trouble: renderProblems(problems) };
  },
};
