/** How an app arrives at a target: one normal form for everything that means the same, and what YAML leaves out stays. */

import { describe, expect, it } from 'vitest';
import { assignmentsIn, decodeAssignments, encodeAssignments } from '../../../src/core/assignments/graph.ts';
import { settledAssignments } from '../../../src/core/assignments/install.ts';
import { androidPlayApp } from '../../../src/kinds/apps/android-play.ts';
import { iosStoreApp } from '../../../src/kinds/apps/ios-store.ts';
import { microsoft365Apps } from '../../../src/kinds/apps/microsoft-365.ts';
import { iosMail } from '../../../src/kinds/mail/ios.ts';
import {
  type Assignment,
  assignmentId,
  delivering,
  type Install,
  onOtherTerms,
} from '../../../src/model/assignment.ts';
import type { JsonObject, JsonValue } from '../../../src/model/json.ts';
import { assignment } from '../tenant.ts';

const TYPE = '#microsoft.graph.iosStoreAppAssignmentSettings';

function onWire(settings: JsonValue, intent = 'required'): JsonObject {
  const target = { '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: 'sales' };
  return { assignments: [{ intent, settings, target }] };
}

function app(target: string, intent: Install['intent'], settings: JsonObject = {}): Assignment {
  return { ...assignment(target), install: { intent, settings } };
}

function installOf(settings: JsonValue): Install | undefined {
  return decodeAssignments(onWire(settings), iosStoreApp)[0]?.install;
}

describe('settings of an assignment', () => {
  it.each([
    null,
    {},
    { '@odata.type': TYPE },
    { '@odata.type': TYPE, uninstallOnDeviceRemoval: null, isRemovable: null, preventManagedAppBackup: null },
    { '@odata.type': TYPE, uninstallOnDeviceRemoval: false, isRemovable: true, preventManagedAppBackup: false },
  ])('%j say nothing', (settings) => {
    expect(installOf(settings)).toEqual({ intent: 'required', settings: {} });
  });

  it('go by the names of YAML, inverted ones too', () => {
    const settings = { '@odata.type': TYPE, uninstallOnDeviceRemoval: true, preventManagedAppBackup: true };
    expect(installOf(settings)?.settings).toEqual({ uninstallOnRetire: true, backup: false });
  });

  it('that this version does not know travel along', () => {
    const settings = { '@odata.type': '#microsoft.graph.newerSettings', vpnConfigurationId: 'vpn', later: [1] };
    const read = decodeAssignments(onWire(settings), iosStoreApp);
    expect(read[0]?.install?.settings).toEqual(settings);
    expect(assignmentsIn(encodeAssignments(read, iosStoreApp), iosStoreApp)).toMatchObject({
      assignments: [{ intent: 'required', settings }],
    });
  });

  it('come back as they went', () => {
    const sent = [app('sales', 'available', { uninstallOnRetire: true }), app('-field', 'required')];
    expect(decodeAssignments(assignmentsIn(encodeAssignments(sent, iosStoreApp), iosStoreApp), iosStoreApp)).toEqual(
      sent,
    );
  });

  it('are left out where the app has none', () => {
    expect(encodeAssignments([app('sales', 'required')], microsoft365Apps)).toMatchObject({
      mobileAppAssignments: [
        { '@odata.type': '#microsoft.graph.mobileAppAssignment', intent: 'required', settings: null },
      ],
    });
  });
});

describe('what YAML does not mention of an assignment', () => {
  const live = [app('sales', 'required', { autoUpdate: 'priority', later: true })];

  it('stays as it is while the intent does', () => {
    expect(settledAssignments([app('sales', 'required')], live, androidPlayApp)).toEqual(live);
    expect(settledAssignments([app('sales', 'required', { autoUpdate: 'default' })], live, androidPlayApp)).toEqual([
      app('sales', 'required', { later: true }),
    ]);
  });

  it('goes with another intent, and begins with nothing at another target', () => {
    expect(settledAssignments([app('sales', 'available')], live, androidPlayApp)).toEqual([app('sales', 'available')]);
    expect(settledAssignments([app('field', 'required')], live, androidPlayApp)).toEqual([app('field', 'required')]);
  });

  it('is required where a plain target came from another profile', () => {
    expect(settledAssignments([assignment('sales')], [], androidPlayApp)).toEqual([app('sales', 'required')]);
  });

  it('is nothing for kinds whose assignments say no more than whom they are for', () => {
    const plain = [assignment('sales')];
    expect(settledAssignments(plain, [], iosMail)).toBe(plain);
  });
});

describe('an app', () => {
  const [required, available, uninstall] = [
    app('sales', 'required'),
    app('sales', 'available'),
    app('sales', 'uninstall'),
  ];

  it('is another assignment with another intent or setting', () => {
    const ids = [required, available, uninstall, app('sales', 'required', { tracks: ['1'] }), assignment('sales')];
    expect(new Set(ids.map(assignmentId)).size).toBe(ids.length);
  });

  it('reaches nobody by being taken away', () => {
    expect(delivering([required, uninstall])).toEqual([required]);
    const all = [required, available];
    expect(delivering(all)).toBe(all);
  });

  it('is on other terms where it stays with another intent', () => {
    expect(onOtherTerms([required], [available])).toEqual([available]);
    expect(onOtherTerms([required], [app('sales', 'required', { tracks: ['1'] })])).toEqual([]);
    expect(onOtherTerms([required], [uninstall])).toEqual([]);
    expect(onOtherTerms([uninstall], [required])).toEqual([]);
    expect(onOtherTerms([], [required])).toEqual([]);
  });
});
