create table customers.source (
  id uuid not null,
  name text not null,
  write_key text not null,
  trusted boolean not null,
  active boolean not null default true,
  created_at timestamptz not null,
  last_event_at timestamptz,
  constraint source_pk primary key (id),
  constraint source_name unique (name),
  constraint source_write_key unique (write_key)
);

comment on table customers.source is '@reference · places that events come from; only trusted ones are believed when they say who is signed in';

create table customers.intake_seen (
  message_id text not null,
  source_id uuid not null,
  seen_at timestamptz not null,
  constraint intake_seen_pk primary key (message_id, source_id)
);

comment on table customers.intake_seen is '@dist message_id · directory of the events taken in, kept for seven days: a repeat changes nothing';

create index intake_seen_by_age on customers.intake_seen using brin (seen_at);

create table customers.rejected_event (
  id uuid not null,
  at timestamptz not null,
  source_id uuid,
  write_key text not null,
  reason text not null,
  detail text not null,
  event jsonb not null,
  constraint rejected_event_pk primary key (id)
);

comment on table customers.rejected_event is '@local · events that were not taken in, for a person to look at; kept for thirty days';

create index rejected_event_newest on customers.rejected_event (at desc, id desc);
