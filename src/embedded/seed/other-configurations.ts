/** Configurations that have nothing to do with mail: what a tenant is full of, and what Postilion must leave alone. */
import type { SeedConfiguration } from './configurations.ts';

function wifi(name: string, ssid: string, group: string): SeedConfiguration {
  return {
    name,
    type: 'iosWiFiConfiguration',
    settings: {
      networkName: name,
      ssid,
      connectAutomatically: true,
      connectWhenNetworkNameIsHidden: false,
      proxySettings: 'none',
      wiFiSecurityType: 'wpa2Personal',
    },
    targets: [{ to: group }],
  };
}

function enterpriseWifi(name: string, ssid: string, group: string): SeedConfiguration {
  return {
    name,
    type: 'iosEnterpriseWiFiConfiguration',
    settings: {
      networkName: name,
      ssid,
      connectAutomatically: true,
      wiFiSecurityType: 'wpa2Enterprise',
      authenticationMethod: 'certificate',
      eapType: 'eapTls',
      trustedServerCertificateNames: ['radius.contoso.com'],
    },
    references: { identityCertificateForClientAuthentication: 'iOS: user certificate SCEP' },
    targets: [{ to: group }],
  };
}

function restrictions(name: string, settings: SeedConfiguration['settings'], group: string): SeedConfiguration {
  return { name, type: 'iosGeneralDeviceConfiguration', settings, targets: [{ to: group }] };
}

function omaUri(name: string, uri: string, value: number, group: string): SeedConfiguration {
  return {
    name,
    type: 'windows10CustomConfiguration',
    settings: {
      omaSettings: [{ '@odata.type': '#microsoft.graph.omaSettingInteger', displayName: name, omaUri: uri, value }],
    },
    targets: [{ to: group }],
  };
}

function updateRing(name: string, days: number, group: string): SeedConfiguration {
  return {
    name,
    type: 'windowsUpdateForBusinessConfiguration',
    settings: { automaticUpdateMode: 'autoInstallAtMaintenanceTime', qualityUpdatesDeferralPeriodInDays: days },
    targets: [{ to: group }],
  };
}

/** A configuration profile of Apple's own format: what no typed setting covers. */
function custom(name: string, identifier: string, group: string): SeedConfiguration {
  const payload = `<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>PayloadIdentifier</key><string>${identifier}</string><key>PayloadType</key><string>Configuration</string></dict></plist>`;
  return {
    name,
    type: 'iosCustomConfiguration',
    settings: {
      payload: Buffer.from(payload, 'utf8').toString('base64'),
      payloadFileName: `${identifier}.mobileconfig`,
      payloadName: name,
    },
    targets: [{ to: group }],
  };
}

const ios: readonly SeedConfiguration[] = [
  wifi('Wi-Fi guest Berlin', 'Contoso-Guest', 'Office Berlin'),
  wifi('Wi-Fi guest London', 'Contoso-Guest-LON', 'Office London'),
  wifi('Wi-Fi guest Seattle', 'Contoso-Guest-SEA', 'Office Seattle'),
  wifi('Wi-Fi guest Tokyo', 'Contoso-Guest-TYO', 'Office Tokyo'),
  wifi('Wi-Fi meeting rooms', 'Contoso-Rooms', 'Meeting room iPads'),
  enterpriseWifi('Wi-Fi corporate EMEA', 'Contoso', 'Office Milan'),
  enterpriseWifi('Wi-Fi corporate APAC', 'Contoso-APAC', 'Office Singapore'),
  enterpriseWifi('Wi-Fi lab', 'Contoso-Lab', 'Research users'),
  restrictions(
    'iOS restrictions baseline',
    { cameraBlocked: false, passcodeRequired: true, passcodeMinimumLength: 6 },
    'All employees',
  ),
  restrictions(
    'iOS restrictions executives',
    { airDropBlocked: false, passcodeRequired: true, passcodeMinimumLength: 8 },
    'Executives',
  ),
  restrictions('iOS restrictions kiosk', { appStoreBlocked: true, safariBlocked: true }, 'Meeting room iPads'),
  restrictions('iOS block iCloud backup', { iCloudBlockBackup: true }, 'Finance users'),
  restrictions('iOS no AirDrop for R&D', { airDropBlocked: true }, 'Research users'),
  custom('iOS web filter', 'com.contoso.webfilter', 'Contractors'),
  custom('iOS fonts', 'com.contoso.fonts', 'Marketing users'),
  custom('iOS printer list', 'com.contoso.printers', 'Office Berlin'),
  {
    name: 'iOS lock screen note',
    type: 'iosDeviceFeaturesConfiguration',
    settings: {
      lockScreenFootnote: 'Property of Contoso. Found? +49 30 555 0100',
      assetTagTemplate: '{{serialnumber}}',
    },
    targets: [{ to: 'iOS devices corporate' }],
  },
  {
    name: 'iOS updates',
    type: 'iosUpdateConfiguration',
    settings: { isEnabled: true, activeHoursStart: '08:00:00.0000000', activeHoursEnd: '18:00:00.0000000' },
    targets: [{ to: 'iOS devices corporate' }],
  },
];

const windows: readonly SeedConfiguration[] = [
  omaUri(
    'Windows: disable consumer features',
    './Device/Vendor/MSFT/Policy/Config/Experience/AllowWindowsConsumerFeatures',
    0,
    'Windows laptops',
  ),
  omaUri('Windows: telemetry', './Device/Vendor/MSFT/Policy/Config/System/AllowTelemetry', 1, 'Windows laptops'),
  omaUri('Windows: no Cortana', './Device/Vendor/MSFT/Policy/Config/Experience/AllowCortana', 0, 'Windows laptops'),
  omaUri('Windows: camera off in Legal', './Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera', 0, 'Legal users'),
  omaUri('Windows: USB storage', './Device/Vendor/MSFT/Policy/Config/System/AllowStorageCard', 0, 'Finance users'),
  omaUri(
    'Windows: widgets',
    './Device/Vendor/MSFT/Policy/Config/NewsAndInterests/AllowNewsAndInterests',
    0,
    'Windows laptops',
  ),
  updateRing('Windows update ring 1 (IT)', 0, 'IT staff'),
  updateRing('Windows update ring 2 (pilot)', 3, 'Engineering users'),
  updateRing('Windows update ring 3 (all)', 10, 'Windows laptops'),
];

const android: readonly SeedConfiguration[] = [
  {
    name: 'Android WP baseline',
    type: 'androidWorkProfileGeneralDeviceConfiguration',
    settings: {
      workProfileBlockAddingAccounts: true,
      workProfileRequirePassword: true,
      workProfilePasswordMinimumLength: 6,
    },
    targets: [{ to: 'All employees' }],
  },
  {
    name: 'Android WP contractors',
    type: 'androidWorkProfileGeneralDeviceConfiguration',
    settings: { workProfileBlockCamera: true, workProfileBlockScreenCapture: true },
    targets: [{ to: 'Contractors' }],
  },
  {
    name: 'Android WP research',
    type: 'androidWorkProfileGeneralDeviceConfiguration',
    settings: { workProfileBlockScreenCapture: true },
    targets: [{ to: 'Research users' }],
  },
];

export const otherConfigurations: readonly SeedConfiguration[] = [...ios, ...windows, ...android];
