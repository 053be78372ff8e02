/** The platforms that kinds are for, each with what reports and checks have to know about it: a new one is one record here. */

interface PlatformFacts {
  /** As reports and messages write it. */
  readonly title: string;
  /** What people call the devices. */
  readonly devices: string;
  /** `operatingSystem` of managed devices, in lower case. */
  readonly systems: readonly string[];
  /** Beginnings of Graph's platforms of assignment filters, in lower case: `windows10AndLater` is for Windows. */
  readonly filters: readonly string[];
  /**
   * How the tenant lists devices of the platform alone, and where it counts them apart from that list
   * (`deviceOperatingSystemSummary`). Null where nobody says what such a count includes.
   */
  readonly counted: { readonly systems: readonly string[]; readonly as: readonly string[] } | null;
  /** Words by which the name of a profile tells its platform. */
  readonly names: RegExp;
}

export const PLATFORMS = {
  ios: {
    title: 'iOS',
    devices: 'iPhones and iPads',
    systems: ['ios', 'ipados'],
    filters: ['ios'],
    counted: { systems: ['iOS', 'iPadOS'], as: ['iosCount'] },
    names: /\b(?:ios|ipados|iphones?|ipads?|apple)\b/i,
  },
  android: {
    title: 'Android',
    devices: 'Android devices',
    systems: ['android', 'androidforwork', 'androidenterprise'],
    filters: ['android'],
    counted: null,
    names: /\b(?:android|samsung|knox)\b/i,
  },
  windows: {
    title: 'Windows',
    devices: 'Windows devices',
    systems: ['windows'],
    filters: ['windows'],
    counted: { systems: ['Windows'], as: ['windowsCount'] },
    names: /\b(?:windows|win)\b/i,
  },
  /** iOS and Android in one object. */
  mobile: {
    title: 'iOS and Android',
    devices: 'iPhones, iPads and Android devices',
    systems: ['ios', 'ipados', 'android', 'androidforwork', 'androidenterprise'],
    filters: ['ios', 'android'],
    counted: null,
    names: /\b(?:ios|ipados|iphones?|ipads?|android|mobile|apps?)\b/i,
  },
} as const satisfies Readonly<Record<string, PlatformFacts>>;

export type Platform = keyof typeof PLATFORMS;

/** True for a platform of this version; plans of other versions may name others. */
function isPlatform(text: string): text is Platform {
  return Object.hasOwn(PLATFORMS, text);
}

/** What people call a platform; one that this version doesn't know stays as it is written. */
export function platformTitle(text: string): string {
  return isPlatform(text) ? PLATFORMS[text].title : text;
}

/** `operatingSystem` of the devices that a filter is for, in lower case, by Graph's platform of the filter. */
export function systemsOfFilter(platform: string): readonly string[] | null {
  const facts: readonly PlatformFacts[] = Object.values(PLATFORMS);
  const of = facts.find(({ filters }) => filters.some((prefix) => platform.toLowerCase().startsWith(prefix)));
  return of?.systems ?? null;
}
