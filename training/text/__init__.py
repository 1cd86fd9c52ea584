"""How the data of the text floor is made: counts of written forms and the weights that decide between them."""
