"""Minh Bạch: the shared record of committees against smuggling, trade fraud and counterfeits."""
