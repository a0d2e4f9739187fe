"""What prove.py is made of."""
