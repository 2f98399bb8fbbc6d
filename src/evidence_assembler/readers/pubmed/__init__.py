"""Records of PubMed: what its two formats, MEDLINE text and XML, have in common."""
