create schema staff;

create table staff.branch (
  id uuid not null,
  name text not null,
  city text not null,
  country text not null,
  time_zone text not null,
  constraint branch_pk primary key (id),
  constraint branch_name unique (name)
);

comment on table staff.branch is '@reference · places where customers are met in person';

create table staff.team (
  id uuid not null,
  name text not null,
  constraint team_pk primary key (id),
  constraint team_name unique (name)
);

comment on table staff.team is '@reference · groups that share work';

create table staff.member (
  id uuid not null,
  name text not null,
  email text not null,
  password_hash text,
  photo_file_id uuid,
  languages text[] not null,
  locale text not null,
  branch_id uuid,
  team_id uuid,
  role text not null,
  active boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  constraint member_pk primary key (id),
  constraint member_email unique (email),
  constraint member_branch foreign key (branch_id) references staff.branch (id),
  constraint member_team foreign key (team_id) references staff.team (id),
  constraint member_locale check (locale in ('pl', 'ro', 'en')),
  constraint member_role check (role in ('agent', 'branch', 'supervisor', 'marketer', 'director', 'administrator'))
);

comment on table staff.member is '@reference · people who work with customers; e-mail is kept in lower case';

create table staff.role_permission (
  role text not null,
  permission text not null,
  constraint role_permission_pk primary key (role, permission)
);

comment on table staff.role_permission is '@reference · what each role may do';

insert into staff.role_permission (role, permission) values
  ('agent', 'customers.read'), ('agent', 'customers.write'), ('agent', 'customers.merge'),
  ('agent', 'conversations.read'), ('agent', 'conversations.reply'), ('agent', 'conversations.manage'),
  ('branch', 'customers.read'), ('branch', 'customers.write'),
  ('branch', 'conversations.read'), ('branch', 'conversations.reply'),
  ('supervisor', 'customers.read'), ('supervisor', 'customers.write'), ('supervisor', 'customers.merge'),
  ('supervisor', 'conversations.read'), ('supervisor', 'conversations.reply'), ('supervisor', 'conversations.manage'),
  ('supervisor', 'audit.read'),
  ('marketer', 'customers.read'), ('marketer', 'intake.manage'),
  ('director', 'customers.read'), ('director', 'conversations.read'), ('director', 'audit.read'),
  ('administrator', 'customers.read'), ('administrator', 'customers.write'), ('administrator', 'customers.merge'),
  ('administrator', 'conversations.read'), ('administrator', 'conversations.reply'), ('administrator', 'conversations.manage'),
  ('administrator', 'staff.manage'), ('administrator', 'settings.manage'), ('administrator', 'intake.manage'),
  ('administrator', 'tokens.manage'), ('administrator', 'audit.read');

create table staff.session (
  token_hash bytea not null,
  id uuid not null,
  member_id uuid not null,
  user_agent text not null,
  ip text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  connected_at timestamptz,
  constraint session_pk primary key (token_hash)
);

comment on table staff.session is '@local · open sign-ins, by the hash of their token';

create index session_by_member on staff.session (member_id);

create index session_connected on staff.session (connected_at) where connected_at is not null;

create table staff.api_token (
  token_hash bytea not null,
  id uuid not null,
  member_id uuid not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint api_token_pk primary key (token_hash)
);

comment on table staff.api_token is '@local · API tokens, by their hash; each acts as the member who made it';

create table staff.link (
  token_hash bytea not null,
  purpose text not null,
  member_id uuid,
  expires_at timestamptz not null,
  constraint link_pk primary key (token_hash),
  constraint link_purpose check (purpose in ('owner', 'invitation', 'reset'))
);

comment on table staff.link is '@local · one-time links to take ownership or to set a password';

create index link_by_member on staff.link (member_id);

create table staff.wrong_try (
  account_hash bytea not null,
  since timestamptz not null,
  tries int not null,
  constraint wrong_try_pk primary key (account_hash)
);

comment on table staff.wrong_try is '@local · passwords tried in the last minutes, by the hash of the e-mail address, known or not';

create table staff.demo_person (
  member_id uuid not null,
  password text not null,
  constraint demo_person_pk primary key (member_id),
  constraint demo_person_member foreign key (member_id) references staff.member (id)
);

comment on table staff.demo_person is '@local · people of the demo company, whom the sign-in page lists with their password';

create table staff.audit_entry (
  customer_id uuid not null,
  at timestamptz not null,
  id uuid not null,
  actor text not null,
  action text not null,
  detail jsonb not null,
  constraint audit_entry_pk primary key (customer_id, at, id)
);

comment on table staff.audit_entry is '@dist customer_id · who saw and changed what of a customer';
