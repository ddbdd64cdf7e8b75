"""The keeping of an area: who trades there, when looked at last, who was sanctioned, what is done about who goes on."""
