create schema conversations;

create table conversations.mail_address (
  id uuid not null,
  address text not null,
  name text not null,
  team_id uuid,
  locale text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  constraint mail_address_pk primary key (id),
  constraint mail_address_address unique (address),
  constraint mail_address_locale check (locale in ('pl', 'ro', 'en'))
);

comment on table conversations.mail_address is '@reference · addresses of ours to which customers write';

create table conversations.site (
  id uuid not null,
  key text not null,
  name text not null,
  team_id uuid,
  mail_address_id uuid,
  accent text not null,
  greeting jsonb not null,
  active boolean not null default true,
  created_at timestamptz not null,
  constraint site_pk primary key (id),
  constraint site_key unique (key),
  constraint site_name unique (name),
  constraint site_mail_address foreign key (mail_address_id) references conversations.mail_address (id)
);

comment on table conversations.site is '@reference · pages of the company with our form or chat on them';

create table conversations.blocked_sender (
  id uuid not null,
  pattern text not null,
  member_id uuid not null,
  at timestamptz not null,
  constraint blocked_sender_pk primary key (id),
  constraint blocked_sender_pattern unique (pattern)
);

comment on table conversations.blocked_sender is '@reference · addresses (a@b.pl) and domains (@b.pl) whose mail is set aside';

create sequence conversations.matter_number_seq start 1001;

create table conversations.matter (
  customer_id uuid not null,
  id uuid not null,
  number bigint not null,
  subject text not null,
  state text not null,
  assignee_id uuid,
  team_id uuid,
  mail_address_id uuid,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  last_in_at timestamptz,
  last_channel text not null,
  needs_reply boolean not null,
  preview text not null,
  channels text[] not null,
  joined_customer_id uuid,
  joined_id uuid,
  version int not null default 1,
  constraint matter_pk primary key (customer_id, id),
  constraint matter_mail_address foreign key (mail_address_id) references conversations.mail_address (id),
  constraint matter_state check (state in ('open', 'waiting', 'closed')),
  constraint matter_joined check ((joined_customer_id is null) = (joined_id is null))
);

comment on table conversations.matter is '@dist customer_id · a thread over channels. customer_id is the leaf under which it began, for ever; a joined matter is read as part of the one it points to';

create index matter_by_customer on conversations.matter (customer_id, last_at desc, id desc) where joined_id is null;

create index matter_open on conversations.matter (last_at desc, id desc) where state <> 'closed' and joined_id is null;

create index matter_open_unassigned on conversations.matter (last_at desc, id desc)
  where state <> 'closed' and joined_id is null and assignee_id is null;

create index matter_open_by_assignee on conversations.matter (assignee_id, last_at desc, id desc)
  where state <> 'closed' and joined_id is null and assignee_id is not null;

create index matter_open_by_team on conversations.matter (team_id, last_at desc, id desc)
  where state <> 'closed' and joined_id is null and team_id is not null;

create index matter_closed on conversations.matter (last_at desc, id desc) where state = 'closed' and joined_id is null;

create index matter_closed_by_assignee on conversations.matter (assignee_id, last_at desc, id desc)
  where state = 'closed' and joined_id is null and assignee_id is not null;

create index matter_by_id on conversations.matter (id);

create index matter_subject_words on conversations.matter using gin (to_tsvector('simple', customers.fold(subject)));

create table conversations.joined (
  customer_id uuid not null,
  matter_id uuid not null,
  other_customer_id uuid not null,
  other_id uuid not null,
  at timestamptz not null,
  actor text not null,
  constraint joined_pk primary key (customer_id, matter_id, other_customer_id, other_id),
  constraint joined_matter foreign key (customer_id, matter_id) references conversations.matter (customer_id, id)
);

comment on table conversations.joined is '@dist customer_id · which matters, of whatever leaf, are read as part of this one';

create table conversations.message (
  customer_id uuid not null,
  id uuid not null,
  matter_id uuid not null,
  at timestamptz not null,
  kind text not null,
  direction text not null,
  channel text,
  author_kind text not null,
  author_id uuid,
  via_leaf uuid,
  ns text,
  value text,
  standing text,
  subject text,
  text text not null,
  quoted text,
  html text,
  mail_id text,
  raw_file_id uuid,
  delivery_state text,
  delivery_at timestamptz,
  delivery_detail text,
  flags text[] not null default '{}',
  constraint message_pk primary key (customer_id, id),
  constraint message_matter foreign key (customer_id, matter_id) references conversations.matter (customer_id, id),
  constraint message_kind check (kind in ('message', 'note', 'talk', 'bounce', 'auto_reply', 'notice')),
  constraint message_direction check (direction in ('in', 'out', 'internal')),
  constraint message_author check (author_kind in ('customer', 'member', 'system')),
  constraint message_delivery check (delivery_state in ('queued', 'sent', 'delivered', 'read', 'failed', 'bounced', 'unknown'))
);

