//! The vendor link as a cart has it: a serial line, a whole exam, faults.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::result_large_err)]

use std::{
    fs,
    io::{Read, Write},
    sync::atomic::AtomicBool,
    thread,
    time::Duration,
};

use link::{
    conform,
    port::Pty,
    wire::{
        self,
        messages::{
            Checklist, Command, Config, ErrorCode, Event, EventKind, Exam, ExamBegin, ExamEnter,
            ExamJudge, ExamState, GetChecklist, GetConfig, GetExam, GetFindings, GetIdentity,
            GetItem, GetKeyImage, GetMeasurements, Identity, Item, ItemState, KeyImage,
            Measurements, Opinion, Reveal, SelfTest, SelfTestResult, SetBrightness, SetClock, Side,
            Snapshot, State, View,
        },
    },
};
use serde_json::Value;
use tempfile::TempDir;

mod cart;
mod program;

use cart::Device;
use program::{program, refuse, tiny_pack};

const BOARD: &str = "[source]\nkind = \"phantom\"\nsize = \"320x240\"\nfps = 10\n\
                     [exam]\nbegin = \"on_command\"\nreveal = \"after_judgement\"\n";

/// The states of all items, as a snapshot has them.
fn states(snapshot: &Snapshot) -> Vec<i32> {
    let nibbles = snapshot.items.iter().flat_map(|two| [two & 15, two >> 4]);
    nibbles.map(i32::from).collect()
}

