import { Problem } from '../http/problem.ts';
import { textOf } from '../language/language.ts';
import { filesWords } from './files.words.ts';

/** Lets a few through at a time and a bounded number wait; the rest are sent away with 503. */
export class Turnstile {
  readonly #atOnce: number;
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #inside = 0;

  constructor(atOnce: number, mostWaiting: number) {
    this.#atOnce = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  async through<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.#atOnce) this.#inside += 1;
    else if (this.#waiting.length >= this.#mostWaiting)
      throw new Problem(503, 'files.busy', textOf(filesWords, 'busy'));
    // Whoever leaves hands the place over, so that a newcomer cannot slip in between.
    else await new Promise<void>((enter) => this.#waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#inside -= 1;
    }
  }
}
