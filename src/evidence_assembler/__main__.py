"""`python -m evidence_assembler` is the command line."""

from evidence_assembler.cli import main

if __name__ == "__main__":
    main()
