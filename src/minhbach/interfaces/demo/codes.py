"""Identifiers that pass their check digits yet lie where nobody's real ones are looked for."""

from random import Random

# Gmobile's numbers: well formed, and of a network that hardly anybody uses any more.
PHONE_PREFIXES = ("0592", "0593", "0598", "0599", "0993", "0994", "0995", "0996")
TAX_CODE_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
BANKS = ("Vietcombank", "BIDV", "Agribank", "VietinBank", "MB", "Techcombank", "VPBank", "TPBank", "ACB", "LPBank")
ACCOUNT_DIGITS = {"Agribank": 13, "VietinBank": 12, "ACB": 9}


def invent_phone(chance: Random) -> str:
    """Invent a mobile number in the national form of ten digits."""
    return chance.choice(PHONE_PREFIXES) + f"{chance.randrange(1_000_000):06d}"


def tax_code_check_digit(first_nine: str) -> int | None:
    """Compute the tenth digit of a tax code, or None where these nine can have none."""
    remainder = sum(int(digit) * weight for digit, weight in zip(first_nine, TAX_CODE_WEIGHTS, strict=True)) % 11
    return None if remainder == 0 else 10 - remainder


def invent_tax_code(chance: Random) -> str:
    """Invent a tax code of Lạng Sơn (49) in a range not handed out."""
    while True:
        first_nine = f"4998{chance.randrange(100_000):05d}"
        check = tax_code_check_digit(first_nine)
        if check is not None:
            return f"{first_nine}{check}"


def invent_bank_account(chance: Random) -> tuple[str, str]:
    """Invent a bank account: (bank, number)."""
    bank = chance.choice(BANKS)
    digits = ACCOUNT_DIGITS.get(bank, 10)
    return bank, "".join(str(chance.randrange(10)) for _ in range(digits))
