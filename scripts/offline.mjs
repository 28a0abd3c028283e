// Writes FOLDER/files.json: what the page needs to open without a network (www/offline.js). What is loaded only for files that
// are not plain text is kept once it has been asked for, so that a first visit stays light; what is for other people's pages is not kept.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const files = ['', 'wasm'].flatMap((part) =>
  readdirSync(join(folder, part), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(css|js|png|svg|wasm|webmanifest)$/.test(entry.name))
    .filter(({ name }) => !/^(offline\.js|import-worker|pdf|quandian|widget|frame)/.test(name))
    .map(({ name }) => (part ? `${part}/${name}` : name))
    .filter((path) => !path.startsWith('wasm/importer')),
);
writeFileSync(join(folder, 'files.json'), JSON.stringify(['./', ...files.sort()]));
