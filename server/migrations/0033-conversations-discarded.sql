-- A mail set aside that somebody has looked at and wants no message of; it goes as the others do when its time has come.
alter table conversations.mail_in drop constraint mail_in_state;

alter table conversations.mail_in add constraint mail_in_state check (state in ('new', 'done', 'set_aside', 'discarded'));

drop index conversations.mail_in_done;

create index mail_in_over on conversations.mail_in (done_at) where state in ('done', 'discarded');
