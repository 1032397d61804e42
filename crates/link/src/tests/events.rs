//! Events and snapshots.

use super::*;

#[test]
fn events_come_in_order_as_far_as_credits_go_and_are_caught_up() {
    let mut bench = Bench::new(4);
    for n in 0..40 {
        bench.hub.tell(
            n,
            40 * n,
            What::Item {
                item: n as u16 % 28,
                state: ItemState::NotSeen,
            },
        );
    }
    let mut events = of::<Event>(&bench.say(&Hello {
        event_credits: 10,
        ..hello()
    }));
    events.extend(of::<Event>(&bench.later(1)));
    events.extend(of::<Event>(&bench.later(1)));
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    assert_eq!(ids, (1..=10).collect::<Vec<_>>());
    assert_eq!(
        (events[9].kind, &*events[9].item_id),
        (EventKind::EventItem, "F9")
    );
    let mut more = of::<Event>(&bench.say(&EventCredit {
        after_id: 10,
        credits: 5,
    }));
    more.extend(of::<Event>(&bench.later(1)));
    assert_eq!(more.last().map(|event| event.id), Some(15));
    // A smaller grant takes nothing back, and nothing is sent twice.
    assert!(
        of::<Event>(&bench.say(&EventCredit {
            after_id: 1,
            credits: 5
        }))
        .is_empty()
    );
    assert_eq!(
        bench
            .refused(&EventCredit {
                after_id: 41,
                credits: 1
            })
            .code,
        ErrorCode::ErrorOutOfRange
    );
    assert_eq!(
        bench
            .refused(&EventCredit {
                after_id: 1,
                credits: 4097
            })
            .field,
        2
    );

    let mut after_id = 3;
    while after_id < 40 {
        let (_, page) = bench.ask::<_, Events>(&GetEvents {
            after_id,
            max_events: 0,
        });
        assert_eq!((page.oldest, page.newest, page.log_id), (1, 40, 77));
        assert_eq!(page.events[0].id, after_id + 1);
        after_id = page.events.last().unwrap().id;
    }
    let (_, one) = bench.ask::<_, Events>(&GetEvents {
        after_id: 3,
        max_events: 1,
    });
    assert_eq!(one.events.len(), 1);
    let (_, none) = bench.ask::<_, Events>(&GetEvents {
        after_id: 40,
        max_events: 0,
    });
    assert!(none.events.is_empty());
}

#[test]
fn after_a_lost_link_events_go_on_where_the_vendor_stood() {
    let first = |hello: Hello| {
        let mut bench = Bench::new(4);
        (0..9).for_each(|n| bench.hub.tell(n, n, What::View(View::Abdomen)));
        let mut events = of::<Event>(&bench.say(&Hello {
            event_credits: 50,
            ..hello
        }));
        bench.hub.tell(9, 9, What::View(View::None));
        events.extend(of::<Event>(&bench.later(1)));
        events[0].id
    };
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: 4,
            ..hello()
        }),
        5
    );
    // Another log, and ids that were never given: from the beginning.
    assert_eq!(
        first(Hello {
            log_id: 76,
            events_after: 4,
            ..hello()
        }),
        1
    );
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: 400,
            ..hello()
        }),
        1
    );
    assert_eq!(
        first(Hello {
            log_id: 77,
            events_after: u32::MAX,
            ..hello()
        }),
        10
    );
}

#[test]
fn snapshots_come_at_their_pace_the_newest_wins_and_none_waits() {
    let mut bench = Bench::open();
    assert_eq!(
        bench
            .refused(&Subscribe {
                snapshot_period_ms: 5
            })
            .code,
        ErrorCode::ErrorOutOfRange
    );
    let frames = bench.say(&Subscribe {
        snapshot_period_ms: 100,
    });
    assert_eq!(
        (of::<Done>(&frames).len(), of::<Snapshot>(&frames).len()),
        (1, 0)
    );
    assert_eq!(of::<Snapshot>(&bench.later(1)).len(), 1);
    assert!(bench.later(50).is_empty());
    assert_eq!(of::<Snapshot>(&bench.later(50)).len(), 1);
    // A line that takes nothing for two seconds gets one snapshot then: of now.
    for _ in 0..200 {
        bench.now += Duration::from_millis(10);
        bench.session.poll(bench.now, false, &bench.hub);
    }
    bench.taken();
    let mut newer = facts(bench.now);
    newer.frame = 555;
    assert!(bench.hub.publish(&mut newer));
    let snapshots = of::<Snapshot>(&bench.later(5));
    assert_eq!(
        snapshots.iter().map(|s| s.stamp.frame).collect::<Vec<_>>(),
        [555]
    );
    let (_, health) = bench.ask::<_, Health>(&GetHealth::default());
    assert!(
        health.tx_snapshots_replaced >= 18,
        "{}",
        health.tx_snapshots_replaced
    );
}
