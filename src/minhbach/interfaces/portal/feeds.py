"""What was published lately, for readers of feeds and for search engines."""

from __future__ import annotations

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from minhbach.domains.outreach.kinds import BY_SLUG, KINDS, Kind
from minhbach.interfaces.portal import published
from minhbach.interfaces.portal.kept import kept
from minhbach.interfaces.portal.published import Head

LATEST = 50
MOST_MAPPED = 5_000


@require_safe
@kept
def atom(request: HttpRequest) -> HttpResponse:
    kind, base = BY_SLUG.get(request.GET.get("loai", "")), base_of(request)
    feed = Atom1Feed(
        title=_title(kind), link=f"{base}/cong-bo/", description="", language="vi", feed_url=f"{base}{request.path}"
    )
    for one in published.listed(kind, most=LATEST):
        link = f"{base}{one.path}"
        feed.add_item(
            title=one.title, link=link, description=one.summary, unique_id=link, author_name=one.office,
            pubdate=one.published_at, updateddate=one.published_at, categories=[str(one.kind.words)],
        )  # fmt: skip
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@require_safe
@kept
def json_feed(request: HttpRequest) -> HttpResponse:
    """JSON Feed 1.1."""
    kind, base = BY_SLUG.get(request.GET.get("loai", "")), base_of(request)
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(kind),
        "home_page_url": f"{base}/cong-bo/",
        "feed_url": f"{base}{request.get_full_path()}",
        "language": "vi",
        "items": [_item(one, base) for one in published.listed(kind, most=LATEST)],
    }
    return HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/feed+json; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /theo-doi/", "Disallow: /gui/", "Disallow: /tra-cuu/?",
             "Disallow: /nhan-thu/", "", f"Sitemap: {base_of(request)}/sitemap.xml", ""]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@kept
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name what search engines may keep; a decision against a person is not among it, for it comes down by a day."""
    base = base_of(request)
    paths = ["/", "/tra-cuu/", "/cong-bo/", *(f"/cong-bo/{kind.slug}/" for kind in KINDS)]
    paths += [one.path for one in published.listed(most=MOST_MAPPED) if not one.is_person]
    lines = "".join(f"<url><loc>{base}{path}</loc></url>" for path in paths)
    head = '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return HttpResponse(f"{head}{lines}</urlset>", content_type="application/xml; charset=utf-8")


def base_of(request: HttpRequest) -> str:
    scheme = "https" if settings.HTTPS else request.scheme
    return f"{scheme}://{request.get_host()}"


def _title(kind: Kind | None) -> str:
    return str(kind.many) if kind else _("Minh Bạch: nội dung công bố")


def _item(one: Head, base: str) -> dict[str, object]:
    return {
        "id": f"{base}{one.path}",
        "url": f"{base}{one.path}",
        "title": one.title,
        "content_text": one.summary,
        "date_published": one.published_at.isoformat(),
        "authors": [{"name": one.office}],
        "tags": [str(one.kind.words)],
    }