#[test]
fn a_whole_exam_over_the_link_is_told_once_and_in_order_and_stands_in_the_record() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.toml");
    fs::write(&board, BOARD).unwrap();
    let device = Device::start(&[
        "run",
        "--board",
        board.to_str().unwrap(),
        "--model",
        &tiny_pack(),
        "--page-port",
        "0",
        "--link",
        "TTY",
        "--events",
        "FOLDER/events.jsonl",
        "--out",
        "FOLDER/out",
    ]);
    let mut cart = device.cart();
    cart.until("a session", |cart| (!cart.acks.is_empty()).then_some(()));
    assert_eq!((cart.acks[0].structures, cart.acks[0].items), (23, 28));

    let identity: Identity = cart.ask(&GetIdentity::default()).unwrap();
    assert_eq!(
        identity.intended_use,
        "supports the examiner; does not diagnose"
    );
    let mut entries = vec![];
    loop {
        let first = u32::try_from(entries.len()).unwrap();
        let page: Config = cart.ask(&GetConfig { first }).unwrap();
        entries.extend(
            page.entries
                .iter()
                .map(|e| format!("{} = {}", e.key, e.value)),
        );
        if entries.len() >= page.total as usize {
            break;
        }
    }
    assert!(
        entries.iter().any(|e| e == "exam.begin = on_command"),
        "{entries:?}"
    );
    let page: Checklist = cart.ask(&GetChecklist::default()).unwrap();
    assert_eq!((page.total, &*page.items[0].id), (28, "A1"));

    // In every state what does not fit is refused, and nothing changes.
    let idle: Exam = cart.ask(&GetExam::default()).unwrap();
    assert_eq!(
        (idle.state, idle.reveal, idle.withheld),
        (ExamState::Idle, Reveal::AfterJudgement, true)
    );
    for command in [
        Command::End,
        Command::Resume,
        Command::Close,
        Command::Abandon,
        Command::Mark,
    ] {
        let error = cart.command(command).unwrap_err();
        assert_eq!(error.code, ErrorCode::ErrorWrongState, "{command:?}");
        assert!(!error.hint.is_empty());
    }
    let judge = ExamJudge {
        heart: Opinion::LookAgain,
        vessels: Opinion::NotAssessable,
    };
    assert_eq!(
        cart.ask::<_, Exam>(&judge).unwrap_err().code,
        ErrorCode::ErrorWrongState
    );

    let mut begin = ExamBegin::default();
    begin.exam_id.extend_from_slice(&[7; 16]).unwrap();
    let begun: Exam = cart.ask(&begin).unwrap();
    assert_eq!(
        (begun.state, &begun.exam_id[..]),
        (ExamState::Running, &[7; 16][..])
    );
    let enter = ExamEnter {
        age_days: 143,
        left: Side::Right,
        fetus: 0,
    };
    let entered: Exam = cart.ask(&enter).unwrap();
    assert_eq!((entered.age_days, entered.left), (143, Side::Right));
    // Results wait for the judgement.
    assert_eq!(
        cart.ask::<_, Item>(&GetItem { item: 0 }).unwrap_err().code,
        ErrorCode::ErrorWithheld
    );
    let measurements = cart.ask::<_, Measurements>(&GetMeasurements::default());
    assert_eq!(measurements.unwrap_err().code, ErrorCode::ErrorWithheld);
    cart.until("pictures that are analysed", |cart| {
        let live = |s: &Snapshot| s.state == State::Running && !s.stamp.stale;
        cart.snapshots.iter().any(live).then_some(())
    });
    let marked = cart.until("a mark", |cart| cart.command(Command::Mark).ok());
    assert_eq!(marked.marks, 1);
    for snapshot in &cart.snapshots {
        assert!(snapshot.items.is_empty() && snapshot.structures.is_empty());
        assert_eq!(
            (snapshot.view, snapshot.measures_given),
            (View::Unspecified, 0)
        );
    }
    assert!(
        cart.events
            .iter()
            .all(|event| event.kind != EventKind::EventItem)
    );

    assert_eq!(cart.command(Command::End).unwrap().state, ExamState::Review);
    assert_eq!(
        cart.command(Command::Close).unwrap_err().code,
        ErrorCode::ErrorNotJudged
    );
    let judged: Exam = cart.ask(&judge).unwrap();
    assert!(judged.judged && !judged.withheld);
    // Now every item's state comes, once and in order, and is what a snapshot says.
    cart.snapshots.clear();
    let last = cart.until("items in a snapshot", |cart| {
        let told = cart.snapshots.iter().rfind(|s| !s.items.is_empty())?;
        let items: Vec<_> = cart
            .events
            .iter()
            .filter(|e| e.kind == EventKind::EventItem)
            .collect();
        let mut now = vec![ItemState::CannotAssess.0; 28];
        items
            .iter()
            .for_each(|event| now[event.item as usize] = event.item_state.0);
        (states(told) == now).then_some(now)
    });
    assert!(last.contains(&ItemState::NotSeen.0) || last.contains(&ItemState::Seen.0));
    let ids: Vec<_> = cart.events.iter().map(|event| event.id).collect();
    assert_eq!(
        ids,
        (1..=u32::try_from(ids.len()).unwrap()).collect::<Vec<_>>()
    );
    let reveals: Vec<_> = cart
        .events
        .iter()
        .filter(|e| e.kind == EventKind::EventReveal)
        .collect();
    assert!(reveals.len() == 1 && !reveals[0].withheld);
    let item: Item = cart.ask(&GetItem { item: 0 }).unwrap();
    assert_eq!((&*item.id, item.state.0), ("A1", last[0]));
    cart.until("measurements", |cart| {
        let page = cart.ask::<_, Measurements>(&GetMeasurements::default());
        page.ok().filter(|page| page.total == 9)
    });
    // With the next frame.
    cart.until("findings", |cart| {
        let findings = cart.ask::<_, wire::messages::Findings>(&GetFindings::default());
        findings.ok().filter(|findings| findings.stamp.frame > 0)
    });
    assert_eq!(
        cart.command(Command::Close).unwrap().state,
        ExamState::Closed
    );

    let folder = device.end();
    let record = fs::read(folder.path().join("out/exam.json")).unwrap();
    let record: Value = serde_json::from_slice(&record).unwrap();
    let log: Vec<_> = record["course"]["log"].as_array().unwrap().iter().collect();
    let events: Vec<_> = log
        .iter()
        .map(|line| line["event"].as_str().unwrap())
        .collect();
    assert_eq!(events, ["began", "marked", "ended", "judged", "closed"]);
    assert!(log[1]["frame"].is_u64());
    assert_eq!(record["entered"]["gestational_age"], "20+3");
    // The log of events of the run itself tells the same commands.
    let told = fs::read_to_string(folder.path().join("events.jsonl")).unwrap();
    assert!(told.contains("\"command\":\"mark\"") && told.contains("\"command\":\"close\""));
}

