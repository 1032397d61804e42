//! The events of a run, kept for those who lost their link: bounded, allocated once.

use std::{collections::VecDeque, time::Instant};

use wire::{
    EVENTS_KEPT,
    messages::{Command, ErrorCode, Event, EventKind, ExamState, ItemState, Stamp, State, View},
};

use super::facts::About;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The service does something else.
    State(State),
    /// The view changed.
    View(View),
    /// An item changed its state.
    Item {
        /// Its position in the checklist.
        item: u16,
        /// Its state now.
        state: ItemState,
    },
    /// The exam goes on otherwise, or a command was given.
    Exam {
        /// Where it stands now.
        state: ExamState,
        /// What was said.
        command: Command,
        /// Why that was not done.
        refused: ErrorCode,
    },
    /// Results may be shown, or no longer.
    Reveal {
        /// They are withheld from now on.
        withheld: bool,
    },
}

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Number of the frame.
    pub frame: u32,
    /// Its time, milliseconds.
    pub time_ms: u32,
    /// When it came, or when this was told where that is not known.
    pub at: Instant,
    /// What happened.
    pub what: What,
}

/// The last [`EVENTS_KEPT`] events, with ids from 1 that rise by one.
#[derive(Debug)]
pub struct Journal {
    entries: VecDeque<Entry>,
    newest: u32,
}

impl Default for Journal {
    fn default() -> Self {
        Self {
            entries: VecDeque::with_capacity(EVENTS_KEPT),
            newest: 0,
        }
    }
}

impl Journal {
    /// Adds an event; the oldest makes room.
    pub fn add(&mut self, entry: Entry) {
        if self.entries.len() == EVENTS_KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
        // Four thousand million events: at a hundred a second, a year and four months.
        self.newest = self.newest.wrapping_add(1);
    }

    /// Id of the newest event; 0 where there is none.
    #[must_use]
    pub const fn newest(&self) -> u32 {
        self.newest
    }

    /// Id of the oldest event that is kept; 0 where there is none.
    #[must_use]
    pub fn oldest(&self) -> u32 {
        let kept = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        if kept == 0 { 0 } else { self.newest - kept + 1 }
    }

    /// The first event behind an id that is kept, with its own id.
    #[must_use]
    pub fn behind(&self, id: u32) -> Option<(u32, Entry)> {
        let id = id.checked_add(1)?.max(self.oldest());
        let place = usize::try_from(id.checked_sub(self.oldest())?).ok()?;
        let entry = self.entries.get(place)?;
        Some((id, *entry))
    }
}

/// An event as it is told at a moment: its age grows while it waits. `live`: pictures are analysed now.
#[must_use]
pub fn told((id, entry): (u32, Entry), now: Instant, live: bool, about: &About) -> Event {
    let age = now.saturating_duration_since(entry.at).as_millis();
    let age_ms = u32::try_from(age).unwrap_or(wire::NONE - 1);
    let mut event = Event {
        id,
        ..Event::default()
    };
    event.set_stamp(Stamp {
        frame: entry.frame,
        time_ms: entry.time_ms,
        age_ms,
        stale: !live || age_ms > wire::STALE_MS,
    });
    match entry.what {
        What::State(state) => (event.kind, event.state) = (EventKind::EventState, state),
        What::View(view) => (event.kind, event.view) = (EventKind::EventView, view),
        What::Item { item, state } => {
            (event.kind, event.item, event.item_state) =
                (EventKind::EventItem, u32::from(item), state);
            let id = about.items.get(usize::from(item)).map(|item| &*item.id);
            event.item_id = wire::cut(id.unwrap_or_default());
        }
        What::Exam {
            state,
            command,
            refused,
        } => {
            event.kind = EventKind::EventExam;
            (event.exam, event.command, event.refused) = (state, command, refused);
        }
        What::Reveal { withheld } => {
            (event.kind, event.withheld) = (EventKind::EventReveal, withheld);
        }
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(frame: u32) -> Entry {
        Entry {
            frame,
            time_ms: 40 * frame,
            at: Instant::now(),
            what: What::View(View::Abdomen),
        }
    }

    #[test]
    fn ids_rise_by_one_and_the_oldest_make_room() {
        let mut journal = Journal::default();
        assert_eq!((journal.oldest(), journal.newest()), (0, 0));
        assert_eq!(journal.behind(0), None);
        let room = journal.entries.capacity();
        let many = u32::try_from(EVENTS_KEPT).unwrap() + 10;
        (1..=many).for_each(|frame| journal.add(entry(frame)));
        assert_eq!((journal.oldest(), journal.newest()), (11, many));
        assert_eq!(journal.entries.capacity(), room);
        // What is gone is passed over; its ids tell so.
        assert_eq!(
            journal.behind(3).map(|(id, e)| (id, e.frame)),
            Some((11, 11))
        );
        assert_eq!(
            journal.behind(4000).map(|(id, e)| (id, e.frame)),
            Some((4001, 4001))
        );
        assert_eq!(journal.behind(many), None);
        assert_eq!(journal.behind(u32::MAX), None);
    }

    #[test]
    fn an_event_that_waited_is_history() {
        let (about, mut entry) = (About::default(), entry(5));
        let now = entry.at;
        let stale = |event: Event| event.stamp.stale;
        assert!(!stale(told((1, entry), now, true, &about)));
        assert!(stale(told((1, entry), now, false, &about)));
        let later = now + std::time::Duration::from_millis(301);
        assert!(stale(told((1, entry), later, true, &about)));
        entry.what = What::Item {
            item: 99,
            state: ItemState::Seen,
        };
        assert_eq!(told((1, entry), now, true, &about).item_id, "");
    }
}
