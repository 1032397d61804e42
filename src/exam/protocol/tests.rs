use std::time::Duration;

use proptest::prelude::*;

use super::super::{Exam, Observation};
use super::*;
use crate::anatomy::{Profile, Structure, StructureMap};
use crate::detector::Detections;

const JUDGEMENT: Judgement = Judgement {
    heart: Opinion::Normal,
    vessels: Opinion::LookAgain,
};
const LIVE: Settings = Settings {
    begin: Begin::WhenSeen,
    end_by_itself: true,
    reveal: Reveal::Live,
    findings: false,
};

fn seconds(s: f64) -> Duration {
    Duration::from_secs_f64(s)
}

fn seen(at: f64, picture: Picture, view: View) -> Seen {
    Seen {
        frame: (at * 25.0) as u64,
        time: seconds(at),
        picture,
        view,
    }
}

fn say(protocol: &mut Protocol, command: Command) -> Result<State, Refusal> {
    protocol.command(Duration::ZERO, command, Told::default())
}

/// A protocol in each state.
fn standing(state: State) -> Protocol {
    let mut protocol = Protocol::new(Settings {
        begin: Begin::OnCommand,
        ..LIVE
    });
    let way: &[Command] = match state {
        State::Idle => &[],
        State::Running => &[Command::Begin],
        State::Review => &[Command::Begin, Command::End],
        State::Closed => &[Command::Begin, Command::End, Command::Close],
    };
    for command in way {
        say(&mut protocol, *command).unwrap();
    }
    assert_eq!(protocol.state(), state);
    protocol
}

/// Tells the same view for so long, at 25 frames a second; gives what changed.
fn show(protocol: &mut Protocol, from: f64, to: f64, view: View) -> Vec<Change> {
    let frames = (from * 25.0).round() as u64..(to * 25.0).round() as u64;
    let changes = frames.map(|n| protocol.observe(&seen(n as f64 / 25.0, Picture::Live, view)));
    changes.flatten().collect()
}

#[test]
fn each_command_does_in_each_state_what_the_table_says() {
    use Command::{Abandon, Begin, Close, End, Judge, Resume};
    let commands = [Begin, End, Resume, Judge(JUDGEMENT), Close, Abandon];
    let (running, review, closed) = (
        Some(State::Running),
        Some(State::Review),
        Some(State::Closed),
    );
    for (state, expected) in [
        (State::Idle, [running, None, None, None, None, None]),
        (State::Running, [None, review, None, None, None, closed]),
        (State::Review, [None, None, running, review, closed, closed]),
        (State::Closed, [None; 6]),
    ] {
        for (command, expected) in commands.into_iter().zip(expected) {
            let mut protocol = standing(state);
            let entries = protocol.log().len();
            match (say(&mut protocol, command), expected) {
                (Ok(now), Some(expected)) => {
                    assert_eq!((now, protocol.state()), (expected, expected));
                    assert_eq!(protocol.log().len(), entries + 1);
                }
                (Err(refusal), None) => {
                    assert_eq!(refusal, Refusal::NotNow { command, state });
                    assert!(!refusal.hint().is_empty());
                    assert_eq!((protocol.state(), protocol.log().len()), (state, entries));
                }
                (got, _) => panic!("{state:?}, {command}: {got:?}"),
            }
        }
    }
}

