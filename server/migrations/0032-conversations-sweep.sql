-- For the nightly sweep of what is kept for some time only.
create index mail_in_done on conversations.mail_in (done_at) where state = 'done';

create index received_by_at on conversations.received (channel, at);
