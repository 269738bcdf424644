import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The figures at `/metrics`, in Prometheus' text format. */
export function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: "splot_http_request_seconds",
      help: "Time to answer, by call and status",
      labelNames: ["call", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    sockets: new Gauge({
      name: "splot_sockets",
      help: "Open sockets by kind of actor",
      labelNames: ["kind"],
      registers,
    }),
    jobs: new Counter({
      name: "splot_jobs_total",
      help: "Jobs run, by task and outcome",
      labelNames: ["task", "outcome"],
      registers,
    }),
    intake: new Counter({
      name: "splot_intake_events_total",
      help: "Events taken in, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    mailIn: new Counter({
      name: "splot_mail_in_total",
      help: "Incoming mails, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    mailOut: new Counter({
      name: "splot_mail_out_total",
      help: "Outgoing mails, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof makeMetrics>;
