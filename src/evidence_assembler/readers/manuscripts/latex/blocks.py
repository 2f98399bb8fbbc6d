"""Commands whose arguments are blocks of their own: headings, footnotes, captions."""

from __future__ import annotations

from evidence_assembler.readers.manuscripts.latex.reading import Command, Reading

_LONGEST_NUMBER = 20


def read_break(reading: Reading, command: Command) -> None:
    """What ends a paragraph."""
    reading.end_block()
    if command.detail == "breaks_with_option":
        reading.skip_option()


def read_heading(reading: Reading, command: Command) -> None:
    """A heading; what stands in brackets before it is printed elsewhere."""
    reading.skip_star()
    reading.skip_option()
    group = reading.source.find_group(reading.position)
    if group is None or reading.source.find_break(group[0]) < group[1]:
        reading.frames.flush()
        message = f"the heading \\{command.name} has no braces that are closed in its paragraph"
        reading.tell(message, "Close its brace.", command.start, reading.position)
        return
    reading.enter(
        group[0], reading.frames.open_argument("heading", "heading", command.start, level=int(command.detail))
    )


def read_title(reading: Reading, command: Command) -> None:
    """The title of the document."""
    reading.skip_option()
    group = reading.source.find_group(reading.position)
    if group is not None and reading.source.find_break(group[0]) > group[1]:
        reading.enter(group[0], reading.frames.open_argument("title", "heading", command.start))


def read_titled(reading: Reading, command: Command) -> None:
    """An abstract and the like that is the argument of a command."""
    group = reading.source.find_group(reading.position)
    add_printed_heading(reading, command.detail, command.start, reading.position)
    if group is not None:
        reading.enter(group[0], reading.frames.open_argument("text", "paragraph", command.start))


def add_printed_heading(reading: Reading, words: str, start: int, end: int) -> None:
    """A heading that stands in no file: LaTeX prints it above what begins here."""
    frame = reading.frames.open_argument("heading", "heading", start, level=1)
    frame.words.add_instead(words, start, end)
    reading.frames.close_argument(frame)


def read_note(reading: Reading, command: Command) -> None:
    """A footnote: a marker where it is called, and blocks of its own."""
    number = reading.take_option()
    group = reading.source.find_group(reading.position)
    if group is None:
        end = reading.source.skip_gap(reading.position)
        end += reading.text.startswith("{", end)
        reading.words.add_marker(command.start, end, unread="has no text in braces that are closed")
        reading.position = end
        return
    reading.notes += number is None
    label = _label_note(reading, number)
    reading.words.add_marker(command.start, group[1] + 1, note=label)
    reading.enter(group[0], reading.frames.open_note(label, command.start))


def read_note_mark(reading: Reading, command: Command) -> None:
    """The mark of a footnote whose text stands elsewhere."""
    number = reading.take_option()
    reading.notes += number is None
    label = _label_note(reading, number)
    reading.called.setdefault(label)
    reading.words.add_marker(command.start, reading.position, note=label)


def read_note_text(reading: Reading, command: Command) -> None:
    """The text of a footnote: of that number, or of the first mark that waits for its text."""
    number = reading.take_option()
    group = reading.source.find_group(reading.position)
    if group is None:
        return
    label = _label_note(reading, number)
    if number is None:
        label = next(iter(reading.called), label)
    reading.called.pop(label, None)
    reading.enter(group[0], reading.frames.open_note(label, command.start))


def read_aside(reading: Reading, command: Command) -> None:
    """A caption, and what else asserts nothing."""
    reading.skip_star()
    if command.name == "captionof":
        reading.position = reading.source.skip_arguments("m", reading.position)
    reading.skip_option()
    group = reading.source.find_group(reading.position)
    if group is not None:
        reading.enter(group[0], reading.frames.open_argument("text", "aside", command.start))


def read_side_note(reading: Reading, command: Command) -> None:
    """A note in the margin, which interrupts no sentence."""
    reading.skip_option()
    group = reading.source.find_group(reading.position)
    if group is not None:
        reading.enter(group[0], reading.frames.open_note(None, command.start))


def _label_note(reading: Reading, number: str | None) -> str:
    """The label of a footnote, which is not that of an entry with the same number."""
    return f"footnote {reading.notes if number is None else ' '.join(number.split())[:_LONGEST_NUMBER]}"
