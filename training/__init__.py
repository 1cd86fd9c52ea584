"""How the weights are made, from named public data."""
