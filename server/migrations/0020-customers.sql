create schema customers;

create extension if not exists pg_trgm with schema public;

-- The same as foldText in the program, letter for letter; collations have no say in it, so an index on it stays sound.
create function customers.fold(value text) returns text
language sql immutable strict parallel safe
return btrim(regexp_replace(
  replace(replace(replace(replace(
    translate(
      lower(regexp_replace(normalize(value, nfkd), '[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]', '', 'g') collate "C"),
      'ŁłØøĐđÐðĦħŦŧıŊŋƏəÆŒẞÞ’‘ʼ`–—‐−ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
      'llooddddhhttinneeæœßþ''''''''----αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'),
    'æ', 'ae'), 'œ', 'oe'), 'ß', 'ss'), 'þ', 'th'),
  '[\t-\r \u0085\u1680\u2028\u2029]+', ' ', 'g'));

create table customers.leaf (
  id uuid not null,
  canonical_id uuid not null,
  known boolean not null,
  origin text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  version int not null default 1,
  constraint leaf_pk primary key (id)
);

comment on table customers.leaf is '@local · profiles that never move; canonical_id, always one step, is the leaf a merged person is read by';

create index leaf_by_canonical on customers.leaf (canonical_id);

create index leaf_known_by_last_seen on customers.leaf (last_seen_at desc, id desc) where known;

create index leaf_by_last_seen on customers.leaf (last_seen_at desc, id desc);

create table customers.identifier (
  ns text not null,
  value text not null,
  leaf_id uuid,
  home_id uuid,
  status text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint identifier_pk primary key (ns, value),
  constraint identifier_status check (status in ('claimed', 'active', 'shared', 'suspicious', 'blocked'))
);

comment on table customers.identifier is '@local · directory of identifiers; leaf_id is a leaf of the one person who proved it, none while it is claimed, shared, suspicious or blocked. home_id is the leaf that was made for its events, for ever';

create index identifier_value_trgm on customers.identifier using gin (value gin_trgm_ops) where ns in ('email', 'phone', 'card');

create table customers.link (
  leaf_id uuid not null,
  ns text not null,
  value text not null,
  how text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  constraint link_pk primary key (leaf_id, ns, value, how),
  constraint link_how check (how in ('code', 'reply', 'mail', 'login', 'staff', 'import', 'event', 'typed', 'caller', 'address', 'alias'))
);

comment on table customers.link is '@local · which leaf proved or claimed which identifier, in which ways; the decisions about people are a function of these rows';

create index link_by_value on customers.link (ns, value, leaf_id);

create table customers.edge (
  id uuid not null,
  a_leaf uuid not null,
  b_leaf uuid not null,
  by_kind text not null,
  reason text not null,
  ns text,
  value text,
  rule_version int not null,
  actor text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  constraint edge_pk primary key (id),
  constraint edge_by check (by_kind in ('staff', 'rule'))
);

comment on table customers.edge is '@local · log of merges; an unmerge voids an edge, nothing is rewritten';

create index edge_by_a on customers.edge (a_leaf) where undone_at is null;

create index edge_by_b on customers.edge (b_leaf) where undone_at is null;

create table customers.apart (
  id uuid not null,
  a_leaf uuid not null,
  b_leaf uuid not null,
  actor text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by text,
  constraint apart_pk primary key (id),
  constraint apart_order check (a_leaf < b_leaf)
);

comment on table customers.apart is '@local · two leaves that staff have said to be two people; no rule joins them again';

create unique index apart_once on customers.apart (a_leaf, b_leaf) where undone_at is null;

create index apart_by_b on customers.apart (b_leaf) where undone_at is null;

create table customers.review (
  id uuid not null,
  a_leaf uuid not null,
  b_leaf uuid not null,
  ns text not null,
  value text not null,
  reason text not null,
  state text not null default 'open',
  at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  constraint review_pk primary key (id),
  constraint review_once unique (a_leaf, b_leaf, ns, value),
  constraint review_state check (state in ('open', 'joined', 'kept_apart')),
  constraint review_order check (a_leaf < b_leaf)
);

comment on table customers.review is '@local · merges that a rule stopped and a person decides';

create index review_newest on customers.review (state, at desc, id desc);

create table customers.trait (
  customer_id uuid not null,
  key text not null,
  source text not null,
  value text not null,
  actor text not null,
  at timestamptz not null,
  folded text generated always as (case when key = 'name' then customers.fold(value) end) stored,
  constraint trait_pk primary key (customer_id, key, source, value),
  constraint trait_source check (source in ('staff', 'proved', 'import', 'customer', 'event')),
  constraint trait_length check (length(value) <= 500)
);

comment on table customers.trait is '@dist customer_id · what was said of a leaf: name, birth_date, locale; every value once per source, with the last time it was said. Staff clear a key by an empty value. folded is a name as it is searched';

create index trait_name_trgm on customers.trait using gin (folded gin_trgm_ops) where key = 'name';

create table customers.device (
  id uuid not null,
  leaf_id uuid not null,
  token_hash bytea not null,
  locale text not null,
  site text not null,
  user_agent text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  connected_at timestamptz,
  constraint device_pk primary key (id),
  constraint device_token unique (token_hash)
);

comment on table customers.device is '@local · browsers and phones of customers; each is bound to one leaf';

create index device_by_leaf on customers.device (leaf_id);

create table customers.device_proof (
  device_id uuid not null,
  ns text not null,
  value text not null,
  proved_at timestamptz not null,
  constraint device_proof_pk primary key (device_id, ns, value)
);

comment on table customers.device_proof is '@local · what was proved on which device: the only thing that opens a history to it';

create table customers.code (
  device_id uuid not null,
  ns text not null,
  value text not null,
  code_hash bytea not null,
  attempts int not null default 0,
  expires_at timestamptz not null,
  sent_at timestamptz not null,
  constraint code_pk primary key (device_id, ns, value, sent_at)
);

comment on table customers.code is '@local · one-time codes sent in the last hour, hashed; only the newest of a device and value can be redeemed';

create index code_by_value on customers.code (ns, value, sent_at);

create table customers.blocked_value (
  id uuid not null,
  ns text,
  kind text not null,
  value text not null,
  constraint blocked_value_pk primary key (id),
  constraint blocked_value_kind check (kind in ('exact', 'pattern'))
);

comment on table customers.blocked_value is '@reference · values that the company added to those that identify nobody';
