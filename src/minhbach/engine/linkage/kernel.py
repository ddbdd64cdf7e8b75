"""The loops over pairs, compiled. What a level means and weighs stands in `model.toml`; here it is only found.

A name is a row of tokens; a token has a number for its plain form (a word) and one for its toned form, below zero
where it has no marks. A word has its letters and the bits that agreeing on it is worth. Tokens of one name fit a mask
of 62 bits.
"""

from __future__ import annotations

from typing import Any

from minhbach.engine.kernels import Kernels

kernels = Kernels(__name__)

# How two tokens agree, the better the lower; the kernels lean on this order.
SAME, PLAIN, DOUBTFUL, CLASH, NEAR, INITIAL, NOTHING = 1, 2, 3, 4, 5, 6, 9
# Roles of names.
OF_PERSON, PERSON_LIKE, LEGAL, TRADING, ADDRESS = 0, 1, 2, 3, 4
# How a name is written: without marks, with few, with as many as such a name has.
BARE, HALF_MARKED, MARKED = 0, 1, 2
# Levels of the comparisons of persons, names of businesses and addresses; 0 is: one side says nothing.
P_SAME, P_PLAIN, P_DOUBTFUL, P_ORDER, P_MISSING, P_NEAR, P_PART, P_TONES, P_DIFFERENT = 1, 2, 3, 4, 5, 6, 7, 8, 9
T_SAME, T_PLAIN, T_FORM, T_NEAR, T_CONTAINED, T_PART, T_TONES, T_DIFFERENT = 1, 2, 3, 4, 5, 6, 7, 8
A_SAME, A_STREET, A_NUMBER, A_DIFFERENT, A_ELSEWHERE = 1, 2, 3, 4, 5
# Levels of an identifier: shared by few to many (bands 0 to 4), held by both and not shared, the same head.
I_APART, I_HEAD = 6, 7
MOST_LEVELS = 10
# Columns of the comparisons of names and addresses, for which bits are counted.
PERSON, COMPANY, SHOP, ADDRESSES, TEXTS = 0, 1, 2, 3, 4
# What a word with its marks tells more than without.
OF_MARKS = 0.8
# The kind of a record that is an organisation; what is known of two places.
ORGANISATION = 1
IN_COMMUNE, IN_PROVINCE, BESIDE, IN_OTHER = 1, 2, 3, 4


@kernels.helper
def _near(letters: Any, starts: Any, a: Any, b: Any) -> Any:
    """Say whether two words differ by one slip of the pen, or by little for their length."""
    first, second = starts[a], starts[b]
    long, short = starts[a + 1] - first, starts[b + 1] - second
    if long < short:
        first, second = second, first
        long, short = short, long
    if short < 4 or long - short > 2:
        return False
    head = 0
    while head < short and letters[first + head] == letters[second + head]:
        head += 1
    tail = 0
    while tail < short - head and letters[first + long - 1 - tail] == letters[second + short - 1 - tail]:
        tail += 1
    rest = long - head - tail
    if rest <= 1 or rest * 5 <= long:
        return True
    return (
        rest == 2
        and long == short
        and letters[first + head] == letters[second + head + 1]
        and letters[first + head + 1] == letters[second + head]
    )


@kernels.helper
def _agree(i: Any, j: Any, plain: Any, toned: Any, a_marks: Any, b_marks: Any, letters: Any, starts: Any) -> int:
    """Say how two tokens agree."""
    p, q = plain[i], plain[j]
    if p == q:
        if toned[i] == toned[j]:
            return SAME
        if a_marks == BARE or b_marks == BARE:
            return PLAIN
        # In a name that is written with marks, a bare word is a word of its own; in one with few, it may be a slip.
        is_bare = toned[i] < 0 or toned[j] < 0
        return DOUBTFUL if is_bare and (a_marks == HALF_MARKED or b_marks == HALF_MARKED) else CLASH
    one, other = starts[p + 1] - starts[p], starts[q + 1] - starts[q]
    if (one == 1) != (other == 1):
        return INITIAL if letters[starts[p]] == letters[starts[q]] else NOTHING
    return NEAR if _near(letters, starts, p, q) else NOTHING


