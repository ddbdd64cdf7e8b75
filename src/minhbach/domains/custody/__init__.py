"""Who informed, sealed: custodians and their keys, what is sealed for them, and each opening two people decide."""
