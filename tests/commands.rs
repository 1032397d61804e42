//! The examiner's commands as they are given to a run: by standard input, answered in events.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    io::{Read, Write},
    process::{Child, ChildStdin, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

mod program;

use program::{program, refuse, run, text, tiny_pack};

/// The longest that anything here may take; only a hang takes as long.
const PATIENCE: Duration = Duration::from_secs(120);

/// A small phantom, and an exam that begins by command.
const BOARD: &str = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                     [exam]\nbegin = \"on_command\"\nreveal = \"live\"\n";

/// Looks until there is something.
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: not in time");
        thread::sleep(Duration::from_millis(10));
    }
}

/// A run that takes commands, its results withheld until it is judged.
struct Session {
    folder: TempDir,
    service: Child,
    input: Option<ChildStdin>,
}

impl Session {
    fn start(more: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("board.toml"), BOARD).unwrap();
        let mut service = program()
            .args(["run", "--commands", "--reveal", "after_judgement"])
            .args(["--page-port", "0", "--model", &tiny_pack(), "--board"])
            .arg(path("board.toml"))
            .arg("--events")
            .arg(path("events.jsonl"))
            .arg("--out")
            .arg(path("out"))
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let input = service.stdin.take();
        Self {
            folder,
            service,
            input,
        }
    }

    /// The events so far, whole lines alone.
    fn events(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.folder.path().join("events.jsonl")).unwrap_or_default();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let lines = whole.lines();
        lines.map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// Events with results: views and items.
    fn results(&self) -> usize {
        let events = self.events();
        let results = events.iter();
        results
            .filter(|e| e["event"] == "view" || e["event"] == "item")
            .count()
    }

    fn answers(&self) -> Vec<Value> {
        let mut events = self.events();
        events.retain(|e| {
            e["event"] == "exam" && (e["command"].is_string() || e["refused"].is_string())
        });
        events
    }

    /// Says a line, and waits for its answer.
    fn say(&mut self, line: &str) -> Value {
        let before = self.answers().len();
        let input = self.input.as_mut().unwrap();
        writeln!(input, "{line}").unwrap();
        until(line, || self.answers().get(before).cloned())
    }

    fn is_done(&mut self, line: &str, state: &str) -> f64 {
        let answer = self.say(line);
        assert_eq!(answer["command"], line, "{answer}");
        assert_eq!(answer["state"], state, "{answer}");
        assert!(answer["refused"].is_null(), "{answer}");
        answer["time_ms"].as_f64().unwrap()
    }

    fn is_refused(&mut self, line: &str, state: &str, why: &str) {
        let answer = self.say(line);
        assert_eq!(answer["state"], state, "{answer}");
        assert!(
            answer["refused"].as_str().unwrap().contains(why),
            "{answer}"
        );
        assert!(!answer["hint"].as_str().unwrap().is_empty(), "{answer}");
    }

    fn interrupt(&self) {
        // SAFETY: the process is our own child and was not waited for.
        let sent = unsafe { libc::kill(i32::try_from(self.service.id()).unwrap(), libc::SIGINT) };
        assert_eq!(sent, 0);
    }

    /// Waits for the end; what was printed to standard output and to standard error.
    fn end(&mut self) -> (String, String) {
        let status = until("the end", || self.service.try_wait().unwrap());
        let (mut said, mut notes) = (String::new(), String::new());
        let (stdout, stderr) = (self.service.stdout.take(), self.service.stderr.take());
        stdout.unwrap().read_to_string(&mut said).unwrap();
        stderr.unwrap().read_to_string(&mut notes).unwrap();
        assert!(status.success(), "{status}: {notes}");
        (said, notes)
    }

    fn record(&self) -> Value {
        let file = fs::read(self.folder.path().join("out/exam.json")).unwrap();
        serde_json::from_slice(&file).unwrap()
    }
}

fn names(log: &Value) -> Vec<&str> {
    let log = log.as_array().unwrap().iter();
    log.map(|line| line["event"].as_str().unwrap()).collect()
}

