//! What is read.

use super::*;

#[test]
fn every_reading_request_is_answered_and_fits_the_least_room() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let most = |header: Header, bytes: usize| {
            assert!(bytes <= max_payload as usize, "{header:?}: {bytes}")
        };
        bench.hub.tell(100, 4_000, What::View(View::FourChamber));
        for n in 0..30 {
            bench.hub.tell(
                100 + n,
                4_000,
                What::Item {
                    item: 3,
                    state: ItemState::Seen,
                },
            );
            bench.hub.note("state: running, and some more words that fill the line to its very end, and beyond it");
        }
        let requests = [
            bench.say(&GetIdentity::default()),
            bench.say(&GetHealth::default()),
            bench.say(&GetConfig::default()),
            bench.say(&SelfTest::default()),
            bench.say(&GetLog {
                first: 0,
                lines_max: 20,
            }),
            bench.say(&GetExam::default()),
            bench.say(&GetSnapshot::default()),
            bench.say(&GetEvents::default()),
            bench.say(&GetChecklist::default()),
            bench.say(&GetItem { item: 5 }),
            bench.say(&GetMeasurements::default()),
            bench.say(&GetFindings::default()),
        ];
        for frames in &requests {
            assert_eq!(frames.len(), 1);
            let (header, payload) = &frames[0];
            most(*header, payload.len());
            assert_ne!(
                i32::from(header.msg_id),
                MsgId::MsgError.0,
                "{:?}",
                read::<Error>(payload)
            );
        }
        let all: Vec<_> = requests.concat();
        assert_eq!(
            of::<Identity>(&all)[0].intended_use,
            "supports the examiner; does not diagnose"
        );
        assert_eq!(of::<Health>(&all)[0].state, State::Running);
        assert!(of::<SelfTestResult>(&all)[0].passed);
        assert!(of::<Log>(&all)[0].first > 1);
        assert_eq!(of::<Item>(&all)[0].state, ItemState::Seen);
        // 400 ms before the last frame: history.
        let item = &of::<Item>(&all)[0];
        assert!(item.stamp.age_ms >= 200 && item.stamp.frame == 95 && item.settled);
        let snapshot = &of::<Snapshot>(&all)[0];
        assert_eq!(
            (snapshot.measures_given, snapshot.measures_milli.len()),
            (0x1ff, 9)
        );
        assert_eq!((snapshot.items[0], snapshot.items.len()), (0x33, 14));
        assert_eq!(snapshot.score_milli(), Some(&412));
        assert_eq!(of::<Findings>(&all)[0].total, 6);
    }
}

#[test]
fn lists_are_read_page_by_page_to_their_end_and_no_further() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let mut first = 0;
        while first < 28 {
            let (_, page) = bench.ask::<_, Checklist>(&GetChecklist { first });
            assert!(page.total == 28 && page.first == first && !page.items.is_empty());
            assert_eq!(page.items[0].id, format!("F{first}").as_str());
            first += page.items.len() as u32;
        }
        let mut first = 0;
        while first < 9 {
            let (_, page) = bench.ask::<_, Config>(&GetConfig { first });
            assert!(!page.entries.is_empty());
            first += page.entries.len() as u32;
        }
        let mut first = 0;
        while first < 9 {
            let (_, page) = bench.ask::<_, Measurements>(&GetMeasurements { first });
            assert!(!page.measurements.is_empty());
            first += page.measurements.len() as u32;
        }
        assert_eq!(
            bench.refused(&GetChecklist { first: 29 }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetConfig { first: u32::MAX }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetMeasurements { first: 10 }).code,
            ErrorCode::ErrorOutOfRange
        );
        assert_eq!(
            bench.refused(&GetItem { item: 28 }).code,
            ErrorCode::ErrorOutOfRange
        );
    }
}