#[test]
fn an_exam_begins_by_itself_once_views_are_held_for_a_second() {
    let mut protocol = Protocol::new(LIVE);
    assert_eq!(show(&mut protocol, 0.0, 5.0, View::None), []);
    assert_eq!(show(&mut protocol, 5.0, 5.8, View::Abdomen), []);
    assert_eq!(show(&mut protocol, 5.8, 6.4, View::None), []);
    // In passing only; then for long enough, with a short break.
    assert_eq!(protocol.state(), State::Idle);
    assert_eq!(show(&mut protocol, 6.4, 7.0, View::Abdomen), []);
    assert_eq!(show(&mut protocol, 7.0, 7.2, View::None), []);
    let began = show(&mut protocol, 7.2, 7.44, View::FourChamber);
    assert_eq!(
        began,
        [Change::Began {
            since: seconds(6.4)
        }]
    );
    assert_eq!(protocol.state(), State::Running);
    assert_eq!(protocol.log()[0].event, Event::Began(By::Itself));

    let mut frozen = Protocol::new(LIVE);
    for n in 0..200 {
        let picture = if n % 20 == 19 {
            Picture::Frozen
        } else {
            Picture::Live
        };
        let view = if picture == Picture::Live {
            View::Abdomen
        } else {
            View::None
        };
        assert_eq!(
            frozen.observe(&seen(f64::from(n) / 25.0, picture, view)),
            None
        );
    }
}

#[test]
fn an_exam_ends_by_itself_without_a_picture_or_without_a_view() {
    for (picture, after) in [
        (Picture::Frozen, 120.0),
        (Picture::NoSignal, 120.0),
        (Picture::Live, 300.0),
    ] {
        for by_itself in [true, false] {
            let mut protocol = Protocol::new(Settings {
                begin: Begin::WithSource,
                end_by_itself: by_itself,
                ..LIVE
            });
            show(&mut protocol, 0.0, 2.0, View::FourChamber);
            let last = 49.0 / 25.0;
            assert_eq!(
                protocol.observe(&seen(last + after - 0.1, picture, View::None)),
                None
            );
            let ended = protocol.observe(&seen(last + after, picture, View::None));
            assert_eq!(ended, by_itself.then_some(Change::Ended));
            let state = if by_itself {
                State::Review
            } else {
                State::Running
            };
            assert_eq!(protocol.state(), state, "{picture:?}");
        }
    }
}

#[test]
fn a_pause_or_a_return_to_the_abdomen_parts_two_sweeps() {
    let mut protocol = standing(State::Running);
    assert_eq!(show(&mut protocol, 0.0, 2.0, View::Abdomen), []);
    assert_eq!(show(&mut protocol, 2.0, 4.0, View::FourChamber), []);
    // The abdomen in passing is no return.
    assert_eq!(show(&mut protocol, 4.0, 4.28, View::Abdomen), []);
    assert_eq!(show(&mut protocol, 4.28, 6.0, View::ThreeVessel), []);
    assert_eq!(
        show(&mut protocol, 6.0, 7.0, View::Abdomen),
        [Change::Sweep]
    );
    assert_eq!(show(&mut protocol, 7.0, 12.0, View::FourChamber), []);
    // A freeze of two seconds, then one of four.
    assert_eq!(show(&mut protocol, 14.0, 15.0, View::FourChamber), []);
    assert_eq!(
        show(&mut protocol, 19.0, 20.0, View::FourChamber),
        [Change::Sweep]
    );
    let sweeps = protocol.sweeps();
    let spans: Vec<_> = sweeps
        .iter()
        .map(|s| (s.first_frame, s.last_frame))
        .collect();
    assert_eq!(spans, [(0, 149), (150, 374), (475, 499)]);
    let frames: Vec<_> = sweeps.iter().map(|s| s.views.map(|v| v.frames)).collect();
    assert_eq!(frames[0], [57, 50, 0, 0, 43, 0]);
    assert_eq!(frames[1], [25, 150, 0, 0, 0, 0]);
    assert_eq!(sweeps[1].views[1].longest, seconds(4.96));
    assert_eq!(protocol.best_sweep(View::FourChamber), Some(1));
    assert_eq!(protocol.best_sweep(View::Abdomen), Some(0));
    assert_eq!(protocol.best_sweep(View::Lvot), None);
}

#[test]
fn many_sweeps_are_counted_with_the_last() {
    let mut protocol = standing(State::Running);
    for n in 0..100 {
        let from = 20.0 * f64::from(n);
        show(&mut protocol, from, from + 0.4, View::FourChamber);
    }
    let sweeps = protocol.sweeps();
    assert_eq!(sweeps.len(), 32);
    let frames: u64 = sweeps.iter().map(|s| s.views[1].frames).sum();
    assert_eq!(frames, 1000);
}

