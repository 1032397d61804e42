use std::{collections::BTreeSet, sync::Arc, time::Duration};

use link::wire::messages::{
    self as wired, Command as Word, ErrorCode, ExamState, Opinion, Side, State as Wired,
};

use super::*;
use crate::{
    anatomy::{Profile, Structure, View},
    capture::Signal,
    exam::{Exam, measure::Quantity},
    sector::Picture,
    service::State,
};

fn exam() -> Exam {
    Exam::new(Profile::builtin("isuog-2023").unwrap(), Default::default())
}

#[test]
fn every_state_has_a_name_of_its_own_in_the_contract() {
    let mut states = vec![State::Starting, State::Running, State::Stopped];
    states.push(State::ModelFault(String::new()));
    states.extend(Signal::ALL.map(State::NoFrames));
    let pictures = [
        Picture::Frozen,
        Picture::ColourDoppler,
        Picture::Dual,
        Picture::TooDark,
        Picture::Saturated,
        Picture::Shadowed,
        Picture::NotUltrasound,
    ];
    states.extend(pictures.map(State::NotReadable));
    let names: BTreeSet<_> = states.iter().map(|state| words::state(state).0).collect();
    assert_eq!(names.len(), states.len());
    // All of the contract but UNSPECIFIED.
    assert_eq!(
        names.iter().copied().collect::<Vec<_>>(),
        (1..=Wired::Stopped.0).collect::<Vec<_>>()
    );
}

#[test]
fn structures_and_views_have_the_order_of_the_contract() {
    let contract = include_str!("../../crates/wire/proto/schema.lock").to_lowercase();
    for structure in Structure::ALL {
        let line = format!(
            "structure {} = structure_{}\n",
            structure.index() + 1,
            structure.name()
        );
        assert!(contract.contains(&line), "{line}");
    }
    for view in View::REPORTED {
        let line = format!("view {} = view_{}\n", words::view(view).0, view.name());
        assert!(contract.contains(&line), "{line}");
    }
}

#[test]
fn every_measurement_has_its_number() {
    let ours: Vec<_> = Quantity::ALL
        .into_iter()
        .filter(|q| q.is_measurement())
        .collect();
    let theirs: Vec<_> = fill::MEASURES
        .iter()
        .map(|(quantity, _)| *quantity)
        .collect();
    assert_eq!(ours, theirs);
    let numbers: Vec<_> = fill::MEASURES
        .iter()
        .map(|(_, measure)| measure.0)
        .collect();
    assert_eq!(numbers, (1..=9).collect::<Vec<_>>());
}

#[test]
fn what_a_vendor_says_is_what_an_examiner_says() {
    let command = |word| said(&Request::Command(word)).map(|said| said.to_string());
    assert_eq!(command(Word::Begin).as_deref(), Some("begin"));
    assert_eq!(command(Word::Mark).as_deref(), Some("mark"));
    assert_eq!(command(Word::Judge), None);
    let judge = Request::Judge {
        heart: Opinion::Normal,
        vessels: Opinion::NotAssessable,
    };
    assert_eq!(
        said(&judge).unwrap().to_string(),
        "judge heart=normal vessels=not_assessable"
    );
    assert_eq!(
        said(&Request::Judge {
            heart: Opinion(9),
            vessels: Opinion::Normal
        }),
        None
    );
    let enter = |age_days, left, fetus| {
        said(&Request::Enter {
            age_days,
            left,
            fetus,
        })
    };
    assert_eq!(
        enter(143, Side::Right, 1).unwrap().to_string(),
        "enter age=20+3 left=right fetus=1"
    );
    assert_eq!(enter(0, Side::Up, 0).unwrap().to_string(), "enter left=up");
    for nonsense in [
        enter(69, Side::Up, 0),
        enter(301, Side::Up, 0),
        enter(u32::MAX, Side::Up, 0),
    ] {
        assert_eq!(nonsense, None);
    }
    assert_eq!(
        (
            enter(0, Side(7), 0),
            enter(0, Side::Up, 10),
            enter(0, Side::Up, 300)
        ),
        (None, None, None)
    );
}

#[test]
fn refusals_have_the_names_of_the_contract_and_the_words_of_the_exam() {
    let mut exam = exam();
    let mut ask = |word| {
        let done = exam.say(Duration::ZERO, said(&Request::Command(word)).unwrap());
        answer(&exam, &done)
    };
    let Answer::Refused(refused) = ask(Word::End) else {
        panic!("an exam that has not begun")
    };
    assert_eq!(refused.code, ErrorCode::ErrorWrongState);
    assert_eq!(
        (&*refused.message, &*refused.hint),
        ("end: the exam has not begun", "begin it first")
    );
    let Answer::Exam(facts) = ask(Word::Begin) else {
        panic!("it can be begun")
    };
    assert_eq!((facts.state, facts.withheld), (ExamState::Running, false));
    assert!(matches!(ask(Word::Mark), Answer::Refused(r) if r.code == ErrorCode::ErrorWrongState));
}

#[test]
fn a_small_picture_is_a_jpeg_within_its_bounds() {
    let picture = |width: usize, height: usize| link::Picture {
        luma: (0..width * height).map(|n| (n % 251) as u8).collect(),
        width,
        height,
        ..link::Picture::default()
    };
    for (width, height, small) in [
        (640, 480, (160, 120)),
        (500, 100, (160, 32)),
        (20, 30, (20, 30)),
    ] {
        let shrunk = shrink(&picture(width, height)).unwrap();
        assert_eq!((shrunk.width, shrunk.height), small);
        let read = image::load_from_memory(&shrunk.jpeg).unwrap();
        assert_eq!((read.width(), read.height()), small);
        assert!(shrunk.jpeg.len() < 16 * 1024);
    }
    assert!(
        shrink(&link::Picture {
            width: 9,
            height: 9,
            ..link::Picture::default()
        })
        .is_none()
    );
}

#[test]
fn a_view_that_was_not_shown_has_no_picture() {
    let hub = Arc::new(Hub::new(About::default(), 1, Box::new(Err), shrink));
    assert_eq!(hub.journal().newest(), 0);
    let images = crate::service::KeyImages::default();
    assert!(picture(&exam(), &images, wired::View::FourChamber).is_none());
    assert!(picture(&exam(), &images, wired::View::None).is_none());
}
