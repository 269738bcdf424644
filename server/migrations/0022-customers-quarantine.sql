alter table customers.rejected_event
  add column kind text,
  add column bytes int not null default 0;

update customers.rejected_event set bytes = octet_length(event::text);

-- What waits of one key, oldest first: the order in which it is taken in once the key has a source.
create index rejected_event_by_key on customers.rejected_event (write_key, at, id);

create table customers.rejected_total (
  scope text not null,
  write_key text not null,
  events int not null,
  bytes bigint not null,
  dropped bigint not null default 0,
  last_at timestamptz not null,
  constraint rejected_total_pk primary key (scope, write_key),
  constraint rejected_total_scope check (scope in ('all', 'key'))
);

comment on table customers.rejected_total is '@local · how much is set aside of each write key, and of all: the bounds are kept by it. dropped counts what found no room';

insert into customers.rejected_total (scope, write_key, events, bytes, last_at)
select 'key', write_key, count(*), sum(bytes), max(at) from customers.rejected_event group by write_key;

insert into customers.rejected_total (scope, write_key, events, bytes, last_at)
select 'all', '', count(*), coalesce(sum(bytes), 0), coalesce(max(at), timestamptz '2020-01-01') from customers.rejected_event;
