/** Least milliseconds between two looks at the database, so that asking for what is not there costs it nothing. */
const LOOK_MS = 500;

/** The districts that live in a database. One that was founded by another process is known at its first request. */
export class KnownDistricts {
  readonly #read: () => Promise<readonly string[]>;
  #known: ReadonlySet<string> = new Set();
  #looked = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | null = null;

  private constructor(read: () => Promise<readonly string[]>) {
    this.#read = read;
  }

  /** @param read all districts, as the database has them; what it throws is thrown on. */
  static async open(read: () => Promise<readonly string[]>): Promise<KnownDistricts> {
    const known = new KnownDistricts(read);
    await known.#look();
    return known;
  }

  /** Whether a district lives here. Looks again for one that is not known, at most once in half a second; throws when the database is away. */
  async has(district: string): Promise<boolean> {
    if (this.#known.has(district)) return true;
    const wait = this.#looked + LOOK_MS - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    await this.#looking;
    return this.#known.has(district);
  }

  async #look(): Promise<void> {
    this.#looked = performance.now();
    this.#known = new Set(await this.#read());
  }
}
