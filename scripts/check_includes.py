#!/usr/bin/env python3
"""Holds the #includes to the architecture: dependencies run one way.

    base <- model, portfolio <- measure <- health, onboarding, touch <- evaluate <- arrow
         <- capi <- bindings

A folder may include itself and folders of lower layers, nothing beside or above. Public headers
(include/kenko, capi/kenko.h) include neither src/ nor a dependency's headers, as they are installed.
The bindings see only the C header. Tests and benchmarks may include anything; examples only what an
installed copy has.

usage: check_includes.py [ROOT]
"""

import re
import sys
from pathlib import Path

LAYER = {
    "base": 0,
    "model": 1,
    "portfolio": 1,
    "measure": 2,
    "health": 3,
    "onboarding": 3,
    "touch": 3,
    "evaluate": 4,
    "arrow": 5,
    "capi": 6,
    "bindings": 7,
}
# A public header belongs to the src folder of its name; these are the others.
PUBLIC_HEADER = {
    "arrow_abi": "base",
    "evaluator": "evaluate",
    "kenko": "arrow",  # the umbrella
    "rows": "portfolio",
    "status": "base",
    "table": "base",
    "time": "base",
    "version": "base",
}
DEPENDENCIES = ("absl/", "yaml-cpp/", "gtest/", "gmock/", "benchmark/")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def folder_of_header(name):
    """The folder that the public header include/kenko/<name>.h belongs to, or None."""
    return PUBLIC_HEADER.get(name, name if name in LAYER else None)


def folder_of_file(path):
    """The folder of the architecture that a file (relative to the root) belongs to, or None."""
    parts = path.parts
    if parts[0] == "src":
        return parts[1]
    if parts[:2] == ("include", "kenko"):
        return folder_of_header(path.stem)
    return parts[0]


def folder_of_include(include, path):
    """What an #include in `path` names: a folder, None (not ours), or an error as ValueError."""
    parts = include.split("/")
    if ".." in parts:
        raise ValueError("goes up with '..'; write it from the root of the project")
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    if parts[0] == "kenko" and len(parts) == 2:
        folder = folder_of_header(Path(include).stem)
        if folder is None:
            raise ValueError("is a public header of no known folder; add it to PUBLIC_HEADER")
        return folder
    if include in ("kenko.h", "capi/kenko.h") or parts[0] == "capi":
        return "capi"
    if parts[0] in LAYER and len(parts) > 1:
        return parts[0]
    if len(parts) == 1:
        return folder_of_file(path)  # beside the file
    return None


def problems_of_include(path, include):
    """Yields what is wrong with one #include of a file of ours."""
    own = folder_of_file(path)
    if path.parts[0] == "include" or path.as_posix() == "capi/kenko.h":
        if include.startswith(DEPENDENCIES):
            yield "a public header must not need a dependency's headers"
        if include.split("/")[0] in ("src", *LAYER):
            yield "a public header must not include src/, which is not installed"
    if path.parts[0] in ("bindings", "examples"):
        if include.startswith(("src/", "tests/")) or include.split("/")[0] in LAYER:
            yield f"{path.parts[0]} may include only what is installed (kenko.h, kenko/…)"
        elif path.parts[0] == "bindings" and include.startswith("kenko/"):
            yield "the bindings go through the C ABI, kenko.h"
        return
    try:
        target = folder_of_include(include, path)
    except ValueError as error:
        yield str(error)
        return
    if target is None or target == own:
        return
    if target not in LAYER:
        yield f"'{target}' has no place in the layers; see scripts/check_includes.py"
    elif LAYER[target] > LAYER[own]:
        yield f"{own} must not include {target}, which lies above it"
    elif LAYER[target] == LAYER[own]:
        yield f"{own} and {target} lie side by side and must not include each other"


def check(root):
    """Returns the messages, and how many files were read."""
    messages, count = [], 0
    for top in ("include", "src", "capi", "bindings", "examples"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in (".h", ".cc", ".c") or "build" in file.relative_to(root).parts:
                continue
            count += 1
            path = file.relative_to(root)
            own = folder_of_file(path)
            if top != "examples" and own not in LAYER:
                messages.append(f"{path}: no known folder; add it to scripts/check_includes.py")
                continue
            for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if match:
                    include = match[1] or match[2]
                    for problem in problems_of_include(path, include):
                        messages.append(f'{path}:{number}: "{include}": {problem}')
    return messages, count


def main():
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent
    messages, count = check(root)
    for message in messages:
        print(message, file=sys.stderr)
    print(f"includes of {count} files: {len(messages)} wrong")
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
