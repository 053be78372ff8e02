/** The repository's configuration, defaults filled in. */

import type { EffectLevel } from './effect.ts';
import type { GraphId } from './ids.ts';
import type { SourceSpan } from './source.ts';
import type { Calendar } from './window.ts';

export const CLOUDS = ['global', 'usgov', 'usgov-dod', 'china'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** What a tenant has observed on its own devices, in place of the catalogue's verdict. */
export interface EffectOverride {
  readonly kind: string;
  readonly field: string;
  readonly level: EffectLevel;
  readonly because: string;
  /** Nobody approved the line yet, or that it goes: the catalogue counts wherever it is worse. */
  readonly atLeast?: 'catalogue';
}

/** What the house allows; what it doesn't is an error of the profile. */
export interface HousePolicy {
  /** Whether a profile may be for all users or all devices. */
  readonly allUsers: boolean;
  readonly oauth: 'required' | 'optional';
  /** Names that profiles may have, `*` for any letters; null: all. */
  readonly names: readonly string[] | null;
  /** The most people whom one change may concern; null: any number. */
  readonly mostPeople: number | null;
}

/** How many people who have mail a day or a week may disturb. */
export interface Budget {
  readonly disturbed: number;
  readonly per: 'day' | 'week';
  /** Whose days count. */
  readonly zone: string;
}

export interface Config {
  readonly version: 1;
  /** Part of every marker; never changes. */
  readonly owner: string;
  readonly tenant: {
    readonly id: string | null;
    readonly cloud: Cloud;
    readonly embedded: string | null;
    readonly graphUrl: string | null;
  };
  /** The tenant's name in tenants.yaml; left out where the repository is for one tenant. */
  readonly tenantName?: string;
  /** Globs, relative to the configuration file. */
  readonly profiles: readonly string[];
  readonly state: { readonly repo: string; readonly branch: string };
  readonly branch: string;
  readonly heal: 'never' | 'silent' | 'all';
  readonly approval: {
    readonly from: EffectLevel;
    readonly growth: { readonly percent: number; readonly people: number };
    /** Whose reviews count, of those who may write to the repository: `alice`, `contoso/mail-admins`; null: all of them. */
    readonly approvers: readonly string[] | null;
  };
  readonly limits: { readonly removals: number; readonly losingMail: number; readonly newPeople: number };
  /** Each of them must let a change out: the file's own, and what was in force before it where nobody approved a looser one. */
  readonly windows: readonly Calendar[];
  /** Each of them holds, likewise. */
  readonly budget: readonly Budget[];
  /** What the house allows beyond what works. */
  readonly policy: HousePolicy;
  readonly groups: {
    /** Names of groups that a plan may ask about, `*` for any letters; null: all. A plan is an oracle for whoever writes YAML. */
    readonly allow: readonly string[] | null;
    /** Members; larger groups are counted as wholes, and what hangs on them is an upper bound. */
    readonly readUpTo: number;
  };
  /** How many changes are written side by side. */
  readonly apply: { readonly concurrency: number };
  readonly grace: string;
  /** How long the service's lists may hide a new object. */
  readonly lateness: string;
  readonly release: Readonly<Record<string, string>>;
  readonly moved: Readonly<Record<string, string>>;
  readonly suspend: boolean | readonly string[];
  readonly effects: readonly EffectOverride[];
  readonly adopt: Readonly<Record<string, GraphId>>;
  /** Where the lines of adopt.yaml stand; left out where there are none. */
  readonly adoptPlaces?: Readonly<Record<string, SourceSpan>>;
  /** Why a setting lets more through than before: setting → reason. */
  readonly because?: Readonly<Record<string, string>>;
  /** Where the settings stand in postilion.yaml, by JSON pointer. */
  readonly places?: Readonly<Record<string, SourceSpan>>;
}