#[test]
fn an_exam_goes_as_its_examiner_says_and_shows_nothing_before_the_judgement() {
    let mut session = Session::start(&["--json", "--seconds", "300"]);
    until("a frame", || {
        let events = session.events();
        events
            .into_iter()
            .find(|e| e["event"] == "state" && e["state"] == "running")
    });
    session.is_refused("end", "idle", "has not begun");
    session.is_refused("faster, Maria", "idle", "not understood");
    session.is_refused(&"x".repeat(100_000), "idle", "not understood");
    let begun = session.is_done("begin", "running");
    // Frames come: the exam's time goes on.
    while session.is_done("enter fetus=1", "running") < begun + 1000.0 {}
    session.is_refused("judge heart=normal vessels=normal", "running", "is running");
    session.is_done("end", "review");
    session.is_refused("enter age=20+3", "review", "review");
    session.is_refused("close", "review", "judgement");
    assert_eq!(session.results(), 0, "{:?}", session.events());
    session.is_done("judge heart=normal vessels=look_again", "review");
    until("results", || (session.results() > 0).then_some(()));
    session.is_done("close", "closed");
    // The end of the commands is not that of the run.
    session.input = None;
    session.interrupt();
    let (said, notes) = session.end();
    for words in [
        "begin: done, the exam is running",
        "refused: end: the exam has not begun\nhint: begin it first",
        "`faster, Maria` is no command",
    ] {
        assert!(notes.contains(words), "{notes}");
    }
    let events = fs::read_to_string(session.folder.path().join("events.jsonl")).unwrap();
    assert!(!events.contains("Maria"));
    let record = session.record();
    let printed: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(printed, record);
    assert_eq!(record["entered"]["fetus"], 1);
    let course = &record["course"];
    assert_eq!(
        (&course["state"], &course["reveal"]),
        (&"closed".into(), &"after_judgement".into())
    );
    assert_eq!(
        names(&course["log"]),
        ["began", "ended", "judged", "closed"]
    );
    assert_eq!(course["log"][0]["by"], "command");
    assert_eq!(course["log"][0]["time_ms"], begun);
    assert_eq!(course["log"][2]["judgement"]["vessels"], "look_again");
    assert_eq!(course["log"][2]["judgement"]["unaided"], true);
}

#[test]
fn what_nobody_judged_is_not_printed_and_stands_in_the_record() {
    for json in [true, false] {
        let more = ["--seconds", "2", "--json"];
        let mut session = Session::start(&more[..if json { 3 } else { 2 }]);
        session.is_done("begin", "running");
        session.input = None;
        let (said, _) = session.end();
        assert_eq!(session.results(), 0, "{:?}", session.events());
        let last = session.events().pop().unwrap();
        assert_eq!(
            (&last["event"], &last["state"]),
            (&"exam".into(), &"review".into())
        );
        assert!(last["command"].is_null(), "{last}");
        if json {
            let printed: Value = serde_json::from_str(&said).unwrap();
            assert_eq!(printed["course"]["state"], "review");
            assert!(
                printed["items"].is_null() && printed["views"].is_null(),
                "{said}"
            );
        } else {
            assert!(
                said.contains("wait for the examiner's own judgement"),
                "{said}"
            );
            assert!(!said.contains("checklist isuog-2023 1"), "{said}");
        }
        let record = session.record();
        assert!(!record["items"].as_array().unwrap().is_empty());
        assert_eq!(names(&record["course"]["log"]), ["began", "ended"]);
        assert_eq!(record["course"]["log"][1]["by"], "source");
    }
}

#[test]
fn exams_that_nobody_could_begin_or_see_are_refused_and_so_are_keys_that_say_nothing() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.toml");
    let refused = |text: &str| {
        fs::write(&board, text).unwrap();
        refuse(&[
            "run",
            "--board",
            board.to_str().unwrap(),
            "--page-port",
            "0",
        ])
    };
    for (text, why) in [
        (BOARD, "never begin"),
        ("[exam]\nreveal = \"after_judgement\"\n", "stay hidden"),
        (
            "[exam]\n\nbegin = \"later\"\n",
            "board.toml:3:9: `begin` cannot be `later`",
        ),
        (
            "[exam]\nreveal = true\n",
            "hint: known values: live, after_judgement",
        ),
        ("[exam]\nend_by_itself = 3\n", "board.toml:2:17: "),
    ] {
        let stderr = refused(text);
        assert!(stderr.contains(why), "{stderr}");
    }
    for (flag, value, known) in [
        ("--begin", "later", "when_seen"),
        ("--reveal", "never", "after_judgement"),
    ] {
        let output = run(&["run", flag, value]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains(known),
            "{}",
            text(&output.stderr)
        );
    }
}
