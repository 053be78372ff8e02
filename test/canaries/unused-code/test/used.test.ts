import { Command } from 'commander';
import { type Tested, tested } from '../src/used.ts';

export const seen: readonly [Tested, Command] = [tested, new Command()];
