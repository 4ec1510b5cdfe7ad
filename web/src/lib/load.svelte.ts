// A question that depends on state goes in; its latest answer, wait and failure come out as state.
import { Problem } from './api';

export class Loading<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<Problem | null>(null);
  busy = $state(true);
}

/**
 * Asks again whenever state read by `ask` changes, and stops the question before.
 * The last answer stays until the next one is here. `ask` may give null: nothing to ask.
 * To be called while a component is set up.
 */
export function load<T>(ask: (signal: AbortSignal) => Promise<T> | null): Loading<T> {
  const loading = new Loading<T>();
  $effect(() => {
    const stop = new AbortController();
    const answer = ask(stop.signal);
    follow(loading, answer, stop.signal);
    return () => stop.abort();
  });
  return loading;
}

async function follow<T>(loading: Loading<T>, answer: Promise<T> | null, signal: AbortSignal) {
  loading.busy = answer !== null;
  try {
    const value = await answer;
    if (signal.aborted) return;
    loading.value = value;
    loading.error = null;
  } catch (error) {
    if (signal.aborted) return;
    loading.value = null;
    loading.error = error instanceof Problem ? error : new Problem(0, String(error));
  }
  loading.busy = false;
}
