//! Takes what the examiner says, a line at a time.

use std::{
    fs::File,
    io::{ErrorKind, Read as _},
    os::fd::OwnedFd,
};

use crossbeam_channel::{SendError, Sender};

use crate::{
    capture::Pipe,
    exam::{Said, Unsaid},
    input::{Action, ActionError, Asked},
};

use super::{inbox::Inbox, stop::Stop};

/// Lines that can wait for the reading thread; who writes more of them waits.
pub(super) const LINES_MAX: usize = 8;

/// A line, understood or not.
pub(super) type Line = Result<Said, Unsaid>;

/// Takes lines until their end, or until the service ends. Whatever comes, no more than a line is kept.
/// What is for the screen is handed to it.
pub(super) fn take_commands(input: OwnedFd, lines: &Sender<Line>, inbox: &Inbox, stop: &Stop) {
    let mut input = Pipe::of(File::from(input), stop.flag());
    let (mut bytes, mut line) = ([0; 512], Vec::with_capacity(Said::BYTES_MAX + 1));
    loop {
        let count = match input.read(&mut bytes) {
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) if stop.is_set() => return,
            Err(error) => {
                log::warn!("commands: {error}: none are taken any more");
                return;
            }
        };
        for byte in &bytes[..count] {
            if *byte == b'\n' {
                if hand_on(&mut line, lines, inbox).is_err() {
                    return;
                }
            } else if line.len() <= Said::BYTES_MAX {
                line.push(*byte);
            }
        }
        if count == 0 {
            // Nobody may be there to take it, and then it is too late for it.
            let _ = hand_on(&mut line, lines, inbox);
            return;
        }
    }
}

/// Hands a line on, and empties it. A line with nothing in it says nothing.
fn hand_on(line: &mut Vec<u8>, lines: &Sender<Line>, inbox: &Inbox) -> Result<(), SendError<Line>> {
    let text = String::from_utf8_lossy(line).replace(char::is_control, " ");
    let action = if line.len() > Said::BYTES_MAX {
        Err(Unsaid::TooLong.into())
    } else {
        text.parse()
    };
    line.clear();
    if text.trim().is_empty() {
        return Ok(());
    }
    match action {
        Ok(Action::Say(said)) => lines.send(Ok(said)),
        Ok(action) => {
            inbox.take(Asked::Act(action));
            Ok(())
        }
        Err(ActionError::Said(unsaid)) => lines.send(Err(unsaid)),
        Err(error) => {
            log::warn!("commands: {error}\nhint: {}", error.hint());
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, os::fd::OwnedFd};

    use crossbeam_channel::unbounded;

    use super::*;

    fn taken(text: &[u8]) -> Vec<String> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), text).unwrap();
        let (lines, taken) = unbounded();
        let input = OwnedFd::from(file.reopen().unwrap());
        let (inbox, of_screen) = Inbox::new(lines.clone());
        take_commands(input, &lines, &inbox, &Stop::default());
        let text = |line: Line| line.map_or_else(|e| e.to_string(), |said| said.to_string());
        let said = taken.try_iter().map(text);
        said.chain(of_screen.try_iter().map(|asked| format!("{asked:?}")))
            .collect()
    }

    #[test]
    fn lines_of_any_kind_are_taken_and_the_last_needs_no_end() {
        assert_eq!(taken(b"begin\r\n\n  \nend"), ["begin", "end"]);
        let long = [&b"begin "[..], &[b'x'; 5000], b"\nend\n"].concat();
        let said = taken(&long);
        assert!(
            said[0].contains("256 bytes") && said[1] == "end",
            "{said:?}"
        );
        assert!(taken(b"\xff\x1b\0\nend\n")[0].contains("is no command"));
        assert!(taken(b"").is_empty());
        assert_eq!(taken(b"page next\nbegin\n"), ["begin", "Act(Page(Next))"]);
        assert!(taken(b"page sideways\n").is_empty());
    }
}
