"""The trained weights, read by the floors that use them; rebuilt by ``training/``."""
