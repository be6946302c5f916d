"""From the text of an expression (MODEL.md 5) to a tree of tuples.

    ("literal", value)  ("name", text)  ("call", function, [arguments])
    ("not", a)  ("negate", a)  (operator, a, b)  ("in", a, [values])  ("choose", condition, a, b)

A method x.f(y) becomes ("call", f, [x, y]).
"""

from __future__ import annotations

import re

METHODS = ("startsWith", "endsWith", "contains")
FUNCTIONS = ("has", "coalesce", "min", "max", "abs", "days_since", "days_until", "done", "subscore")

_NUMBER = re.compile(r"(?:[0-9]+\.[0-9]+|\.[0-9]+|[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SYMBOLS = ("||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(", ")", "[", "]", ",", ".")
_SIMPLE_ESCAPES = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
                   "\\": "\\", "?": "?", '"': '"', "'": "'", "`": "`"}
_CODE_ESCAPES = (("x", 2, 16), ("X", 2, 16), ("u", 4, 16), ("U", 8, 16))


class ExpressionError(ValueError):
    pass


def parse(text: str) -> tuple:
    parser = _Parser(_tokens(text), text)
    tree = parser.expression()
    parser.expect("end")
    return tree


def _tokens(text: str) -> list[tuple[str, object]]:
    """Pairs of (what, value), what being a symbol, "literal", "name" or "end"."""
    found: list[tuple[str, object]] = []
    at = 0
    while at < len(text):
        ch = text[at]
        if ch in " \t\n\r\f":
            at += 1
        elif match := _NUMBER.match(text, at):
            value = float(match[0])
            if value == float("inf"):
                raise ExpressionError(f"beyond a float's range: {match[0]}")
            found.append(("literal", value))
            at = match.end()
        elif ch in "\"'":
            value, at = _quoted(text, at)
            found.append(("literal", value))
        elif ch.isalpha() or ch == "_":
            end = at
            while end < len(text) and (text[end].isalpha() or text[end] in "_.0123456789"):
                end += 1
            found.extend(_name_tokens(text[at:end], text[end:].lstrip().startswith("(")))
            at = end
        else:
            symbol = next((s for s in _SYMBOLS if text.startswith(s, at)), None)
            if symbol is None:
                raise ExpressionError(f"unexpected {ch!r} in {text!r}")
            found.append((symbol, symbol))
            at += len(symbol)
    found.append(("end", None))
    return found


def _name_tokens(word: str, called: bool) -> list[tuple[str, object]]:
    if word in ("true", "false"):
        return [("literal", word == "true")]
    if word == "in":
        return [("in", "in")]
    owner, dot, last = word.rpartition(".")
    if dot and called and last in METHODS:
        return [("name", owner), (".", "."), ("name", last)]
    return [("name", word)]


def _quoted(text: str, start: int) -> tuple[str, int]:
    quote, at, out = text[start], start + 1, []
    while text[at] != quote:
        if text[at] != "\\":
            out.append(text[at])
            at += 1
            continue
        code = text[at + 1]
        if code in _SIMPLE_ESCAPES:
            out.append(_SIMPLE_ESCAPES[code])
            at += 2
            continue
        if code in "0123":
            out.append(chr(int(text[at + 1:at + 4], 8)))
            at += 4
            continue
        length, base = next((n, b) for c, n, b in _CODE_ESCAPES if c == code)
        out.append(chr(int(text[at + 2:at + 2 + length], base)))
        at += 2 + length
    return "".join(out), at + 1


class _Parser:
    """Recursive descent, one method a level of CEL's grammar."""

    def __init__(self, tokens: list[tuple[str, object]], text: str) -> None:
        self.tokens, self.text, self.at = tokens, text, 0

    def peek(self) -> str:
        return self.tokens[self.at][0]

    def take(self) -> object:
        self.at += 1
        return self.tokens[self.at - 1][1]

    def expect(self, what: str) -> object:
        if self.peek() != what:
            raise ExpressionError(f"expected {what}, found {self.tokens[self.at]} in {self.text!r}")
        return self.take()

    def expression(self) -> tuple:
        condition = self.either()
        if self.peek() != "?":
            return condition
        self.take()
        yes = self.either()
        self.expect(":")
        return ("choose", condition, yes, self.expression())

    def either(self) -> tuple:
        return self._left_to_right(self.both, ("||",))

    def both(self) -> tuple:
        return self._left_to_right(self.relation, ("&&",))

    def relation(self) -> tuple:
        left = self.addition()
        while self.peek() in ("<", "<=", ">", ">=", "==", "!=", "in"):
            operator = self.take()
            left = ("in", left, self.literals()) if operator == "in" else (operator, left, self.addition())
        return left

    def addition(self) -> tuple:
        return self._left_to_right(self.multiplication, ("+", "-"))

    def multiplication(self) -> tuple:
        return self._left_to_right(self.unary, ("*", "/", "%"))

    def _left_to_right(self, operand, operators: tuple[str, ...]) -> tuple:
        left = operand()
        while self.peek() in operators:
            operator = self.take()
            left = (operator, left, operand())
        return left

    def unary(self) -> tuple:
        for symbol, name in (("!", "not"), ("-", "negate")):
            if self.peek() == symbol:
                self.take()
                # CEL repeats one unary operator, it does not mix them
                return (name, self.unary() if self.peek() == symbol else self.member())
        return self.member()

    def member(self) -> tuple:
        left = self.primary()
        while self.peek() == ".":
            self.take()
            method = self.expect("name")
            if method not in METHODS:
                raise ExpressionError(f"no method {method} in {self.text!r}")
            left = ("call", method, [left] + self.arguments())
        return left

    def primary(self) -> tuple:
        if self.peek() == "literal":
            return ("literal", self.take())
        if self.peek() == "(":
            self.take()
            inner = self.expression()
            self.expect(")")
            return inner
        name = self.expect("name")
        if self.peek() != "(":
            return ("name", name)
        if name not in FUNCTIONS:
            raise ExpressionError(f"no function {name} in {self.text!r}")
        return ("call", name, self.arguments())

    def arguments(self) -> list[tuple]:
        self.expect("(")
        found = []
        while self.peek() != ")":
            if found:
                self.expect(",")
            found.append(self.expression())
        self.take()
        return found

    def literals(self) -> list[object]:
        self.expect("[")
        found: list[object] = []
        while self.peek() != "]":
            if found:
                self.expect(",")
            sign = -1 if self.peek() == "-" else 1
            if sign < 0:
                self.take()
            value = self.expect("literal")
            found.append(-value if sign < 0 else value)
        self.take()
        return found
