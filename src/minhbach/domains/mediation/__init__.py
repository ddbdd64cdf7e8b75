"""What a consumer asks of a firm: passed to it, bargained over, mediated, agreed and kept; every step in the open."""
