//! A condition that has to hold for a while before it counts, so that no state flickers.

use std::time::Duration;

/// A condition with its memory.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Held {
    on: bool,
    /// Since when the frames contradict `on`.
    against: Option<Duration>,
}

impl Held {
    /// Takes what the frame at `time` says: whether the condition is met enough to begin, or to go on
    /// where it did. It begins after `enter` and ends after `leave`; at once with the `first` frame.
    pub fn update(
        &mut self,
        time: Duration,
        [begins, goes_on]: [bool; 2],
        [enter, leave]: [Duration; 2],
        first: bool,
    ) -> bool {
        let says = if self.on { goes_on } else { begins };
        if says == self.on {
            self.against = None;
            return self.on;
        }
        let since = *self.against.get_or_insert(time);
        let due = if self.on { leave } else { enter };
        if first || time.saturating_sub(since) >= due {
            (self.on, self.against) = (says, None);
        }
        self.on
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_flickers_changes_nothing_and_what_stays_does() {
        let ms = Duration::from_millis;
        let mut held = Held::default();
        let mut at = 0;
        let mut tell = |says: bool| {
            at += 40;
            held.update(ms(at), [says; 2], [ms(100), ms(200)], false)
        };
        let flicker: Vec<_> = (0..20).map(|k| tell(k % 2 == 0)).collect();
        assert!(flicker.iter().all(|on| !on));
        let on: Vec<_> = (0..6).map(|_| tell(true)).collect();
        assert_eq!(on, [false, false, false, true, true, true]);
        let off: Vec<_> = (0..7).map(|_| tell(false)).collect();
        assert_eq!(off, [true, true, true, true, true, false, false]);
        let mut fresh = Held::default();
        assert!(fresh.update(ms(0), [true; 2], [ms(100); 2], true));
    }
}
