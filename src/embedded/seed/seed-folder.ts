/** Writes the example company into an empty folder, all of it or nothing. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { makeTenantFolder, TenantFolderError } from '../store/files.ts';
import { holdsTenant, writeTenant } from '../store/store.ts';
import { exampleCompany } from './company.ts';

/**
 * Seeds a folder that is missing or empty; leaves a seeded one alone. Written beside and renamed, so that a kill leaves
 * no half company. Throws when the folder holds something that isn't a tenant.
 */
export function seedFolder(dir: string): void {
  if (holdsTenant(dir)) return;
  if (existsSync(dir) && readdirSync(dir).length > 0) {
    throw new TenantFolderError(
      `the folder '${dir}' is not empty and holds no embedded tenant; name an empty or a new folder`,
    );
  }
  const target = resolve(dir);
  makeTenantFolder(dirname(target));
  const beside = mkdtempSync(`${target}.seeding-`);
  writeTenant(beside, exampleCompany());
  try {
    if (existsSync(target)) rmdirSync(target);
    renameSync(beside, target);
  } catch (problem) {
    rmSync(beside, { recursive: true, force: true });
    // Another process may have seeded the same folder meanwhile, with the same company.
    if (!holdsTenant(dir)) throw problem;
  }
}
