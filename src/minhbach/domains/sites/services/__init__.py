"""Acts on the register of online places of sale."""

from minhbach.domains.sites.services.entering import change_site, enter_site, observe
from minhbach.domains.sites.services.notices import take_notices

__all__ = ["change_site", "enter_site", "observe", "take_notices"]