@kernels.helper
def _best(
    i: Any,
    b_from: Any,
    b_to: Any,
    used: Any,
    plain: Any,
    toned: Any,
    a_marks: Any,
    b_marks: Any,
    letters: Any,
    starts: Any,
) -> int:
    """Find the token of the other name, not used yet, that agrees best: its place and how, as one number."""
    found = NOTHING * 64
    for j in range(b_from, b_to):
        if (used >> (j - b_from)) & 1:
            continue
        how = _agree(i, j, plain, toned, a_marks, b_marks, letters, starts) * 64 + (j - b_from)
        if how < found:
            found = how
    return found


@kernels.helper
def _worth(how: Any, i: Any, j: Any, plain: Any, toned: Any, worth: Any) -> Any:
    if how == SAME:
        return worth[plain[i]] + (OF_MARKS if toned[i] > 0 else 0.0)
    if PLAIN <= how <= DOUBTFUL:
        return worth[plain[i]]
    if how == NEAR:
        return 0.5 * min(worth[plain[i]], worth[plain[j]])
    return 1.0 if how == INITIAL else 0.0


@kernels.helper
def _persons(
    a_from: Any,
    a_to: Any,
    b_from: Any,
    b_to: Any,
    a_marks: Any,
    b_marks: Any,
    plain: Any,
    toned: Any,
    worth: Any,
    letters: Any,
    starts: Any,
) -> tuple[int, float]:
    """Compare two names of persons: (level, bits)."""
    used, matched, last = 0, 0, -1
    plains, doubts, clashes, nears, turned = 0, 0, 0, 0, 0
    bits = 0.0
    for i in range(a_from, a_to):
        found = _best(i, b_from, b_to, used, plain, toned, a_marks, b_marks, letters, starts)
        how, place = found // 64, found % 64
        if how == NOTHING:
            continue
        used |= 1 << place
        matched += 1
        bits += _worth(how, i, b_from + place, plain, toned, worth)
        plains += how == PLAIN
        doubts += how == DOUBTFUL
        clashes += how == CLASH
        nears += NEAR <= how <= INITIAL
        turned += place < last
        last = place
    a_left, b_left = (a_to - a_from) - matched, (b_to - b_from) - matched
    shorter = min(a_to - a_from, b_to - b_from)
    level = P_DIFFERENT
    if matched == 0:
        bits = 0.0
    elif a_left == 0 and b_left == 0:
        if clashes > 0:
            level = P_TONES
        elif nears > 0:
            level = P_NEAR
        elif doubts > 0:
            level = P_DOUBTFUL
        elif turned > 0:
            level = P_ORDER
        elif plains > 0:
            level = P_PLAIN
        else:
            level = P_SAME
    elif a_left == 0 or b_left == 0:
        if clashes > 0:
            level = P_TONES
        elif shorter >= 2:
            level = P_MISSING
        else:
            level = P_PART
    elif clashes == 0 and bits >= 9.0:
        level = P_PART
    return level, bits


@kernels.helper
def _titles(
    a: Any,
    b: Any,
    a_from: Any,
    a_to: Any,
    b_from: Any,
    b_to: Any,
    marked: Any,
    joined: Any,
    forms: Any,
    plain: Any,
    toned: Any,
    worth: Any,
    letters: Any,
    starts: Any,
) -> tuple[int, float]:
    """Compare two names of businesses: (level, bits)."""
    used = 0
    plains, doubts, clashes = 0, 0, 0
    agreed, a_missed, b_missed, clashed = 0.0, 0.0, 0.0, 0.0
    for i in range(a_from, a_to):
        found = _best(i, b_from, b_to, used, plain, toned, marked[a], marked[b], letters, starts)
        how, place = found // 64, found % 64
        if how >= INITIAL:
            a_missed += worth[plain[i]]
            continue
        used |= 1 << place
        if how == CLASH:
            clashes += 1
            clashed += worth[plain[i]]
            continue
        told = _worth(how, i, b_from + place, plain, toned, worth)
        agreed += told
        if how == NEAR:
            a_missed += 0.15 * told
            b_missed += 0.15 * told
        plains += how == PLAIN
        doubts += how == DOUBTFUL
    for j in range(b_from, b_to):
        if not (used >> (j - b_from)) & 1:
            b_missed += worth[plain[j]]
    if joined[a] == joined[b] and clashes == 0:
        # "goodwill" and "good will", "mebehanoi" and "mẹ bé hà nội".
        if a_missed > 0.0 or b_missed > 0.0:
            agreed += max(a_missed, b_missed)
            a_missed, b_missed = 0.0, 0.0
            plains += 1
    elif clashes == 0 and (a_missed > 0.0 or b_missed > 0.0):
        size = min(starts[joined[a] + 1] - starts[joined[a]], starts[joined[b] + 1] - starts[joined[b]])
        if size >= 7 and agreed < 2.0 * (a_missed + b_missed) and _near(letters, starts, joined[a], joined[b]):
            agreed += 0.5 * min(a_missed, b_missed)
            a_missed, b_missed = 0.1 * a_missed, 0.1 * b_missed
    whole = 2.0 * agreed + a_missed + b_missed
    share = 2.0 * agreed / whole if whole > 0.0 else 0.0
    if clashed >= 3.0 and 2.0 * (agreed + clashed) >= 1.2 * (agreed + clashed) + a_missed + b_missed:
        return T_TONES, agreed
    if share >= 0.97:
        if forms[a] > 0 and forms[b] > 0 and forms[a] != forms[b]:
            return T_FORM, agreed
        return (T_PLAIN if plains + doubts > 0 else T_SAME), agreed
    if share >= 0.8:
        return T_NEAR, agreed
    if (a_missed == 0.0 or b_missed == 0.0) and agreed >= 6.0:
        return T_CONTAINED, agreed
    if share >= 0.5:
        return T_PART, agreed
    return T_DIFFERENT, agreed


