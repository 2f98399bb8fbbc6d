"""Text: folding with a map back to the untouched characters, words and numbers, locating quotations, near names."""