#[test]
fn nothing_is_closed_unjudged_where_the_judgement_comes_first() {
    let mut protocol = Protocol::new(Settings {
        begin: Begin::OnCommand,
        reveal: Reveal::AfterJudgement,
        ..LIVE
    });
    for command in [Command::Begin, Command::End] {
        say(&mut protocol, command).unwrap();
        assert!(!protocol.reveals());
    }
    let refused = say(&mut protocol, Command::Close).unwrap_err();
    assert_eq!(refused, Refusal::NotJudged);
    assert!(
        refused.hint().contains("judge it first"),
        "{}",
        refused.hint()
    );
    say(&mut protocol, Command::Judge(JUDGEMENT)).unwrap();
    assert!(protocol.reveals());
    // More evidence is judged before it is shown, too.
    say(&mut protocol, Command::Resume).unwrap();
    assert!(!protocol.reveals());
    say(&mut protocol, Command::End).unwrap();
    assert!(!protocol.reveals());
    say(&mut protocol, Command::Judge(JUDGEMENT)).unwrap();
    say(&mut protocol, Command::Judge(JUDGEMENT)).unwrap();
    assert_eq!(say(&mut protocol, Command::Close), Ok(State::Closed));
    assert!(protocol.reveals());
    let unaided = protocol.log().iter().filter_map(|entry| match entry.event {
        Event::Judged { unaided, .. } => Some(unaided),
        _ => None,
    });
    assert!(unaided.eq([true, false, false]));
}

#[test]
fn commands_are_words() {
    for command in [
        Command::Begin,
        Command::End,
        Command::Resume,
        Command::Judge(JUDGEMENT),
        Command::Close,
        Command::Abandon,
    ] {
        assert_eq!(command.to_string().parse(), Ok(command));
    }
    for (wrong, message) in [
        ("", "`` is no command"),
        ("stop", "`stop` is no command"),
        ("begin now", "`begin now` is no command"),
        ("judge", "judge: nothing is said of `heart`"),
        ("judge heart=normal", "judge: nothing is said of `vessels`"),
        (
            "judge heart=fine vessels=normal",
            "judge: `heart=fine` says nothing",
        ),
        (
            "judge heart=normal heart=normal",
            "judge: `heart` is judged twice",
        ),
        ("judge lung=normal", "judge: `lung` is not judged"),
    ] {
        let refusal = wrong.parse::<Command>().unwrap_err();
        assert_eq!(refusal.to_string(), message);
        assert!(!refusal.hint().is_empty());
    }
}

fn exam(settings: Settings) -> Exam {
    Exam::new(
        Profile::builtin("isuog-2023").unwrap(),
        StructureMap([0.3; Structure::COUNT]),
    )
    .with_settings(settings)
}

fn frame(number: u64, picture: Picture, found: &[Structure]) -> Observation {
    let mut structures = Detections::default();
    for structure in found {
        structures[*structure].confidence = 0.9;
    }
    Observation {
        frame: number,
        time: Duration::from_millis(40 * number),
        picture,
        sharpness: 0.0,
        valve_lines: [None; 2],
        sector: None,
        structures,
    }
}

const ABDOMEN: [Structure; 4] = [
    Structure::Stomach,
    Structure::UmbilicalVein,
    Structure::InferiorVenaCava,
    Structure::Spine,
];

#[test]
fn an_exam_that_begins_by_itself_has_the_frames_that_it_began_for() {
    let (mut live, mut clip) = (exam(LIVE), exam(Settings::default()));
    for n in 0..500 {
        live.observe(&frame(n, Picture::Live, &[]));
    }
    assert_eq!(
        (live.frames().count, live.protocol().state()),
        (0, State::Idle)
    );
    for n in 500..600 {
        let new = frame(n, Picture::Live, &ABDOMEN);
        live.observe(&new);
        clip.observe(&new);
    }
    assert_eq!(live.protocol().state(), State::Running);
    let behind = clip.frames().count - live.frames().count;
    assert!(behind < 10, "{behind} frames are lost");
    assert!(
        live.items()
            .iter()
            .zip(clip.items())
            .all(|(a, b)| a.state == b.state)
    );
    live.command(Duration::from_secs(30), Command::End).unwrap();
    let frames = live.frames();
    live.observe(&frame(700, Picture::Live, &ABDOMEN));
    assert_eq!(live.frames(), frames, "in review nothing is evidence");
    clip.finish();
    assert_eq!(clip.protocol().state(), State::Review);
}

