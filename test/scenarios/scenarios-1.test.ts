import { tellScenarios } from './tell-scenarios.ts';

tellScenarios(0, 4);
