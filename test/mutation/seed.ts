/** Every mutant meets the same random cases: a verdict must not depend on luck. */

import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_260_101 });
