"""The public's way in: what is sent, its receipt and its talk. A process of its own, with a role of its own."""