@kernels.helper
def _addresses(
    a_from: Any,
    a_to: Any,
    b_from: Any,
    b_to: Any,
    a_marks: Any,
    b_marks: Any,
    plain: Any,
    toned: Any,
    digits: Any,
    worth: Any,
    letters: Any,
    starts: Any,
) -> tuple[int, float]:
    """Compare two addresses as text: (level, bits)."""
    used = 0
    agreed, missed = 0.0, 0.0
    a_numbers, b_numbers, numbers = 0, 0, 0
    for i in range(a_from, a_to):
        a_numbers += digits[plain[i]]
        found = _best(i, b_from, b_to, used, plain, toned, a_marks, b_marks, letters, starts)
        how, place = found // 64, found % 64
        if digits[plain[i]] != 0:
            if how == SAME:
                used |= 1 << place
                numbers += 1
            continue
        if how >= INITIAL or how == CLASH:
            missed += worth[plain[i]]
            continue
        used |= 1 << place
        agreed += _worth(how, i, b_from + place, plain, toned, worth)
    for j in range(b_from, b_to):
        b_numbers += digits[plain[j]]
        if digits[plain[j]] == 0 and not (used >> (j - b_from)) & 1:
            missed += worth[plain[j]]
    if agreed == 0.0 or 2.0 * agreed < 1.5 * missed:
        return A_DIFFERENT, agreed
    if a_numbers == 0 or b_numbers == 0:
        return A_STREET, agreed
    return (A_SAME if numbers > 0 else A_NUMBER), agreed


@kernels.compiled(
    "void(int64, int32*, int32*, int64*, int32*, uint8*, uint8*, uint8*, int32*, int64*, int32*, int32*, uint8*,"
    " float64*, uint8*, int64*, float64*, int64, uint8*, float64*)"
)
def compare_names(
    pairs: Any,
    lefts: Any,
    rights: Any,
    names_from: Any,
    names: Any,
    roles: Any,
    marked: Any,
    forms: Any,
    joined: Any,
    tokens_from: Any,
    plain: Any,
    toned: Any,
    digits: Any,
    worth: Any,
    letters: Any,
    starts: Any,
    weights: Any,
    width: Any,
    levels: Any,
    bits: Any,
) -> None:
    """Fill the levels and bits of persons, companies, shops and addresses, the best of each.

    WEIGHTS holds, for each of the four and each level: base, weight of a bit, and the most that bits may add.
    """
    for n in range(pairs):
        left, right = lefts[n], rights[n]
        of_a_person = False
        for one in range(names_from[left], names_from[left + 1]):
            a = names[one]
            a_from, a_to = tokens_from[a], tokens_from[a + 1]
            if a_from == a_to:
                continue
            first = roles[a]
            for other in range(names_from[right], names_from[right + 1]):
                b = names[other]
                second = roles[b]
                if (first == ADDRESS) != (second == ADDRESS):
                    continue
                b_from, b_to = tokens_from[b], tokens_from[b + 1]
                if b_from == b_to:
                    continue
                if first == ADDRESS:
                    column = ADDRESSES
                    level, told = _addresses(
                        a_from, a_to, b_from, b_to, marked[a], marked[b], plain, toned, digits, worth, letters, starts,
                    )  # fmt: skip
                elif first <= PERSON_LIKE and second <= PERSON_LIKE:
                    column = PERSON
                    level, told = _persons(
                        a_from, a_to, b_from, b_to, marked[a], marked[b], plain, toned, worth, letters, starts
                    )
                elif first == OF_PERSON or second == OF_PERSON:
                    continue
                else:
                    column = COMPANY if first == LEGAL and second == LEGAL else SHOP
                    level, told = _titles(
                        a, b, a_from, a_to, b_from, b_to, marked, joined, forms, plain, toned, worth, letters, starts
                    )
                here, place = n * width + column, n * TEXTS + column
                rule = 3 * (column * MOST_LEVELS + level)
                weight = weights[rule] + min(weights[rule + 1] * told, weights[rule + 2])
                known = 3 * (column * MOST_LEVELS + levels[here])
                if levels[here] == 0 or weight > weights[known] + min(
                    weights[known + 1] * bits[place], weights[known + 2]
                ):
                    levels[here] = level
                    bits[place] = told
                    if column == SHOP:
                        of_a_person = first == PERSON_LIKE or second == PERSON_LIKE
        if of_a_person and P_SAME <= levels[n * width + PERSON] <= P_NEAR:
            # The same words spoke for the two as a person's name already.
            levels[n * width + SHOP] = 0


