"""How the tables of the text floor are made."""
