/** Where the facts of the catalogue come from: cited by key in effects, rules and documents. */

export const SOURCES = {
  CFG: 'Microsoft Intune documentation, "Add email settings to devices" (MicrosoftDocs/memdocs, configure-email.md)',
  IOS: 'Microsoft Intune documentation, "E-mail settings for iOS and iPadOS" (MicrosoftDocs/memdocs, ref-email-settings-ios.md)',
  APL: 'Apple device management schema, com.apple.eas.account (apple/device-management, mdm/profiles)',
  WNA: 'Microsoft Intune "What\'s new" archive, entry on OAuth for iOS mail (MicrosoftDocs/IntuneDocs, whats-new-archive.md)',
  TDP: 'Microsoft Intune documentation, "Troubleshoot policies and profiles" (MicrosoftDocs/memdocs, troubleshoot-device-profiles.md)',
  DEP: 'Exchange Online documentation, "Deprecation of Basic authentication"',
  CRO: 'Microsoft Intune documentation, "Use certificates for authentication" (MicrosoftDocs/memdocs, certificates/overview.md)',
  CRM: 'Microsoft Intune documentation, "Remove SCEP and PKCS certificates" (MicrosoftDocs/memdocs, certificates/remove-profiles.md)',
  SCP: 'Microsoft Intune documentation, "Create SCEP certificate profiles" (MicrosoftDocs/memdocs, certificates/scep-profiles.md)',
  PKC: 'Microsoft Intune documentation, "Create PKCS certificate profiles" (MicrosoftDocs/memdocs, certificates/pkcs-profiles.md)',
  PFX: 'Microsoft Intune documentation, "Use imported PKCS certificates" (MicrosoftDocs/memdocs, certificates/imported-pfx-profiles.md)',
  TRP: 'Microsoft Intune documentation, "Trusted root certificate profiles" (MicrosoftDocs/memdocs, certificates/trusted-root-profiles.md)',
  TSE: 'Microsoft support, "Troubleshoot email profiles in Microsoft Intune" (MicrosoftDocs/SupportArticles-docs)',
  UHE: 'Intune user help, "Existing company email account found" (MicrosoftDocs/IntuneDocs)',
  SMI: 'Microsoft Intune documentation, "S/MIME overview" (MicrosoftDocs/memdocs, s-mime.md)',
  DRV: 'Microsoft Intune documentation, "Use derived credentials" (MicrosoftDocs/memdocs, derived-credentials.md)',
  GIO: 'Microsoft Graph beta reference, iosEasEmailProfileConfiguration',
  PR1156: 'MicrosoftDocs/SCCMdocs pull request 1156: replacing a mail profile prompts and downloads again',
  GI5851:
    'microsoftgraph/microsoft-graph-docs issue 5851: certificate references stay bound after an authentication change',
  CMPI: 'Microsoft Intune documentation, "iOS/iPadOS compliance settings", managed email profile',
  ADA: 'Microsoft Intune documentation, "Email settings for Android device administrator" (MicrosoftDocs/memdocs, ref-email-settings-android.md)',
  AEW: 'Microsoft Intune documentation, "E-mail settings for Android Enterprise" (MicrosoftDocs/memdocs, ref-email-settings-android-enterprise.md)',
  WIN: 'Microsoft Intune documentation, "Email profile settings for Windows" (MicrosoftDocs/memdocs, ref-email-settings-windows.md)',
  CSP: 'Windows documentation, "ActiveSync CSP" (MicrosoftDocs/windows-itpro-docs, activesync-csp.md)',
  MAIL: 'Microsoft support text on the end of Windows Mail, Calendar and People on 31 December 2024',
  DAI: 'Microsoft Intune documentation, end of Android device administrator support on devices with Google services',
  ASG: 'Microsoft Intune documentation, "Assign policies" (MicrosoftDocs/memdocs, assign-device-profile.md)',
  SUP: 'Microsoft Intune documentation, supported operating systems (MicrosoftDocs/memdocs, mdm-supported-devices.md)',
  TSP: 'Microsoft support, "No password prompt after a password change" (MicrosoftDocs/SupportArticles-docs)',
  ERR: 'Microsoft support, "Troubleshoot company resource access problems" (MicrosoftDocs/SupportArticles-docs), error codes',
  GAD: 'Microsoft Graph beta reference, androidEasEmailProfileConfiguration',
  EAS161:
    "reports of the Exchange team's announcement MC1197103: ActiveSync older than 16.1 is refused from 1 March 2026 on",
  GGL: 'Google support, "Gmail managed configuration" (support.google.com/work/android/answer/7065453)',
  GGM: 'Microsoft Graph beta reference, androidWorkProfileGmailEasConfiguration and androidWorkProfileNineWorkEasConfiguration',
  GWI: 'Microsoft Graph beta reference, windows10EasEmailProfileConfiguration and its applicability rules',
  PORTAL: 'form metadata of the Intune admin center (Micke-K/IntuneManagement, Documentation/ObjectInfo)',
} as const;

export type SourceKey = keyof typeof SOURCES;
