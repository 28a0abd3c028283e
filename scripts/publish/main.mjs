// What `make dist` publishes besides the site that scripts/build wrote: the package for npm, the page in one file, and releases whose
// names never change what they hold.

import { writePackage } from './npm.mjs';
import { writeRelease } from './release.mjs';
import { writeSingle } from './single.mjs';

writePackage();
await writeSingle();
writeRelease();
