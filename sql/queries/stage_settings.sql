-- Lets this transaction sort and hash in memory, and join by hash alone: each statement takes the
-- whole file, and the planner cannot know how large the tables are that were made a moment ago.
set local work_mem = '96MB';
set local enable_nestloop = off
