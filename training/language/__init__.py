"""Training of the language floor: from treebanks, names data and raw text to ``src/ravi/models``."""
