create table platform.event (
  customer_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  name text not null,
  actor text not null,
  channel text,
  received_at timestamptz not null,
  data jsonb not null,
  constraint event_pk primary key (customer_id, at, id)
);

comment on table platform.event is '@dist customer_id · what happened to a customer: the timeline, the food of reactions and reports. customer_id is the leaf under which it happened, for ever';

create table platform.company_event (
  id uuid not null,
  at timestamptz not null,
  name text not null,
  actor text not null,
  data jsonb not null,
  constraint company_event_pk primary key (id)
);

comment on table platform.company_event is '@local · what happened in the company and concerns no single customer';

create table platform.idempotency (
  scope text not null,
  key text not null,
  fingerprint text not null,
  status int,
  body jsonb,
  at timestamptz not null,
  constraint idempotency_pk primary key (key, scope)
);

comment on table platform.idempotency is '@dist key · answers to requests that carried an Idempotency-Key, so that a repeat gets the same answer';

create index idempotency_by_age on platform.idempotency (at);

create table platform.file (
  id uuid not null,
  store_key text not null,
  name text not null,
  type text not null,
  size bigint not null,
  sha256 text not null,
  created_by text not null,
  created_at timestamptz not null,
  owner text,
  customer_id uuid,
  constraint file_pk primary key (id)
);

comment on table platform.file is '@dist id · stored files; owner says which row of which room refers to it, and what nobody owns is swept';

create index file_unowned on platform.file (created_at) where owner is null;

create index file_by_store_key on platform.file (store_key);

create table platform.outgoing_mail (
  key text not null,
  customer_id uuid,
  sender text not null,
  envelope_from text not null,
  recipient text not null,
  message_id text not null,
  content jsonb not null,
  report text,
  report_ref jsonb,
  state text not null default 'queued',
  attempts int not null default 0,
  detail text,
  created_at timestamptz not null,
  done_at timestamptz,
  constraint outgoing_mail_pk primary key (key),
  constraint outgoing_mail_state check (state in ('queued', 'sending', 'sent', 'failed', 'unknown'))
);

comment on table platform.outgoing_mail is '@dist key · mails decided in a transaction, by a deterministic key, with what became of them';

create index outgoing_mail_unfinished on platform.outgoing_mail (created_at) where state in ('queued', 'sending');

create index outgoing_mail_by_customer on platform.outgoing_mail (customer_id) where customer_id is not null;

create table platform.company (
  only_one boolean not null default true,
  name text not null,
  version int not null default 1,
  constraint company_pk primary key (only_one),
  constraint company_only_one check (only_one)
);

comment on table platform.company is '@reference · the company that this installation serves';

create table platform.process (
  id uuid not null,
  host text not null,
  pid int not null,
  worker_ids text[] not null,
  seen_at timestamptz not null,
  constraint process_pk primary key (id)
);

comment on table platform.process is '@local · running processes and their workers, so that the jobs of a dead one are taken over at once';
