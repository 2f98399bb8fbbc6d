"""What rules may ask: of the page and its library, its statements and their passages, roles, words and scopes."""
