// What the package offers. The types of the result follow, written from the Rust types (scripts/types.mjs).

/** Where the analyser runs. */
export type Mode = 'worker' | 'main';

/** Why something failed. */
export type ErrorCode = 'network' | 'mime' | 'cors' | 'csp' | 'file' | 'wasm-off' | 'trap' | 'argument' | 'closed' | 'target' | 'source';

/** A failure with a code, and what to do about it. */
export class EngineError extends Error {
  readonly name: 'EngineError';
  readonly code: ErrorCode;
  readonly remedy: string;
}

/** How to start. */
export interface SetupOptions {
  /** `false`: on this thread. Where a worker is wanted and cannot be had, this thread serves as well, and the answer says so. */
  worker?: boolean;
  /** The WebAssembly module (`quandian/wasm/engine_bg.wasm`), if it is compiled already. */
  module?: WebAssembly.Module | Promise<WebAssembly.Module>;
  /** Told of the bytes of the module while they come. */
  onprogress?: (progress: { loaded: number; total: number }) => void;
  /** Gives up starting. */
  signal?: AbortSignal;
}

/** What every request may say. */
export interface RequestOptions {
  /** Takes the request back: it is rejected with the signal's reason. */
  signal?: AbortSignal;
  /** The newest request of a key wins: an unfinished one before it is rejected with an `AbortError`. */
  key?: string;
}

/** How to analyse. */
export interface AnalyzeOptions extends RequestOptions {
  /** `YYYY-MM-DD`: from when relative times count where the text does not say. */
  published?: string;
  /** Every name says what speaks for it, every time and figure from what its value follows, in its `evidence`. */
  explain?: boolean;
}

/** How to recognise. */
export interface RecognizeOptions extends RequestOptions {
  /** ISO 8601: from when relative times count. */
  reference?: string;
}

/** Loads the analyser; the first request does so as well. */
export function setup(options?: SetupOptions): Promise<{ mode: Mode }>;

/** The analysis of an article. Offsets are UTF-16 code units, as in JavaScript's strings; ends are exclusive. */
export function analyze(text: string, options?: AnalyzeOptions): Promise<Analysis>;

/** Every reading of a number, measure or time in a short text, as long as an input field holds; readings may overlap. */
export function recognize(text: string, options?: RecognizeOptions): Promise<Reading[]>;

/** What several articles say of the same metric of the same owner, side by side: what agrees, what changed, what contradicts. */
export function compare(analyses: Analysis[], options?: RequestOptions): Promise<ComparisonRow[]>;

/** Stops the analyser and rejects what is unanswered with an `AbortError`. A later request starts it again. */
export function dispose(): void;

/** A reading of a short text. It has one `value`, or the ends `lo` and `hi`, of which one may be open, or none of them. */
export interface Reading {
  /** Where it starts. */
  start: number;
  /** Where it ends. */
  end: number;
  /** The words that were read. */
  text: string;
  /** What it is. */
  kind: ReadingKind;
  /** How much, as a decimal number, or when, as ISO 8601. */
  value?: string;
  lo?: string | null;
  hi?: string | null;
  /** In what: an ISO 4217 code or a unit's symbol. */
  unit: string | null;
  /** How it is bounded. */
  mod?: 'over' | 'under' | 'min' | 'max' | 'approx' | 'before' | 'after' | 'since' | 'until';
}

