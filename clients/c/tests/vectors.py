"""Writes the conformance vectors as tables in C: vectors.py FOLDER > vectors.h"""

import json
import pathlib
import sys


def array(name: str, text: str) -> str:
    data = bytes.fromhex(text)
    body = ", ".join(map(str, data)) if data else "0"
    return f"static const uint8_t {name}[] = {{{body}}};"


def main(folder: str) -> None:
    tables: list[str] = []
    rows: list[str] = []
    files = sorted(pathlib.Path(folder).glob("*.json"))
    if not files:
        sys.exit(f"error: no vectors in {folder}\nhint: give the folder of the .json files")
    for file in files:
        for vector in json.loads(file.read_text())["vectors"]:
            name = vector["name"]
            tables.append(array(f"{name}_bytes", vector["bytes"]))
            outcomes = []
            for number, outcome in enumerate(vector["outcomes"]):
                frame = outcome.get("frame")
                if frame is None:
                    outcomes.append(f"{{OUTCOME_{outcome['outcome']}, 0, 0, 0, 0, 0, NULL, 0}}")
                    continue
                payload = f"{name}_payload_{number}"
                tables.append(array(payload, frame["payload"]))
                outcomes.append(
                    f"{{OUTCOME_{outcome['outcome']}, {frame['major']}, {frame['flags']}, {frame['msg_id']}, "
                    f"{frame['seq']}, {frame['reply_to']}, {payload}, {len(frame['payload']) // 2}}}"
                )
            # C has no empty arrays.
            listed = ", ".join(outcomes) or "{OUTCOME_message, 0, 0, 0, 0, 0, NULL, 0}"
            tables.append(f"static const outcome {name}_outcomes[] = {{{listed}}};")
            rows.append(
                f'    {{"{name}", {name}_bytes, {len(vector["bytes"]) // 2}, {name}_outcomes, {len(outcomes)}}}'
            )
    print("/* Made by vectors.py from the conformance vectors. */")
    print("\n".join(tables))
    print("static const vector vectors[] = {")
    print(",\n".join(rows) + "};")


if __name__ == "__main__":
    main(sys.argv[1])
