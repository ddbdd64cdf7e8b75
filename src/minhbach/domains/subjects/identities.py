"""The engine reads identifiers and says codes; here its refusals become sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from minhbach.domains.subjects.refusals import IdentifierInvalid
from minhbach.domains.subjects.types.kinds import IdentifierKind
from minhbach.engine.identifiers import IdentifierUnreadable, Identity, read

_SENTENCES = {
    ("phone", "form"): _("“%(value)s” is not a Vietnamese phone number: write ten digits such as 0912 345 678."),
    ("tax_code", "length"): _("“%(value)s” is not a tax code: it has 10 digits, or 13 for a branch."),
    ("tax_code", "digits"): _("“%(value)s” is not a tax code: it holds digits only, and a dash before the branch."),
    ("tax_code", "number"): _("“%(value)s” is not a tax code that was ever given: compare it with the paper."),
    ("tax_code", "branch"): _("“%(value)s” is not a tax code: branches are numbered from 001 to 999."),
    ("tax_code", "check_digit"): _(
        "“%(value)s” is not a tax code: its check digit is wrong; compare it with the paper."
    ),
    ("bank_account", "form"): _("“%(value)s” is not an account number: it has 6 to 19 digits."),
    ("bank_account", "bank"): _("Choose the bank of the account."),
    ("email", "form"): _("“%(value)s” is not an e-mail address."),
    ("url", "form"): _("“%(value)s” is not a web address: write it as in the browser, https://…"),
    ("zalo", "form"): _("“%(value)s” is not a Zalo account: give its phone number or its address zalo.me/…"),
    ("facebook", "form"): _("“%(value)s” is not a Facebook account: give its address or the name in it."),
    ("tiktok", "form"): _("“%(value)s” is not a TikTok account: give its name, @…"),
    ("shop", "form"): _("“%(value)s” is not an account on a platform: write platform:account, as in shopee:12345."),
}


def read_identity(kind: IdentifierKind | str, value: str, *, bank: str = "") -> Identity:
    """This will read an identifier as somebody wrote it.

    Raises: IdentifierInvalid, with a sentence that says what to mend.
    """
    try:
        return read(IdentifierKind(kind).value, value.strip(), bank=bank)
    except IdentifierUnreadable as unreadable:
        fault = (str(kind), str(unreadable.values["fault"]))
        raise IdentifierInvalid(words=str(_SENTENCES[fault]) % {"value": value.strip()[:100]}) from None
