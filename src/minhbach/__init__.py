"""Minh Bạch: the shared record of committees against smuggling, trade fraud and counterfeits."""

# The release, said here alone; CHANGELOG.md tells what each changed.
__version__ = "0.2.0"
