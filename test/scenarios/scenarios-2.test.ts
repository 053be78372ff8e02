import { tellScenarios } from './tell-scenarios.ts';

tellScenarios(1, 4);
