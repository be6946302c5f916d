"""Writes src/base/letter_ranges.h: python3 scripts/make_letter_ranges.py > src/base/letter_ranges.h

The ranges are those of the Unicode version that this Python knows. To move to a newer Unicode, run
it under a newer Python; letters are only ever added, so every name stays a name.
"""

import sys
import unicodedata


def ranges(categories: tuple[str, ...]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for code in range(0x80, sys.maxunicode + 1):
        if unicodedata.category(chr(code)) in categories:
            if found and found[-1][1] == code - 1:
                found[-1] = (found[-1][0], code)
            else:
                found.append((code, code))
    return found


def table(name: str, comment: str, categories: tuple[str, ...]) -> str:
    lines, line = [], "   "
    for first, last in ranges(categories):
        item = f" {{0x{first:X}, 0x{last:X}}},"
        if len(line) + len(item) > 100:
            lines.append(line)
            line = "   "
        line += item
    lines.append(line)
    head = f"// {comment}\ninline constexpr CodePointRange {name}[] = {{"
    return "\n".join([head, *lines, "};\n"])


print(f"""\
// Made by scripts/make_letter_ranges.py from Unicode {unicodedata.unidata_version}; do not edit.
#ifndef KENKO_BASE_LETTER_RANGES_H_
#define KENKO_BASE_LETTER_RANGES_H_

namespace kenko {{

struct CodePointRange {{
  char32_t first, last;
}};

// In rising order, without ASCII.
// clang-format off
""")
print(table("kLetterRanges", "Letters (general categories L*) and letter-like numbers (Nl).",
            ("Lu", "Ll", "Lt", "Lm", "Lo", "Nl")))
print(table("kMarkAndDigitRanges", "Marks (M*), digits and other numbers (Nd, No).",
            ("Mn", "Mc", "Me", "Nd", "No")))
print("""\
// clang-format on

}  // namespace kenko

#endif  // KENKO_BASE_LETTER_RANGES_H_""")
