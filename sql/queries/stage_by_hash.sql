-- Lets the planner join by hash alone: it cannot know how large the tables are that were made a moment
-- ago, and every one of them is taken whole.
set local enable_nestloop = off
