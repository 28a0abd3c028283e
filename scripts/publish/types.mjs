// TypeScript for the result, written from the Rust that serde reads: structs become interfaces, enums unions of their names.
//
//   import { types } from './types.mjs'      the declarations, for npm.mjs
//
// It knows as much of Rust as src/analysis.rs uses, and stops at what it does not know.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where each type stands, and what TypeScript calls it where that is something else. */
const SOURCES = {
  'src/analysis.rs': { Analysis: 0, Article: 0, Block: 0, Extent: 0, Token: 0, Entity: 0, Time: 0, Figure: 0, Metric: 0, Comparison: 0, Whole: 0, Phrase: 0, PersonRole: 0, Check: 0, Operand: 0, OffsetUnit: 0 },
  'src/entity/mod.rs': { EntityType: 0, Evidence: 0 },
  'src/entity/grammar/mod.rs': { Rule: 'GrammarRule' },
  'src/figure/mod.rs': { Kind: 'FigureKind', Modifier: 'FigureModifier', Trend: 0, FigureEvidence: 0 },
  'src/time/mod.rs': { TimeModifier: 0, TimeEvidence: 0 },
  'src/layout/mod.rs': { Role: 'BlockRole' },
  'src/compare.rs': { Row: 'ComparisonRow', Agreement: 0, Cell: 'ComparisonCell' },
  'src/check/mod.rs': { CheckKind: 0, OperandRole: 0 },
  'src/recognize/mod.rs': { Kind: 'ReadingKind' },
};
const PRIMITIVES = { String: 'string', usize: 'number', f64: 'number', bool: 'boolean' };

const CASES = { lowercase: (name) => name.toLowerCase(), UPPERCASE: (name) => name.toUpperCase(), 'kebab-case': (name) => name.replace(/\B[A-Z]/g, '-$&').toLowerCase() };

/** The declarations of all types of the result. */
export function types() {
  return Object.entries(SOURCES)
    .flatMap(([file, names]) => {
      const source = readFileSync(join(root, file), 'utf8');
      return Object.entries(names).map(([name, renamed]) => declaration(source, file, name, renamed || name));
    })
    .join('\n');
}

function declaration(source, file, rust, name) {
  const found = source.match(new RegExp(`((?:^ *(?:///|#\\[).*\\n)*)^pub (struct|enum) ${rust} \\{\\n([^]*?)^\\}`, 'm'));
  if (!found) throw new Error(`${file} has no ${rust}`);
  const [, head, kind, body] = found;
  const casing = CASES[head.match(/rename_all = "([\w-]+)"/)?.[1]] ?? ((name) => name);
  const items = [...body.matchAll(/((?: +(?:\/\/\/|#\[).*\n)*) +(?:pub )?(\w+)(?:: (.+)|\((.+)\))?,\n/g)];
  // Links to Rust's documentation are names here, and None is null.
  const plain = (line) => line.replace(/\[`?(?:crate::)?([\w:]+)`?\](\([^)]*\))?/g, '`$1`').replace('`None`', '`null`');
  const doc = (text, indent) => {
    const lines = [...text.matchAll(/\/\/\/ ?(.*)/g)].map(([, line]) => plain(line));
    if (lines.length < 2) return lines.length ? `${indent}/** ${lines[0]} */\n` : '';
    return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
  };
  if (kind === 'enum') {
    const variants = items.map(([, , variant, , inner]) => (inner ? `{ ${casing(variant)}: ${type(inner)} }` : `'${casing(variant)}'`));
    return `${doc(head, '')}export type ${name} = ${variants.join(' | ')};\n`;
  }
  const fields = items.map(([, attributes, field, of]) => {
    const key = attributes.match(/rename = "(\w+)"/)?.[1] ?? field;
    const absent = /skip_serializing_if/.test(attributes);
    const whole = absent ? of.replace(/^Option<(.*)>$/, '$1') : of;
    return `${doc(attributes, '  ')}  ${key}${absent ? '?' : ''}: ${key === 'schema' ? "'quandian/1'" : type(whole, file)};\n`;
  });
  return `${doc(head, '')}export interface ${name} {\n${fields.join('')}}\n`;

  function type(of) {
    const [, outer, inner] = of.match(/^(Option|Vec)<(.*)>$/) ?? [];
    if (outer === 'Option') return `${type(inner)} | null`;
    if (outer === 'Vec') return /[ |]/.test(type(inner)) && !type(inner).startsWith('[') ? `(${type(inner)})[]` : `${type(inner)}[]`;
    if (of === '[usize; 2]') return '[number, number]';
    if (PRIMITIVES[of]) return PRIMITIVES[of];
    for (const [other, names] of Object.entries(SOURCES)) {
      // A name that two files use is the one that this file imports.
      if (!(of in names) || (of === 'Kind' && other.includes('recognize'))) continue;
      return names[of] || of;
    }
    throw new Error(`${file}: nothing is known of the type ${of}`);
  }
}
