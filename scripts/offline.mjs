// Writes FOLDER/files.json: what the page needs to open without a network (www/offline.js). What is loaded only for a PDF, and what
// is for other people's pages, is not in it.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const files = ['', 'wasm'].flatMap((part) =>
  readdirSync(join(folder, part), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(css|js|png|svg|wasm|webmanifest)$/.test(entry.name))
    .filter(({ name }) => !/^(offline\.js|pdf|quandian|widget|frame)/.test(name))
    .map(({ name }) => (part ? `${part}/${name}` : name)),
);
writeFileSync(join(folder, 'files.json'), JSON.stringify(['./', ...files.sort()]));
