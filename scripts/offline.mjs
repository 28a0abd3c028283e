// Writes FOLDER/files.json: what the page needs to open without a network (www/offline.js). What is loaded only for files that
// are not plain text is kept once it has been asked for, so that a first visit stays light; what is for other people's pages is not kept.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
/** The page, the engine's worker and what that imports. */
const NEEDED = /^(first|page|worker|core|failure|remedies)\.js$|^page\.css$|^(icon.*|manifest\.webmanifest)$|^wasm\/(engine\.js|engine_bg\.wasm|reader_bg\.wasm)$/;
const files = ['', 'wasm/'].flatMap((part) => readdirSync(join(folder, part)).map((name) => part + name));
writeFileSync(join(folder, 'files.json'), JSON.stringify(['./', ...files.filter((path) => NEEDED.test(path) && !path.endsWith('.br')).sort()]));