#[test]
fn while_results_are_withheld_nothing_of_them_is_told() {
    let mut bench = Bench::open();
    let mut facts = facts(bench.now);
    // Filled before the exam was told to go on: withheld from that moment all the same.
    facts.exam.withheld = true;
    assert!(bench.hub.publish(&mut facts));
    for code in [
        bench.refused(&GetItem { item: 0 }).code,
        bench.refused(&GetMeasurements::default()).code,
        bench.refused(&GetFindings::default()).code,
        bench
            .refused(&GetKeyImage {
                view: View::FourChamber,
                ..GetKeyImage::default()
            })
            .code,
    ] {
        assert_eq!(code, ErrorCode::ErrorWithheld);
    }
    let (_, snapshot) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(snapshot.items.is_empty() && snapshot.structures.is_empty());
    assert_eq!(
        (snapshot.view, snapshot.measures_given),
        (View::Unspecified, 0)
    );
    // The checklist itself is no result.
    bench.ask::<_, Checklist>(&GetChecklist::default());
}

#[test]
fn a_result_dies_with_its_age_and_with_the_picture() {
    let mut bench = Bench::open();
    let (_, fresh) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(!fresh.stamp.stale && fresh.structures.len() == 23);
    bench.now += Duration::from_millis(301);
    let (_, old) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(old.stamp.stale && old.stamp.age_ms == 301 && old.structures.is_empty());
    let mut frozen = facts(bench.now);
    frozen.state = State::Frozen;
    assert!(bench.hub.publish(&mut frozen));
    let (_, frozen) = bench.ask::<_, Snapshot>(&GetSnapshot::default());
    assert!(frozen.stamp.stale && frozen.structures.is_empty() && !frozen.items.is_empty());
}

#[test]
fn a_key_image_comes_in_parts_of_one_picture_and_goes_on_after_a_break() {
    for max_payload in [192, 512] {
        let mut bench = Bench::new(4);
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        let luma: Vec<u8> = (0..1500_u32).map(|n| (n * 7 % 251) as u8).collect();
        let picture = Picture {
            luma: luma.clone(),
            frame: 40,
            time_ms: 1_600,
            ..Picture::default()
        };
        let get = GetKeyImage {
            view: View::FourChamber,
            ..GetKeyImage::default()
        };
        assert!(bench.say(&get).is_empty());
        let first = of::<KeyImage>(&bench.answer(Answer::KeyImage(Some(picture.clone()))));
        let (id, mut all) = (first[0].image_id, first[0].data.to_vec());
        assert_eq!((first[0].total_bytes, first[0].stamp.frame), (1500, 40));
        assert!(first[0].stamp.stale, "it is 2.4 s behind the last frame");
        while all.len() < 1500 {
            let offset = u32::try_from(all.len()).unwrap();
            let (_, part) = bench.ask::<_, KeyImage>(&GetKeyImage {
                image_id: id,
                offset,
                ..get
            });
            all.extend(&part.data[..]);
        }
        assert!(all == luma && wire::hash(&all) == id);
        assert_eq!(
            bench
                .refused(&GetKeyImage {
                    image_id: id,
                    offset: 1500,
                    ..get
                })
                .field,
            3
        );
        let other = GetKeyImage {
            image_id: id ^ 1,
            offset: 100,
            ..get
        };
        assert_eq!(bench.refused(&other).code, ErrorCode::ErrorChanged);
        // After a lost link the device asks the service again, and goes on if it is the same picture.
        bench.ask::<_, HelloAck>(&Hello {
            max_payload,
            ..hello()
        });
        bench.say(&GetKeyImage {
            image_id: id,
            offset: 700,
            ..get
        });
        let part = of::<KeyImage>(&bench.answer(Answer::KeyImage(Some(picture))));
        assert_eq!(part[0].data[..], luma[700..700 + part[0].data.len()]);
        let none = GetKeyImage {
            view: View::Lvot,
            ..get
        };
        bench.say(&none);
        let errors = of::<Error>(&bench.answer(Answer::KeyImage(None)));
        assert_eq!(errors[0].code, ErrorCode::ErrorNotAvailable);
        assert_eq!(
            bench.refused(&GetKeyImage::default()).code,
            ErrorCode::ErrorOutOfRange
        );
    }
}
