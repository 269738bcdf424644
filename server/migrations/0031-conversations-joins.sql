-- What the two matters were before a join and just after it, so that one undone with nothing written meanwhile gives both back
-- as they were; by_proof is a join that followed from a proof on the device, and ends with the merge that it came by.
alter table conversations.joined
  add column by_proof boolean not null default false,
  add column was jsonb;
