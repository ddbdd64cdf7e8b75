"""The addresses of a network, by where it begins."""

from __future__ import annotations

from django.urls import reverse

from minhbach.domains.networks.selectors import Start


def network_url(start: Start, what: str = "") -> str:
    """Return the address of a network's page, or of its data or picture."""
    if start.subject_id is not None:
        return reverse(f"networks:subject_{what}" if what else "networks:of_subject", args=[start.subject_id])
    return reverse(f"networks:identifier_{what}" if what else "networks:of_identifier", args=[start.identifier_id])
