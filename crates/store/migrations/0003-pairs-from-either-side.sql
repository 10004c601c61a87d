-- Pairs of readings are looked up from either of the two: what a report was compared with.
CREATE INDEX link_pair_by_b ON link_pair (b, a);
