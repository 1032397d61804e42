//! Where what a person does goes, from whichever thread it comes: what is said to the exam to the
//! thread that reads, the rest to the one that draws. Nobody who asks waits.

use std::sync::Arc;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::{
    display::{Page, Showing},
    input::{Action, Asked, Asking, PageStep, Step},
};

use super::commands_thread::Line;

/// What a person did that waits for the screen; more is not done in the time of one.
const WAITING_MAX: usize = 16;

/// The way in.
#[derive(Clone)]
pub(super) struct Inbox {
    said: Sender<Line>,
    screen: Sender<Asked>,
}

impl Inbox {
    /// A way in, and where what is for the screen comes out.
    pub fn new(said: Sender<Line>) -> (Self, Receiver<Asked>) {
        let (screen, of_screen) = bounded(WAITING_MAX);
        (Self { said, screen }, of_screen)
    }

    /// Takes what a person did; what comes faster than it can be done is told and left.
    pub fn take(&self, asked: Asked) {
        let taken = match asked {
            Asked::Act(Action::Say(said)) => self.said.try_send(Ok(said)).is_ok(),
            asked => self.screen.try_send(asked).is_ok(),
        };
        if !taken {
            log::warn!("{asked:?}: too much at once, or too late: not done");
        }
    }

    /// The same as a function that any room may have.
    pub fn asking(&self) -> Asking {
        let inbox = self.clone();
        Arc::new(move |asked| inbox.take(asked))
    }
}

/// Turns what is shown as it was asked for; false where nothing changes.
pub(super) fn turn(showing: &mut Showing, action: Action) -> bool {
    let before = *showing;
    match action {
        Action::Say(_) => {}
        Action::Page(PageStep::Next) => showing.page = showing.page.next(),
        Action::Page(PageStep::Previous) => showing.page = showing.page.previous(),
        Action::Page(PageStep::Live) => showing.page = Page::Live,
        Action::Page(PageStep::Setup) => showing.page = Page::Setup,
        Action::Boxes => showing.boxes = !showing.boxes,
        Action::Brightness(Step::Up) => showing.brightness = showing.brightness.brighter(),
        Action::Brightness(Step::Down) => showing.brightness = showing.brightness.darker(),
    }
    before != *showing
}

#[cfg(test)]
mod tests {
    use crossbeam_channel::unbounded;

    use super::*;
    use crate::display::Brightness;

    fn act(words: &str) -> Asked {
        Asked::Act(words.parse().unwrap())
    }

    #[test]
    fn what_is_said_goes_to_the_exam_and_the_rest_to_the_screen() {
        let (said, lines) = unbounded();
        let (inbox, of_screen) = Inbox::new(said);
        let asking = inbox.asking();
        let press = Asked::Press { x: 0.5, y: 0.25 };
        for asked in [act("begin"), act("page next"), press, act("enter left=up")] {
            asking(asked);
        }
        let lines: Vec<_> = lines
            .try_iter()
            .map(|line| line.unwrap().to_string())
            .collect();
        assert_eq!(lines, ["begin", "enter left=up"]);
        let asked: Vec<_> = of_screen.try_iter().collect();
        assert_eq!(asked, [act("page next"), press]);
    }

    #[test]
    fn nobody_waits_for_one_who_takes_nothing() {
        let (said, _lines) = bounded(1);
        let (inbox, of_screen) = Inbox::new(said);
        for _ in 0..1000 {
            inbox.take(act("begin"));
            inbox.take(act("boxes"));
        }
        assert_eq!(of_screen.try_iter().count(), WAITING_MAX);
        drop(of_screen);
        inbox.take(act("boxes"));
    }

    #[test]
    fn what_is_shown_turns_as_asked() {
        let mut showing = Showing::default();
        let mut asked = |words: &str| {
            let changes = turn(&mut showing, words.parse().unwrap());
            (changes, showing)
        };
        assert_eq!(asked("page setup").1.page, Page::Setup);
        assert_eq!(asked("page live").1.page, Page::Live);
        let there = asked("page next").1.page;
        assert!(there != Page::Live && asked("page previous").1.page == Page::Live);
        assert!(!asked("boxes").1.boxes && asked("boxes").1.boxes);
        assert_eq!(asked("brightness down").1.brightness, Brightness::Dim);
        assert_eq!(asked("brightness up"), (true, Showing::default()));
        assert!(!asked("brightness up").0 && !asked("begin").0);
    }
}
