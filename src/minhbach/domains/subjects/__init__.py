"""The shared record: merchants, where they trade, how they are reached, and their story."""
