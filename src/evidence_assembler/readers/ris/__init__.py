"""RIS: tags, records, names, dates, identifiers, and the source that a record is."""