comment on table conversations.message is '@dist customer_id · what was said in a matter; customer_id is the matter''s, via_leaf who spoke or was addressed where that is another leaf';

create index message_by_matter on conversations.message (customer_id, matter_id, at desc, id desc);

create index message_by_via_leaf on conversations.message (via_leaf, customer_id) where via_leaf is not null;

create table conversations.attachment (
  customer_id uuid not null,
  file_id uuid not null,
  message_id uuid not null,
  position int not null,
  name text not null,
  type text not null,
  size bigint not null,
  inline boolean not null,
  cid text,
  constraint attachment_pk primary key (customer_id, file_id),
  constraint attachment_message foreign key (customer_id, message_id) references conversations.message (customer_id, id)
);

comment on table conversations.attachment is '@dist customer_id · files that came or went with a message';

create index attachment_by_message on conversations.attachment (customer_id, message_id, position);

create table conversations.seen (
  customer_id uuid not null,
  matter_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  constraint seen_pk primary key (customer_id, matter_id, member_id),
  constraint seen_matter foreign key (customer_id, matter_id) references conversations.matter (customer_id, id)
);

comment on table conversations.seen is '@dist customer_id · up to which moment of a matter a member of staff has seen';

create table conversations.addressee (
  customer_id uuid not null,
  matter_id uuid not null,
  ns text not null,
  value text not null,
  leaf_id uuid not null,
  token text not null,
  constraint addressee_pk primary key (customer_id, matter_id, ns, value),
  constraint addressee_matter foreign key (customer_id, matter_id) references conversations.matter (customer_id, id)
);

comment on table conversations.addressee is '@dist customer_id · to whom we wrote in a matter, with the reply token that only this address was given';

create table conversations.matter_number (
  number bigint not null,
  customer_id uuid not null,
  matter_id uuid not null,
  constraint matter_number_pk primary key (number)
);

comment on table conversations.matter_number is '@dist number · directory of short numbers such as 4821';

create table conversations.reply_token (
  token text not null,
  customer_id uuid not null,
  matter_id uuid not null,
  leaf_id uuid not null,
  ns text not null,
  value text not null,
  constraint reply_token_pk primary key (token)
);

comment on table conversations.reply_token is '@dist token · directory of reply tokens: the matter, and the address to which the token was given';

create table conversations.mail_reference (
  mail_id text not null,
  customer_id uuid not null,
  message_id uuid not null,
  constraint mail_reference_pk primary key (mail_id)
);

comment on table conversations.mail_reference is '@dist mail_id · directory of Message-IDs, ours and those of others, without angle brackets';

create table conversations.received (
  key text not null,
  channel text not null,
  customer_id uuid,
  matter_id uuid,
  message_id uuid,
  at timestamptz not null,
  constraint received_pk primary key (key, channel)
);

comment on table conversations.received is '@dist key · what was taken in, by the key its channel gave it, so that a repeat changes nothing';

create table conversations.auto_sent (
  address text not null,
  at timestamptz not null,
  constraint auto_sent_pk primary key (address)
);

comment on table conversations.auto_sent is '@dist address · when an address last got an automatic mail; one in 24 hours at most';

create table conversations.mail_in (
  id uuid not null,
  at timestamptz not null,
  raw_file_id uuid not null,
  size bigint not null,
  envelope_from text not null,
  recipients text[] not null,
  ip text not null,
  helo text not null,
  sender text,
  subject text not null default '',
  state text not null default 'new',
  reason text,
  detail text,
  attempts int not null default 0,
  done_at timestamptz,
  constraint mail_in_pk primary key (id),
  constraint mail_in_state check (state in ('new', 'done', 'set_aside'))
);

comment on table conversations.mail_in is '@local · mails as they came over SMTP, their raw text in a file, and what became of them';

create index mail_in_by_envelope on conversations.mail_in (envelope_from, at);

create index mail_in_by_sender on conversations.mail_in (sender, at) where sender is not null;

create index mail_in_set_aside on conversations.mail_in (at desc, id desc) where state = 'set_aside';