#[test]
fn before_the_judgement_nothing_but_the_state_is_shown() {
    let mut hidden = exam(Settings {
        reveal: Reveal::AfterJudgement,
        ..Settings::default()
    });
    for n in 0..100 {
        hidden.observe(&frame(n, Picture::Live, &ABDOMEN));
        assert!(matches!(hidden.shown(), Shown::StateAlone(State::Running)));
    }
    hidden.finish();
    assert!(matches!(hidden.shown(), Shown::StateAlone(State::Review)));
    let judged = hidden.command(Duration::from_secs(5), Command::Judge(JUDGEMENT));
    assert_eq!(judged, Ok(State::Review));
    let results = hidden.shown().results().unwrap();
    assert_eq!(results.items().len(), hidden.items().len());
    let Event::Judged { told, unaided, .. } = hidden.protocol().log().last().unwrap().event else {
        panic!("the judgement is not in the log");
    };
    assert!(unaided);
    assert_eq!(
        usize::from(told.items.iter().sum::<u16>()),
        hidden.items().len()
    );
}

#[test]
fn what_to_show_next_is_the_first_thing_that_is_missing() {
    let mut exam = exam(Settings::default());
    let next = |exam: &Exam| exam.next().unwrap().to_string();
    assert_eq!(next(&exam), "show the upper abdomen");
    for n in 0..50 {
        exam.observe(&frame(n, Picture::Live, &ABDOMEN));
    }
    assert_eq!(next(&exam), "show the four-chamber view");
    for forbidden in ["normal", "abnormal", "must"] {
        assert!(!next(&exam).contains(forbidden));
    }
}

proptest! {
    /// Whatever is seen and said, in whatever order: no panic, only the ways of the table, bounded memory.
    #[test]
    fn any_frames_and_commands_go_by_the_table(
        steps in prop::collection::vec((0_u8..16, any::<u32>(), 0_usize..11, 0_usize..7), 1..300),
        begin in 0_usize..3,
        after in any::<bool>(),
    ) {
        let begin = [Begin::WithSource, Begin::WhenSeen, Begin::OnCommand][begin];
        let reveal = Reveal::ALL[usize::from(after)];
        let mut protocol = Protocol::new(Settings { begin, reveal, ..LIVE });
        for (what, ms, picture, view) in steps {
            let before = protocol.state();
            let time = Duration::from_millis(u64::from(ms >> (what % 4 * 8)));
            let commands = [
                Command::Begin, Command::End, Command::Resume, Command::Judge(JUDGEMENT),
                Command::Close, Command::Abandon,
            ];
            if let Some(command) = commands.get(usize::from(what)) {
                let _ = protocol.command(time, *command, Told::default());
            } else {
                let view = View::REPORTED[view];
                protocol.observe(&Seen { frame: u64::from(ms), time, picture: Picture::ALL[picture], view });
            }
            let legal = match before {
                State::Idle => [State::Idle, State::Running].contains(&protocol.state()),
                State::Running => protocol.state() != State::Idle,
                State::Review => protocol.state() != State::Idle,
                State::Closed => protocol.state() == State::Closed,
            };
            prop_assert!(legal, "{:?} to {:?}", before, protocol.state());
            prop_assert!(protocol.sweeps().len() <= 32 && protocol.log().len() <= 128);
            let judged = protocol.log().iter().any(|e| matches!(e.event, Event::Judged { .. }));
            prop_assert!(!after || judged || !protocol.reveals());
        }
    }
}
