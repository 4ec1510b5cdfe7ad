// A list's question goes in; its rows so far, and the way to more of them, come out as state.
import { get, Problem, type List, type Row } from '../lib/api';
import { having } from './ask';

export class Pages {
  rows = $state.raw<Row[]>([]);
  next = $state.raw<string | null>(null);
  error = $state.raw<Problem | null>(null);
  busy = $state(true);
  #path = '';
  #params = new URLSearchParams();
  #stop = new AbortController();

  /** Begins a list anew. */
  begin(path: string, params: URLSearchParams) {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#path = path;
    this.#params = params;
    void this.#ask('', []);
    return () => this.#stop.abort();
  }

  more() {
    if (this.next !== null && !this.busy) void this.#ask(this.next, this.rows);
  }

  async #ask(cursor: string, before: Row[]) {
    const { signal } = this.#stop;
    this.busy = true;
    try {
      const list = await get<List>(this.#path, having(this.#params, { cursor }), signal);
      if (signal.aborted) return;
      this.rows = [...before, ...list.rows];
      this.next = list.next;
      this.error = null;
    } catch (error) {
      if (signal.aborted) return;
      this.error = error instanceof Problem ? error : new Problem(0, String(error));
    }
    this.busy = false;
  }
}

/** A list that begins anew whenever state read by `ask` changes; null asks nothing. */
export function pages(ask: () => { path: string; params: URLSearchParams } | null): Pages {
  const all = new Pages();
  $effect(() => {
    const question = ask();
    return question ? all.begin(question.path, question.params) : undefined;
  });
  return all;
}
