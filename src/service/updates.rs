//! What an updater says while it replaces this version: a small file that is there for as long. Its first word is
//! how much is done, percent; the rest is for people.

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    path::PathBuf,
    time::{Duration, Instant},
};

use super::state::State;

/// The file is looked at as often.
const LOOK: Duration = Duration::from_secs(1);
/// An updater that says nothing new for this time is taken for dead: its file hides results no longer.
const SILENCE_MAX: Duration = Duration::from_secs(600);
/// Bytes that are read of the file, and letters that are shown of its words.
const BYTES_MAX: u64 = 400;
const WORDS_MAX: usize = 100;

/// Looks for an update that goes on.
#[derive(Debug, Default)]
pub(super) struct Updates {
    file: Option<PathBuf>,
    looked: Option<Instant>,
    /// What the file said last, and since when.
    said: Option<(State, Instant)>,
    silent: bool,
}

impl Updates {
    /// Updates that are told in that file; `None`: none ever is.
    pub fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// The state while an update goes on; `None` while none does. Costs nothing but once a second.
    pub fn state(&mut self, now: Instant) -> Option<&State> {
        if self.looked.is_none_or(|then| now >= then + LOOK) {
            self.looked = Some(now);
            self.look(now);
        }
        let said = self.said.as_ref().filter(|_| !self.silent);
        said.map(|(state, _)| state)
    }

    fn look(&mut self, now: Instant) {
        let Some(state) = self.read() else {
            (self.said, self.silent) = (None, false);
            return;
        };
        match &self.said {
            Some((said, since)) if *said == state => {
                if !self.silent && now >= *since + SILENCE_MAX {
                    self.silent = true;
                    let file = self.file.clone().unwrap_or_default();
                    log::warn!(
                        "{}: the update has said nothing new for {} s: taken for dead\nhint: look at the log of the \
                         updater, and remove the file",
                        file.display(),
                        SILENCE_MAX.as_secs()
                    );
                }
            }
            _ => (self.said, self.silent) = (Some((state, now)), false),
        }
    }

    fn read(&self) -> Option<State> {
        let file = match File::open(self.file.as_ref()?) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            // It is there: an update goes on, and cannot say how far it is.
            Err(_) => return Some(told("")),
        };
        let mut bytes = Vec::new();
        // What cannot be read is not said.
        let _ = file.take(BYTES_MAX).read_to_end(&mut bytes);
        Some(told(&String::from_utf8_lossy(&bytes)))
    }
}

/// What an updater says: `64 % writing the other slot`. Without a number nothing is done yet.
fn told(text: &str) -> State {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit());
    let (number, rest) = text.split_at(end.unwrap_or(text.len()));
    let number = number.parse::<u8>().ok().filter(|percent| *percent <= 100);
    let words = number.map_or(text, |_| {
        rest.trim_start().trim_start_matches('%').trim_start()
    });
    let shown = |c: char| if c.is_control() { ' ' } else { c };
    State::Updating {
        percent: number.unwrap_or(0),
        words: words.chars().take(WORDS_MAX).map(shown).collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    fn updating(percent: u8, words: &str) -> State {
        State::Updating {
            percent,
            words: words.to_owned(),
        }
    }

    #[test]
    fn an_updater_says_percent_and_words_and_garbage_is_no_number() {
        assert_eq!(
            told("64 writing the slot\n"),
            updating(64, "writing the slot")
        );
        assert_eq!(told("  7 % checking"), updating(7, "checking"));
        assert_eq!(told("100%"), updating(100, ""));
        assert_eq!(told(""), updating(0, ""));
        assert_eq!(told("fetching"), updating(0, "fetching"));
        assert_eq!(told("400 blows"), updating(0, "400 blows"));
        assert_eq!(told("5 a\u{1b}[2J\nb"), updating(5, "a [2J b"));
        let State::Updating { words, .. } = told(&"x".repeat(3000)) else {
            panic!("no update");
        };
        assert_eq!(words.len(), WORDS_MAX);
    }

    #[test]
    fn an_update_goes_on_while_its_file_is_there_and_says_something_new() {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("update");
        let mut updates = Updates::new(Some(file.clone()));
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        assert_eq!(updates.state(at(0)), None);
        fs::write(&file, "1 fetching").unwrap();
        // It is looked at once a second.
        assert_eq!(updates.state(at(900)), None);
        assert_eq!(updates.state(at(1000)), Some(&updating(1, "fetching")));
        fs::write(&file, [0xff, 0xfe]).unwrap();
        let replaced = updating(0, "\u{fffd}\u{fffd}");
        assert_eq!(updates.state(at(2000)), Some(&replaced));
        assert_eq!(updates.state(at(601_900)), Some(&replaced));
        assert_eq!(updates.state(at(602_900)), None, "silent for too long");
        fs::write(&file, "2").unwrap();
        assert_eq!(updates.state(at(603_900)), Some(&updating(2, "")));
        fs::remove_file(&file).unwrap();
        assert_eq!(updates.state(at(604_900)), None);
        assert_eq!(Updates::new(None).state(start), None);
    }

    #[test]
    fn what_is_there_and_no_file_is_an_update_that_says_nothing() {
        let folder = TempDir::new().unwrap();
        let mut updates = Updates::new(Some(folder.path().to_owned()));
        assert_eq!(updates.state(Instant::now()), Some(&updating(0, "")));
    }
}
