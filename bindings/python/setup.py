"""Builds the C module; everything else is in pyproject.toml.

KENKO_INCLUDE_DIR and KENKO_LIB_DIR name the folders of kenko.h and of libkenko where they are not
the system's; the module then finds the library there at run time, too.
"""

import os
from glob import glob

from setuptools import Extension, setup

include_dir = os.environ.get("KENKO_INCLUDE_DIR")
lib_dir = os.environ.get("KENKO_LIB_DIR")

setup(
    ext_modules=[
        Extension(
            "kenko._kenko",
            sources=sorted(glob("module/*.c")),
            depends=sorted(glob("module/*.h")),
            include_dirs=[include_dir] if include_dir else [],
            library_dirs=[lib_dir] if lib_dir else [],
            runtime_library_dirs=[lib_dir] if lib_dir else [],
            libraries=["kenko"],
            # One module for every Python from 3.10 on.
            define_macros=[("Py_LIMITED_API", "0x030A0000")],
            py_limited_api=True,
            extra_compile_args=["-std=c11", "-Wall", "-Wextra", "-fvisibility=hidden"],
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp310"}},
)
