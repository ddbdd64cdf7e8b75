"""Writes: records are linked as they come, people judge, and a judgement ends."""

from minhbach.domains.linkage.services.judging import judge, take_back
from minhbach.domains.linkage.services.linking import hear_subjects, link_subjects

__all__ = ["hear_subjects", "judge", "link_subjects", "take_back"]