@kernels.compiled("void(int64, int32*, int32*, int32*, int32*, uint8*, int64, int64, int64, uint8*)")
def compare_places(
    pairs: Any,
    lefts: Any,
    rights: Any,
    communes: Any,
    provinces: Any,
    kinds: Any,
    place: Any,
    kind: Any,
    width: Any,
    levels: Any,
) -> None:
    """Fill the levels of places and kinds, in the columns PLACE and KIND; say of addresses that they are elsewhere."""
    for n in range(pairs):
        left, right, row = lefts[n], rights[n], n * width
        if provinces[left] != 0 and provinces[right] != 0:
            levels[row + place] = IN_PROVINCE if provinces[left] == provinces[right] else IN_OTHER
        if communes[left] != 0 and communes[right] != 0:
            if communes[left] == communes[right]:
                levels[row + place] = IN_COMMUNE
            elif levels[row + place] == IN_PROVINCE:
                levels[row + place] = BESIDE
            if communes[left] != communes[right] and A_SAME <= levels[row + ADDRESSES] <= A_STREET:
                # There is a 12 Trần Phú in every town.
                levels[row + ADDRESSES] = A_ELSEWHERE
        if kinds[left] != 0 and kinds[right] != 0:
            levels[row + kind] = 2 if (kinds[left] == ORGANISATION) != (kinds[right] == ORGANISATION) else 1


@kernels.compiled("void(int64, int32*, int32*, int64*, int32*, uint8*, uint8*, int32*, int64, int64, uint8*)")
def compare_identifiers(
    pairs: Any,
    lefts: Any,
    rights: Any,
    nodes_from: Any,
    nodes: Any,
    groups: Any,
    bands: Any,
    heads: Any,
    first: Any,
    width: Any,
    levels: Any,
) -> None:
    """Fill the level of each kind of identifier, in the columns from FIRST on.

    Nodes of a row stand in order, so that what two rows share is found along both, were it of a hundred. Heads are told
    apart from nodes below zero: only of those each is held against each.
    """
    for n in range(pairs):
        a_from, a_to = nodes_from[lefts[n]], nodes_from[lefts[n] + 1]
        b_from, b_to = nodes_from[rights[n]], nodes_from[rights[n] + 1]
        row = n * width + first
        theirs = 0
        for b in range(b_from, b_to):
            theirs |= 1 << groups[b]
        b = b_from
        for a in range(a_from, a_to):
            here = row + groups[a]
            while b < b_to and nodes[b] < nodes[a]:
                b += 1
            if b < b_to and nodes[b] == nodes[a]:
                band = 1 + bands[a]
                if levels[here] == 0 or band < levels[here]:
                    levels[here] = band
            elif levels[here] == 0 and theirs & (1 << groups[a]):
                levels[here] = I_APART
            if heads[a] < 0 and levels[here] == I_APART:
                for other in range(b_from, b_to):
                    if heads[other] == heads[a]:
                        levels[here] = I_HEAD


