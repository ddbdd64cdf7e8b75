from __future__ import annotations

from minhbach.foundation import office


class TaskforcesConfig(office.DomainConfig):
    name = "minhbach.domains.taskforces"
    label = "taskforces"
