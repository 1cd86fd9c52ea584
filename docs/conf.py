"""How the docs are built: ``sphinx-build -W -b html docs docs/_build``.  Nothing is fetched or executed."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "Ravi"
author = "the Ravi maintainers"
project_copyright = "the Ravi maintainers, Apache License 2.0"
release = version = version_of("ravi")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_class_signature = "separated"

html_theme = "furo"
html_title = "Ravi (راوی)"
html_static_path = ["_static"]
html_css_files = ["ravi.css"]
html_show_sphinx = False
