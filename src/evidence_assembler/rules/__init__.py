"""Rules: one file a rule, found by reading this folder. The name of the file is the id and the name of the rule.

A rule is a module with its page as its docstring, a default `LEVEL`, and `find`, a pure function from what is known to
problems. It opens no file and asks no clock; what it cannot decide is an open problem, never silently right. A rule
that no comment of a document may silence says `SUPPRESSIBLE = False`.
"""
