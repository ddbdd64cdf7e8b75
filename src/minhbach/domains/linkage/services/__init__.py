"""Writes: records are linked as they come, people judge, a judgement ends, and what stands is held against both."""

from minhbach.domains.linkage.services.judging import judge, take_back
from minhbach.domains.linkage.services.linking import hear_subjects, link_subjects
from minhbach.domains.linkage.services.sampling import draw_sample, read_sampled
from minhbach.domains.linkage.services.sweeping import ask_for_sweep

__all__ = ["ask_for_sweep", "draw_sample", "hear_subjects", "judge", "link_subjects", "read_sampled", "take_back"]
