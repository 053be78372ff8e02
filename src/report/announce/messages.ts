/** What a language has to say: every message of an announcement, with the places that are filled in. */

/** The languages that there is a file of; a new one is a file and a line in `catalogue.ts`. */
export const LANGUAGES = ['en', 'nl', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What people go through, as they see it. */
export const SYMPTOMS = [
  'lock-out',
  'mail-removed',
  'outage',
  'account-reset',
  'sign-in',
  'user-action',
  'may-reapprove',
  'notice',
  'app-removed',
  'app-notice',
  'new-outage',
  'new-replaced',
  'new-sign-in',
  'new-user-action',
  'new-silent',
  'new-app',
] as const;
export type Symptom = (typeof SYMPTOMS)[number];

export const DEVICES = ['ios', 'android', 'windows', 'mobile', 'other'] as const;
export type Device = (typeof DEVICES)[number];

/** Forms by the plural rules of the language; `other` is always there. */
type Plural = { readonly other: string } & {
  readonly [form in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

interface SymptomText {
  /** For the help desk, after a number of people: `340 people must sign in …`. */
  readonly title: Plural;
  /** For people: what happens. Begins with `{when}`; takes `{device}` and `{atDevice}`. */
  readonly see: string;
  /** For people: what to do. May take `{device}` and `{atDevice}`. */
  readonly act: string;
}

interface DeviceText {
  /** In headings: `iPhone or iPad`. */
  readonly name: string;
  /** As a subject, `{device}`: `your iPhone or iPad`. */
  readonly yours: string;
  /** After words such as on, from and with, `{atDevice}`. */
  readonly atYours: string;
}

/**
 * One file a language; a test holds each against the places that its messages take.
 * What people read never names a group, a profile or a person.
 */
export interface Messages {
  /** For dates, numbers and plurals. */
  readonly locale: string;
  readonly nothing: string;
  readonly incomplete: string;
  readonly deskHeading: string;
  readonly peopleHeading: string;
  /** Takes `{number}`, `{people}` and `{name}` of the device. */
  readonly textHeading: string;
  /** Takes `{name}` of the device. */
  readonly subject: string;
  readonly whatToDo: string;
  /** Below every text that tells of a sign-in. */
  readonly genuine: string;
  /** Takes `{names}`. */
  readonly profiles: Plural;
  /** Take `{names}`. */
  readonly groupsAdded: string;
  readonly groupsRemoved: string;
  readonly waitsForApproval: string;
  /** Takes `{count}`. */
  readonly people: Plural;
  /** Takes `{people}`. */
  readonly atMost: string;
  readonly unknownPeople: string;
  /** Takes `{weekday}`, `{day}` and `{month}`. */
  readonly date: string;
  /** All begin a sentence. Take `{date}`, `{from}`, `{until}` and `{place}`. */
  readonly soon: string;
  readonly onDay: string;
  readonly onDayFrom: string;
  readonly onDayBetween: string;
  readonly devices: { readonly [device in Device]: DeviceText };
  readonly symptoms: { readonly [symptom in Symptom]: SymptomText };
}
