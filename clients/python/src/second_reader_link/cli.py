"""srlink: a link to a Second Reader on the command line."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from google.protobuf import json_format

from . import conformance, show
from . import second_reader_pb2 as pb
from .frames import Decoder, Frame, encode
from .messages import word
from .news import Beat, Happened, News, Shot
from .plain import Link, RefusedError
from .port import SerialPort
from .session import Settings

_LATE_S = 10
_COMMANDS = {"end": pb.COMMAND_END, "mark": pb.COMMAND_MARK}


class Problem(Exception):
    """What is wrong, and what to do about it."""

    def __init__(self, what: str, hint: str, code: int = 1) -> None:
        super().__init__(what)
        self.hint = hint
        self.code = code


def _open(arguments: argparse.Namespace, settings: Settings) -> Link:
    try:
        link = Link(arguments.port, settings, arguments.baud)
    except OSError as error:
        hint = "name the serial port, such as /dev/ttyUSB0; nothing else may have it open"
        raise Problem(f"{arguments.port}: {error}", hint) from error
    try:
        link.wait_up(arguments.wait)
    except TimeoutError as error:
        link.close()
        raise Problem(str(error), "check cable, baud rate and `[link]` of the device's board file") from error
    return link


def _checklist(link: Link) -> list[pb.ChecklistItem]:
    items: list[pb.ChecklistItem] = []
    while True:
        page = link.request(pb.GetChecklist(first=len(items)))
        assert isinstance(page, pb.Checklist)
        items += page.items
        if len(items) >= page.total or not page.items:
            return items


def _as_json(news: News) -> str | None:
    match news:
        case Happened(event):
            kind, message = "event", event
        case Shot(snapshot):
            return json.dumps({"snapshot": json_format.MessageToDict(snapshot, preserving_proto_field_name=True)})
        case Beat():
            return None
        case _:
            return json.dumps({"link": type(news).__name__.lower()})
    return json.dumps({kind: json_format.MessageToDict(message, preserving_proto_field_name=True)})


def watch(arguments: argparse.Namespace) -> None:
    """Prints what happens."""
    with _open(arguments, Settings("srlink 1.0", snapshot_period_ms=arguments.snapshots)) as link:
        labels: dict[int, str] = {}
        if not arguments.json:
            labels = {at: item.label for at, item in enumerate(_checklist(link))}
        for news in link.news(arguments.seconds):
            line = _as_json(news) if arguments.json else show.news_line(news, labels)
            if line is not None:
                print(line, flush=True)


def say(arguments: argparse.Namespace) -> None:
    """Begins or ends the exam, or marks this moment."""
    message: pb.ExamBegin | pb.ExamCommand
    if arguments.command == "begin":
        try:
            message = pb.ExamBegin(exam_id=bytes.fromhex(arguments.exam_id))
        except ValueError as error:
            raise Problem(f"--exam-id {arguments.exam_id}: {error}", "up to 16 bytes in hex", 2) from error
    else:
        message = pb.ExamCommand(command=_COMMANDS[arguments.command])
    with _open(arguments, Settings("srlink 1.0", event_credits=0)) as link:
        before = _exam(link)
        try:
            exam = link.request(message)
            assert isinstance(exam, pb.Exam)
        except RefusedError as refused:
            if refused.error.code != pb.ERROR_TIMEOUT:
                raise
            exam = _exam_after(link, before, refused)
        marks = f", {exam.marks} moments marked" if exam.marks else ""
        print(f"exam: {word(pb.ExamState, 'EXAM_STATE_', exam.state)}{marks}")


def _exam(link: Link) -> pb.Exam:
    exam = link.request(pb.GetExam())
    assert isinstance(exam, pb.Exam)
    return exam


def _exam_after(link: Link, before: pb.Exam, refused: RefusedError) -> pb.Exam:
    """The exam once a command has been done that the device did not get done in time; for some seconds."""
    for _ in range(_LATE_S):
        for _ in link.news(1.0):
            pass
        exam = _exam(link)
        if (exam.state, exam.marks) != (before.state, before.marks):
            return exam
    raise refused


def items(arguments: argparse.Namespace) -> None:
    """Prints the checklist as it stands."""
    with _open(arguments, Settings("srlink 1.0", event_credits=0)) as link:
        rows: list[tuple[pb.ChecklistItem, pb.Item | None]] = []
        for at, item in enumerate(_checklist(link)):
            state: pb.Item | None = None
            try:
                answer = link.request(pb.GetItem(item=at))
                assert isinstance(answer, pb.Item)
                state = answer
            except RefusedError as refused:
                if refused.error.code != pb.ERROR_WITHHELD:
                    raise
            rows.append((item, state))
        print("\n".join(show.item_table(rows)))
        print("This supports the examiner; it does not diagnose.")


def decode(arguments: argparse.Namespace) -> None:
    """Prints the frames of captured bytes."""
    try:
        data = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
    except OSError as error:
        raise Problem(
            f"{arguments.file}: {error.strerror}", "give a file of bytes, or - for standard input", 2
        ) from error
    for arrival in Decoder().feed(data):
        print(show.frame_line(arrival))


def run_vectors(arguments: argparse.Namespace) -> None:
    """Runs the conformance vectors against this client."""
    try:
        vectors = conformance.load(Path(arguments.folder))
    except ValueError as error:
        raise Problem(str(error), "give the folder crates/wire/vectors", 2) from error
    passed = 0
    for vector in vectors:
        fault = conformance.check(vector)
        passed += fault is None
        if fault is not None:
            print(f"FAIL {vector.file} {vector.name} ({vector.reason}): {fault}")
    print(f"{'PASS' if passed == len(vectors) else 'FAIL'} {passed}/{len(vectors)}")
    if passed != len(vectors):
        raise SystemExit(1)


def echo(arguments: argparse.Namespace) -> None:
    """Sends every message back as it came, and throws all else away."""
    try:
        port = SerialPort(arguments.port, arguments.baud)
    except OSError as error:
        raise Problem(
            f"{arguments.port}: {error}", "name the port that `second-reader link conform` waits at"
        ) from error
    decoder = Decoder()
    while True:
        try:
            arrivals = decoder.feed(port.read(time.monotonic()))
            out = b"".join(encode(a) for a in arrivals if isinstance(a, Frame) and conformance.is_message(a))
            while out:
                out = out[port.write(out) :]
        except OSError:
            return
        if not arrivals:
            time.sleep(0.002)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="srlink",
        description="A link to a Second Reader at a serial port. It supports the examiner; it does not diagnose.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, words: str, run: object, *, port: bool = True) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=words, description=words)
        command.set_defaults(run=run)
        if port:
            command.add_argument("port", help="serial port, such as /dev/ttyUSB0 or COM3")
            command.add_argument("--baud", type=int, default=115200, metavar="N", help="default: 115200")
            command.add_argument(
                "--wait",
                type=float,
                default=5.0,
                metavar="S",
                help="for an answer to HELLO, default: 5 seconds",
            )
        return command

    command = add("watch", "print the checklist's changes, states and views as they come", watch)
    command.add_argument("--seconds", type=float, metavar="S", help="default: until Ctrl-C")
    command.add_argument("--snapshots", type=int, default=0, metavar="MS", help="also a snapshot each MS, 20 to 10000")
    command.add_argument("--json", action="store_true", help="a JSON object a line")
    command = add("begin", "begin an exam", say)
    command.add_argument("--exam-id", default="", metavar="HEX", help="your own id: opaque, up to 16 bytes; no name")
    add("end", "end the exam, to review", say)
    add("mark", "mark this moment as worth coming back to", say)
    add("items", "print the checklist as it stands", items)
    command = commands.add_parser("echo", help="be the build that `second-reader link conform` tests")
    command.set_defaults(run=echo)
    command.add_argument("port", help="serial port that it waits at")
    command.add_argument("--baud", type=int, default=115200, metavar="N", help="default: 115200")
    add("decode", "print the frames of captured bytes", decode, port=False).add_argument(
        "file", help="- for standard input"
    )
    add("conformance", "run the conformance vectors against this client", run_vectors, port=False).add_argument(
        "folder", help="of the vectors' JSON files"
    )
    return parser


def main() -> None:
    """The program; exit code 0, 1 where the device or the link fails, 2 for bad input."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except Problem as problem:
        print(f"error: {problem}\nhint: {problem.hint}", file=sys.stderr)
        raise SystemExit(problem.code) from None
    except RefusedError as refused:
        print(f"error: the device refuses: {show.error_line(refused.error)}", file=sys.stderr)
        raise SystemExit(1) from None
    except (ConnectionError, ValueError) as error:
        print(f"error: {error}\nhint: see `srlink {arguments.command} --help`", file=sys.stderr)
        raise SystemExit(1) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(0) from None