@kernels.compiled("void(int64, int64, uint8*, float64*, float64*, int64, int16*, int32*)")
def weigh(pairs: Any, width: Any, levels: Any, bits: Any, weights: Any, prior: Any, steps: Any, scores: Any) -> None:
    """Fill the weight of each comparison in hundredths, and their sums with the prior."""
    for n in range(pairs):
        total = prior
        for column in range(width):
            here = n * width + column
            rule = 3 * (column * MOST_LEVELS + levels[here])
            told = bits[n * TEXTS + column] if column < TEXTS else 0.0
            weight = 100.0 * (weights[rule] + min(weights[rule + 1] * told, weights[rule + 2]))
            step = int(weight + 0.5) if weight >= 0.0 else -int(0.5 - weight)
            steps[here] = step
            total += step
        scores[n] = total


@kernels.compiled("int64(int64, int64*, int32*, int64, int64, uint64*)")
def pairs_in_blocks(blocks: Any, blocks_from: Any, rows: Any, low: Any, high: Any, pairs: Any) -> int:
    """Fill the pairs of rows that stand in one block, the lower from LOW on and below HIGH; return how many.

    Rows of a block are in order. A pair is one number: its lower row times 2^32 and its higher.
    """
    count = 0
    for block in range(blocks):
        for i in range(blocks_from[block], blocks_from[block + 1]):
            if low <= rows[i] < high:
                for j in range(i + 1, blocks_from[block + 1]):
                    pairs[count] = (rows[i] << 32) | rows[j]
                    count += 1
    return count


@kernels.helper
def _root(above: Any, row: Any) -> Any:
    while above[row] != row:
        above[row] = above[above[row]]
        row = above[row]
    return row


@kernels.helper
def _shares_one(one: Any, other: Any, first_from: Any, first: Any, second_from: Any, second: Any) -> bool:
    """Say whether a row stands in the first list of ONE and in the second list of OTHER."""
    for a in range(first_from[one], first_from[one + 1]):
        for b in range(second_from[other], second_from[other + 1]):
            if first[a] == second[b]:
                return True
    return False


@kernels.compiled("void(int64, int32*, int32*, int64*, int32*, int64*, int32*, uint8*)")
def mark_torn(
    links: Any, ones: Any, others: Any, weak_from: Any, weak: Any, doubted_from: Any, doubted: Any, torn: Any
) -> None:
    """Mark the links of a row to two that leave doubt of each other: it cannot be both, and nothing says which."""
    for n in range(links):
        one, other = ones[n], others[n]
        if _shares_one(one, other, weak_from, weak, doubted_from, doubted) or _shares_one(
            other, one, weak_from, weak, doubted_from, doubted
        ):
            torn[n] = 1


@kernels.helper
def _is_barred(above: Any, following: Any, first: Any, second: Any, bars_from: Any, bars: Any) -> bool:
    """Say whether a member of the group of SECOND is barred from one of the group of FIRST."""
    row = second
    while True:
        for place in range(bars_from[row], bars_from[row + 1]):
            if _root(above, bars[place]) == first:
                return True
        row = following[row]
        if row == second:
            return False


@kernels.compiled("void(int64, int64, int32*, int32*, int32*, int32*, int32*, int64*, int32*, int64*, int32*)")
def join_rows(
    links: Any,
    firm: Any,
    ones: Any,
    others: Any,
    above: Any,
    following: Any,
    sizes: Any,
    apart_from: Any,
    apart: Any,
    doubted_from: Any,
    doubted: Any,
) -> None:
    """Join rows in the order of their links, unless it would bring two together that stay apart.

    ABOVE leads to the root of a group, FOLLOWING around its members; at first each row is its own. APART lists, from
    APART_FROM of a row on, those that it stays apart from, both ways; DOUBTED those that links after the first FIRM
    do not bring it together with.
    """
    for n in range(links):
        first, second = _root(above, ones[n]), _root(above, others[n])
        if first == second:
            continue
        if sizes[first] < sizes[second]:
            first, second = second, first
        if _is_barred(above, following, first, second, apart_from, apart):
            continue
        if n >= firm and _is_barred(above, following, first, second, doubted_from, doubted):
            continue
        above[second] = first
        sizes[first] += sizes[second]
        following[first], following[second] = following[second], following[first]
