-- Whether somebody nominates what they endorse is asked for every endorsement; of a favourite's thousands of proposals only their own are read.
drop index proposals_by_nomination;
create index proposals_by_nomination on proposals (nomination_id, network, nominator_id);
