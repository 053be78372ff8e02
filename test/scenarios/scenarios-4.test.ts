import { tellScenarios } from './tell-scenarios.ts';

tellScenarios(3, 4);
