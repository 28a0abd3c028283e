// The engine in a worker of Node.

import { parentPort } from 'node:worker_threads';
import { serve } from './core.js';
import { read } from './node-read.js';

serve(parentPort, { read });
