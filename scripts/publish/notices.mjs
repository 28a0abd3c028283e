// The licences of everything that is compiled into the modules, gathered from where cargo keeps the sources.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './folders.mjs';

/**
 * The notices of the crates behind some of the package's features, as Markdown. A licence that many share is printed once.
 * @param {string[]} features
 */
export function notices(features) {
  const read = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 };
  const chosen = ['--offline', '-q', '--no-default-features', '--features', features.join(',')];
  const tree = execFileSync('cargo', ['tree', ...chosen, '-e', 'normal', '--target', 'wasm32-unknown-unknown', '--prefix', 'none', '-f', '{p}'], read);
  const used = new Set([...tree.matchAll(/^(\S+) v(\S+)/gm)].map(([, name, version]) => `${name} ${version}`));
  const { packages } = JSON.parse(
    execFileSync('cargo', ['metadata', ...chosen, '--filter-platform', 'wasm32-unknown-unknown', '--format-version', '1'], read),
  );
  const texts = new Map();
  const lines = [];
  for (const { name, version, license, authors, manifest_path: manifest } of packages.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (name === 'quandian' || !used.has(`${name} ${version}`)) continue;
    lines.push(`- ${name} ${version}: ${license ?? 'see its licence'}${authors.length ? `, ${authors.join(', ').replace(/ <[^,]*/g, '')}` : ''}`);
    const folder = dirname(manifest);
    for (const file of readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|unlicense)/i.test(file))) {
      try {
        const text = readFileSync(join(folder, file), 'utf8').trim();
        texts.set(text, [...(texts.get(text) ?? []), name]);
      } catch {
        // A folder of licences: the line above names them.
      }
    }
  }
  const licences = [...texts].map(([text, names]) => `## ${[...new Set(names)].join(', ')}\n\n\`\`\`\n${text}\n\`\`\`\n`);
  return `# What Quandian is built with\n\n${lines.join('\n')}\n\n${licences.join('\n')}`;
}
