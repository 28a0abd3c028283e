import type { Analysis, Entity, ErrorCode, Figure, Mode, Time } from './index.js';

/** A mark that was chosen. */
export interface SelectedMark {
  type: 'PER' | 'TITLE' | 'ORG' | 'LOC' | 'FAC' | 'PROJECT' | 'WORK' | 'INIT' | 'EVENT' | 'TIME' | 'FIG';
  start: number;
  end: number;
  text: string;
  entry: Entity | Time | Figure;
}

/** The events of `<quandian-reader>`. */
export interface QuandianReaderEventMap {
  ready: CustomEvent<{ engine: Mode; mode: 'reader' | 'inline' }>;
  progress: CustomEvent<{ loaded: number; total: number }>;
  result: CustomEvent<{ analysis: Analysis }>;
  select: CustomEvent<SelectedMark>;
  error: CustomEvent<{ code: ErrorCode; message: string; remedy: string }>;
}

/** `<quandian-reader>`; the properties mirror the attributes. */
export class QuandianReader extends HTMLElement {
  text: string;
  src: string;
  for: string;
  mode: string;
  published: string;
  get types(): string;
  set types(types: string | string[] | null | undefined);
  get panels(): string;
  set panels(panels: string | string[] | null | undefined);
  theme: string;
  loading: string;
  assetBase: string;
  /** Shows a text and answers with its analysis; without a text, the analysis of the one that is shown. */
  analyze(text?: string, options?: { published?: string; signal?: AbortSignal }): Promise<Analysis>;
  /** Takes the reader down. Attributes, `analyze` or a new place start it again. */
  dispose(): void;
  addEventListener<K extends keyof QuandianReaderEventMap>(
    type: K,
    listener: (this: QuandianReader, event: QuandianReaderEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'quandian-reader': QuandianReader;
  }
}
