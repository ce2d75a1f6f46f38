-- Gives this transaction memory to sort and hash in, as only one imports at a time, and makes it work in
-- parallel also where the planner, which cannot know the tables made a moment ago, expects many groups.
set local work_mem = '96MB';
set local parallel_tuple_cost = 0.001
