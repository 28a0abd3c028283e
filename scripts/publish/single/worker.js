// The engine's worker in the page of one file: its glue is inside, its module comes from the page.

import { serve } from '../../../dist/core.js';
import * as glue from '../../../dist/wasm/engine.js';

serve(self, { instance: async () => glue });
