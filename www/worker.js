// The engine in a worker.
import { serve } from './core.js';

serve(self);