#[test]
fn carts_on_several_ports_hear_the_same_and_one_that_does_not_read_holds_nobody_up() {
    let folder = TempDir::new().unwrap();
    let board = folder.path().join("board.toml");
    fs::write(&board, BOARD).unwrap();
    let (board, pack) = (board.to_str().unwrap(), tiny_pack());
    let device = Device::start(&[
        "run",
        "--board",
        board,
        "--model",
        &pack,
        "--page-port",
        "0",
        "--link",
        "TTY",
        "--link",
        "TTY2",
        "--link",
        "TTY3",
        "--out",
        "FOLDER/out",
    ]);
    let (mut ours, mut theirs, mut deaf) = (
        device.cart(),
        device.cart_on("TTY2"),
        device.cart_on("TTY3"),
    );
    // It asks for all, and never reads again.
    deaf.until("a session", |cart| (!cart.acks.is_empty()).then_some(()));
    for cart in [&mut ours, &mut theirs] {
        cart.until("a session", |cart| (!cart.acks.is_empty()).then_some(()));
    }
    let begun: Exam = ours.ask(&ExamBegin::default()).unwrap();
    assert_eq!(begun.state, ExamState::Running);
    // What one has begun the other cannot begin again, and may end.
    let again = theirs.ask::<_, Exam>(&ExamBegin::default()).unwrap_err();
    assert_eq!(again.code, ErrorCode::ErrorWrongState);
    theirs.until("a mark", |cart| cart.command(Command::Mark).ok());
    assert_eq!(
        theirs.command(Command::End).unwrap().state,
        ExamState::Review
    );
    let judge = ExamJudge {
        heart: Opinion::Normal,
        vessels: Opinion::Normal,
    };
    assert!(ours.ask::<_, Exam>(&judge).unwrap().judged);
    assert_eq!(
        ours.command(Command::Close).unwrap().state,
        ExamState::Closed
    );
    let closed = |events: &[Event]| {
        let at = events
            .iter()
            .position(|event| event.exam == ExamState::Closed)?;
        Some(events[at].id)
    };
    let last = ours.until("the end of the exam", |cart| closed(&cart.events));
    theirs.until("the end of the exam", |cart| closed(&cart.events));
    let told = |events: &[Event]| -> Vec<_> {
        let until = events.iter().filter(|event| event.id <= last);
        until
            .map(|event| {
                (
                    event.id,
                    event.kind,
                    event.item,
                    event.item_state,
                    event.exam,
                )
            })
            .collect()
    };
    let (ours, theirs) = (told(&ours.events), told(&theirs.events));
    assert!(ours.len() > 28, "{ours:?}");
    assert_eq!(ours, theirs);
    drop(deaf);
    device.end();
}

#[test]
fn the_simulator_plays_its_script_and_a_reboot_is_another_log() {
    let folder = TempDir::new().unwrap();
    let script = folder.path().join("faults");
    fs::write(
        &script,
        "4 no_signal 2\n8 garbage 700\n9 stall 1\n12 reboot\n",
    )
    .unwrap();
    let device = Device::start(&[
        "link",
        "simulate",
        "--port",
        "TTY",
        "--model",
        &tiny_pack(),
        "--fps",
        "10",
        "--script",
        script.to_str().unwrap(),
    ]);
    let mut cart = device.cart();
    cart.until("no signal", |cart| {
        cart.events
            .iter()
            .any(|event| event.state == State::NoSignal)
            .then_some(())
    });
    cart.until("a stale snapshot", |cart| {
        let dark = cart.snapshots.iter().find(|s| s.state == State::NoSignal)?;
        assert!(dark.stamp.stale && dark.structures.is_empty());
        Some(())
    });
    let lit: wire::messages::Brightness = cart.ask(&SetBrightness { percent: 40 }).unwrap();
    assert_eq!(lit.percent, 40);
    let clock: wire::messages::Clock = cart
        .ask(&SetClock {
            unix_ms: 1_795_000_000_000,
        })
        .unwrap();
    assert!(clock.unix_ms >= 1_795_000_000_000);
    cart.until("pictures again", |cart| {
        let after = cart
            .events
            .iter()
            .skip_while(|event| event.state != State::NoSignal);
        after
            .into_iter()
            .any(|event| event.state == State::Running)
            .then_some(())
    });
    let test: SelfTestResult = cart.ask(&SelfTest::default()).unwrap();
    assert!(test.passed, "{test:?}");
    // Noise and a stall lose nothing: events go on in order, up to the reboot.
    cart.until("a reboot", |cart| (cart.acks.len() > 1).then_some(()));
    assert_ne!(cart.acks[0].log_id, cart.acks.last().unwrap().log_id);
    let begun_anew = |events: &[Event]| events.windows(2).position(|two| two[1].id == 1);
    let at = cart.until("events of the new log", |cart| begun_anew(&cart.events));
    let ids: Vec<_> = cart.events[..=at].iter().map(|event| event.id).collect();
    assert_eq!(
        ids,
        (1..=u32::try_from(ids.len()).unwrap()).collect::<Vec<_>>()
    );
    drop(device);
}

