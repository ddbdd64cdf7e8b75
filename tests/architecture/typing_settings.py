"""Settings as the type checker needs them: no server is asked."""

import os

os.environ.setdefault("DATABASE_URL", "postgresql://minhbach_app@/minhbach")
os.environ.setdefault("MINHBACH_SECRET_KEY", "only-for-types")

from minhbach.config.settings import *  # noqa: F403
