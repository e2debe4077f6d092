import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** The process's own registry; `/metrics` prints it. No label ever holds an address, a person or a subject. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'lianan_' });

const requests = new Histogram({
  name: 'lianan_http_seconds',
  help: 'Answered requests by route pattern and status class',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.1, 0.5, 2],
  registers: [registry],
});

export function countRequests(method: string, route: string, status: number, elapsedMs: number): void {
  requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, elapsedMs / 1000);
}

/** Time from sending an append to its answer, the head's lock included. */
export const appendSeconds = new Histogram({
  name: 'lianan_journal_append_seconds',
  help: 'Appends, head lock wait included',
  buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  registers: [registry],
});
/** Time for which an append waited for its turn at the district's head row, as the database measured it. */
export const headWaitSeconds = new Histogram({
  name: 'lianan_journal_head_wait_seconds',
  help: 'Waiting for the lock of the head row, a statement',
  buckets: [0.0005, 0.002, 0.01, 0.05, 0.2, 1],
  registers: [registry],
});
export const foldLag = new Gauge({
  name: 'lianan_journal_fold_lag_lines',
  help: 'Lines that the tallies have not folded yet, by district',
  labelNames: ['district'],
  registers: [registry],
});
export const outboxAge = new Gauge({
  name: 'lianan_journal_outbox_age_seconds',
  help: 'Age of the oldest message that waits to be sent, by district',
  labelNames: ['district'],
  registers: [registry],
});
export const poolWaiting = new Gauge({
  name: 'lianan_db_pool_waiting',
  help: 'Requests that wait for a database connection, by pool',
  labelNames: ['pool'],
  registers: [registry],
});
