"""Checking many files: found in folders, checked on all cores, kept from run to run, joined into one report."""
