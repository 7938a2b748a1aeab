#!/usr/bin/env python3
"""Writes lower_case.inc: the lower-case mappings of the Basic Multilingual Plane, and which
characters are cased or case-ignorable (both planes), from Python's copy of the Unicode Character
Database. Run it again when Unicode grows: ./generate_lower_case.py > lower_case.inc"""

import sys
import unicodedata

LAST = 0x10FFFF
MID_WORD = set("'.:\u00b7\u0387\u055f\u05f4\u2018\u2019\u2024\u2027\ufe13\ufe52\ufe55\uff07\uff0e\uff1a")


def is_surrogate(c):
    return 0xD800 <= c <= 0xDFFF


def mappings():
    for c in range(0x10000):
        if is_surrogate(c) or c == 0x130:  # U+0130 becomes two characters: in the code
            continue
        lower = chr(c).lower() if c != 0x3A3 else "\u03c3"  # final sigma: in the code
        if len(lower) == 1 and ord(lower) != c:
            yield c, ord(lower)


def runs(pairs):
    """Joins neighbours with the same distance to their lower case, and a step of 1 or 2."""
    result = []
    for upper, lower in pairs:
        delta = lower - upper
        if result:
            first, last, step, d = result[-1]
            gap = upper - last
            if d == delta and (gap == step or (first == last and gap in (1, 2))):
                result[-1] = (first, upper, gap, d)
                continue
        result.append((upper, upper, 1, delta))
    return result


def ranges(predicate):
    result = []
    for c in range(LAST + 1):
        if not is_surrogate(c) and predicate(chr(c)):
            if result and result[-1][1] == c - 1:
                result[-1] = (result[-1][0], c)
            else:
                result.append((c, c))
    return result


def main():
    out = sys.stdout
    out.write("// Written by generate_lower_case.py from Unicode %s; do not edit.\n"
              % unicodedata.unidata_version)
    for first, last, step, delta in runs(mappings()):
        out.write("REMORA_LOWER_CASE(0x%04X, 0x%04X, %d, %d)\n" % (first, last, step, delta))
    for first, last in ranges(lambda c: c.islower() or c.isupper() or c.istitle()):
        out.write("REMORA_CASED(0x%04X, 0x%04X)\n" % (first, last))
    ignorable = {"Mn", "Me", "Cf", "Lm", "Sk"}
    for first, last in ranges(lambda c: unicodedata.category(c) in ignorable or c in MID_WORD):
        out.write("REMORA_CASE_IGNORABLE(0x%04X, 0x%04X)\n" % (first, last))


if __name__ == "__main__":
    main()
