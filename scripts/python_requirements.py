"""Prints what a pyproject.toml needs to be built and used with the named extras, one a line.

usage: python_requirements.py pyproject.toml EXTRA...
"""

import re
import sys
from pathlib import Path

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    from pip._vendor import tomli as tomllib


def requirements(document, extras):
    """Yields requirements; an extra may name the package's own other extras."""
    project = document.get("project", {})
    optional = project.get("optional-dependencies", {})
    yield from document.get("build-system", {}).get("requires", [])
    yield from project.get("dependencies", [])
    todo, seen = list(extras), set()
    while todo:
        extra = todo.pop()
        if extra in seen:
            continue
        seen.add(extra)
        for requirement in optional.get(extra, []):
            own = re.match(rf"{re.escape(project['name'])}\s*\[([^]]*)\]", requirement)
            if own:
                todo.extend(name.strip() for name in own[1].split(","))
            else:
                yield requirement


def main():
    path, *extras = sys.argv[1:]
    document = tomllib.loads(Path(path).read_text(encoding="utf-8")) if Path(path).exists() else {}
    # The package is built without isolation, so its build tools live in the environment too.
    print("\n".join(dict.fromkeys(["setuptools", "wheel", *requirements(document, extras)])))


if __name__ == "__main__":
    main()