#[test]
fn key_images_come_whole_over_the_line() {
    let device = Device::start(&["link", "simulate", "--port", "TTY", "--fps", "10"]);
    let mut cart = device.cart();
    let first = cart.until("a picture", |cart| {
        let found = [View::FourChamber, View::Abdomen, View::ThreeVessel]
            .into_iter()
            .find_map(|view| {
                let get = GetKeyImage {
                    view,
                    ..GetKeyImage::default()
                };
                cart.ask::<_, KeyImage>(&get).ok()
            });
        if found.is_none() {
            thread::sleep(Duration::from_millis(300));
        }
        found
    });
    let mut all = first.data.to_vec();
    while all.len() < first.total_bytes as usize {
        let offset = u32::try_from(all.len()).unwrap();
        let next = GetKeyImage {
            view: first.view,
            image_id: first.image_id,
            offset,
        };
        let part: KeyImage = cart.ask(&next).unwrap();
        all.extend(&part.data[..]);
    }
    assert_eq!(wire::hash(&all), first.image_id);
    let picture = image::load_from_memory(&all).unwrap();
    assert_eq!(
        (picture.width(), picture.height()),
        (first.width, first.height)
    );
    drop(device);
}

#[test]
fn conform_passes_a_build_that_keeps_the_contract_and_names_what_another_does_otherwise() {
    for keeps in [true, false] {
        let folder = TempDir::new().unwrap();
        let place = folder.path().join("build");
        let mut pty = Pty::new(Some(&place)).unwrap();
        let over = AtomicBool::new(false);
        let output = thread::scope(|scope| {
            let build = scope.spawn(|| echo(&mut pty, keeps, &over));
            let output = program()
                .args(["link", "conform", "--port"])
                .arg(&place)
                .output()
                .unwrap();
            over.store(true, std::sync::atomic::Ordering::Relaxed);
            build.join().unwrap();
            output
        });
        let said = program::text(&output.stdout);
        let count = conform::vectors().unwrap().len();
        if keeps {
            assert!(
                output.status.success(),
                "{said}{}",
                program::text(&output.stderr)
            );
            assert_eq!(said, format!("PASS {count}/{count}\n"));
        } else {
            assert_eq!(output.status.code(), Some(1));
            assert!(
                said.contains("FAIL flags_both: ") && said.contains(&format!("/{count}\n")),
                "{said}"
            );
        }
    }
}

/// A vendor's build under test: sends back what it takes as a message.
fn echo(pty: &mut Pty, looks_at_flags: bool, over: &AtomicBool) {
    let (mut decoder, mut buffer) = (wire::Decoder::new(), [0; 512]);
    while !over.load(std::sync::atomic::Ordering::Relaxed) {
        let _ = pty.port().wait(false, Duration::from_millis(5));
        let Ok(count) = pty.port().read(&mut buffer) else {
            continue;
        };
        let mut rest = &buffer[..count];
        while let Some(outcome) = decoder.next(&mut rest) {
            let Ok(frame) = outcome else { continue };
            let header = frame.header;
            let version = header.major == wire::MAJOR || [1, 4].contains(&header.msg_id);
            let flags = !looks_at_flags || !header.has_unknown_flags();
            let known = matches!(wire::readable(header.msg_id, frame.payload), Some(Ok(_)));
            if version && flags && known {
                let mut out = [0; wire::FRAME_BYTES_MAX];
                let bytes = wire::encode(&header, frame.payload, &mut out).unwrap();
                pty.port().write_all(bytes).unwrap();
            }
        }
    }
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let bad = |arguments: &[&str]| refuse(arguments);
    assert!(bad(&["link", "conform", "--port", "/dev/no-such-port"]).contains("/dev/no-such-port"));
    assert!(bad(&["run", "--link", ""]).contains("a port needs a path"));
    let folder = TempDir::new().unwrap();
    let script = folder.path().join("faults");
    fs::write(&script, "4 melt\n").unwrap();
    let script = script.to_str().unwrap();
    let told = bad(&["link", "simulate", "--port", "pty", "--script", script]);
    assert!(told.contains("faults:1: `4 melt` is no fault"), "{told}");
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let pty = format!("pty:{}", file.display());
    assert!(bad(&["link", "conform", "--port", &pty]).contains("free") || file.exists());
}
