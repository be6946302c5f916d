"""Random expressions of MODEL.md 5, right in their types by construction."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

NUMBERS = ["0", "1", "2", "3", "5", "10", "14", "50", "100", "0.1", "0.3", "0.5", ".25", "1.5", "2.50", "1e3", "25e-1",
           "999999.9999999999", "1000000.1", "123456789.123", "1e300"]
WHOLE = ["2", "3", "7", "10", "-3", "0"]


@dataclass
class Names:
    """What can be read at a step."""

    numbers: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)  # of the numbers, those that are always whole
    texts: dict[str, list[str]] = field(default_factory=dict)  # with likely values
    flags: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)  # of nodes of any scorecard
    milestones: list[str] = field(default_factory=list)  # of any plan

    def plus(self, numbers: list[str] = (), whole: list[str] = (), texts: dict[str, list[str]] | None = None,
             paths: list[str] = (), flags: list[str] = (), milestones: list[str] = ()) -> Names:
        return Names(self.numbers + list(numbers), self.whole + list(whole), {**self.texts, **(texts or {})},
                     self.flags + list(flags), list(self.times), self.paths + list(paths), self.milestones + list(milestones))


class ExpressionWriter:
    """Writes by CEL's grammar, level by level, so that precedence is put to the test without parentheses."""

    def __init__(self, random: Random, names: Names) -> None:
        self.random, self.names = random, names

    def number(self, depth: int = 2) -> str:
        if depth > 0 and self.random.random() < 0.15:
            return f"{self.flag_either(depth - 1)} ? {self.sum(depth - 1)} : {self.sum(depth - 1)}"
        return self.sum(depth)

    def flag(self, depth: int = 2) -> str:
        if depth > 0 and self.random.random() < 0.1:
            return f"{self.flag_either(depth - 1)} ? {self.flag_either(depth - 1)} : {self.flag_either(depth - 1)}"
        return self.flag_either(depth)

    def sum(self, depth: int) -> str:
        return self._chain(lambda: self.product(depth), [" + ", " - ", "-"], depth)

    def product(self, depth: int) -> str:
        if depth > 0 and self.names.whole and self.random.random() < 0.08:
            return f"{self.random.choice(self.names.whole)} % {self.random.choice(WHOLE)}"
        return self._chain(lambda: self.signed(depth), [" * ", "*", " / "], depth)

    def _chain(self, part, operators: list[str], depth: int) -> str:
        text = part()
        while depth > 0 and self.random.random() < 0.25:
            text += self.random.choice(operators) + part()
        return text

    def signed(self, depth: int) -> str:
        sign = "-" if self.random.random() < 0.08 else ""
        # "- -x" is CEL, "--x" too; the space keeps a literal's own sign apart
        return (" " + sign if sign else "") + self.number_primary(depth)

    def number_primary(self, depth: int) -> str:
        names, pick = self.names, self.random.random()
        if depth <= 0 or pick < 0.55:
            if names.numbers and self.random.random() < 0.7:
                return self.random.choice(names.numbers)
            return self.random.choice(NUMBERS)
        if pick < 0.62:
            return f"({self.number(depth - 1)})"
        if pick < 0.7:
            return f"abs({self.number(depth - 1)})"
        if pick < 0.8:
            inner = ", ".join(self.number(depth - 1) for _ in range(self.random.randint(1, 3)))
            return f"{self.random.choice(['min', 'max'])}({inner})"
        if pick < 0.88 or not (names.times or names.paths):
            inner = ", ".join(self.number(depth - 1) for _ in range(self.random.randint(1, 3)))
            return f"coalesce({inner})"
        if names.paths and (not names.times or self.random.random() < 0.6):
            return f"subscore({quoted(self.random, self.random.choice(names.paths))})"
        return f"{self.random.choice(['days_since', 'days_until'])}({self.random.choice(names.times)})"

    def text(self, depth: int) -> tuple[str, list[str]]:
        """A text and values that it may have."""
        if not self.names.texts:
            return "'x'", ["x", "y"]
        name = self.random.choice(list(self.names.texts))
        likely = self.names.texts[name]
        if depth > 0 and self.random.random() < 0.15:
            return f"coalesce({name}, {quoted(self.random, self.random.choice(likely))})", likely
        return name, likely

    def flag_either(self, depth: int) -> str:
        return self._chain(lambda: self.flag_both(depth), [" || ", "||"], depth)

    def flag_both(self, depth: int) -> str:
        return self._chain(lambda: self.relation(depth), [" && "], depth)

    def relation(self, depth: int) -> str:
        random, pick = self.random, self.random.random()
        if pick < 0.4:
            operator = random.choice(["<", "<=", ">", ">=", "==", "!="])
            return f"{self.sum(depth - 1)} {operator} {self.sum(depth - 1)}"
        if pick < 0.6:
            return self._text_relation(depth)
        if pick < 0.66:
            literals = ", ".join(random.choice(["", "-"]) + random.choice(NUMBERS) for _ in range(random.randint(0, 3)))
            return f"{self.sum(depth - 1)} in [{literals}]"
        if pick < 0.76:
            return f"has({self._anything(depth - 1)})"
        if depth > 0 and pick < 0.82:
            return f"!({self.flag(depth - 1)})"
        if depth > 0 and pick < 0.88:
            return f"({self.flag(depth - 1)}) {random.choice(['==', '!='])} {self._flag_primary(depth - 1)}"
        return random.choice(["", "", "!", "!!"]) + self._flag_primary(depth)

    def _text_relation(self, depth: int) -> str:
        random = self.random
        text, likely = self.text(depth)
        value = quoted(random, random.choice(likely))
        pick = random.random()
        if pick < 0.4:
            return f"{text} {random.choice(['==', '!=', '<', '<=', '>', '>='])} {value}"
        if pick < 0.7:
            values = [quoted(random, random.choice(likely)) for _ in range(random.randint(0, 3))]
            return f"{text} in [{', '.join(values)}]"
        part = random.choice(likely)
        part = part[:random.randint(0, len(part))] if random.random() < 0.5 else part[random.randint(0, len(part)):]
        return f"{text}.{random.choice(['startsWith', 'endsWith', 'contains'])}({quoted(random, part)})"

    def _flag_primary(self, depth: int) -> str:
        if self.names.milestones and self.random.random() < 0.3:
            return f"done({quoted(self.random, self.random.choice(self.names.milestones))})"
        if self.names.flags and self.random.random() < 0.6:
            return self.random.choice(self.names.flags)
        if depth > 0 and self.random.random() < 0.5:
            return f"({self.flag(depth - 1)})"
        return self.random.choice(["true", "false"])

    def _anything(self, depth: int) -> str:
        names = self.names.numbers + list(self.names.texts) + self.names.flags
        if names and self.random.random() < 0.8:
            return self.random.choice(names)
        return self.number(depth) if self.random.random() < 0.5 else self.flag(depth)


def quoted(random: Random, text: str) -> str:
    """A text as a literal, some characters by an escape."""
    quote = random.choice("\"'")
    out = []
    for ch in text:
        if ch in (quote, "\\"):
            out.append("\\" + ch)
        elif random.random() < 0.03:
            out.append(f"\\u{ord(ch):04x}" if ord(ch) < 0x10000 else f"\\U{ord(ch):08x}")
        elif random.random() < 0.01 and ord(ch) < 0x100:
            out.append(random.choice([f"\\x{ord(ch):02X}", f"\\{ord(ch):03o}"]))
        else:
            out.append(ch)
    return quote + "".join(out) + quote
