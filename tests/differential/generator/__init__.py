"""Random models and portfolios for the differential tests; generate.py is the way in."""
