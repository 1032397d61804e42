use std::{
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use ::link::port::Port;
use doctor::Finding;
use second_reader::{
    board::{FlowName, Settings},
    link::Flow,
};

/// Bytes that go around: each value once, so that a bit that is stuck is seen.
const BYTES: usize = 256;
/// How long they may take at 1200 baud, and somewhat more.
const PATIENCE: Duration = Duration::from_secs(4);

/// The serial lines: those in which a loopback plug is said to be are tried.
pub fn serial(settings: &Settings, loopback: &[PathBuf]) -> Vec<Finding> {
    let mut findings: Vec<_> = loopback.iter().map(|port| around(port, settings)).collect();
    let untried = settings
        .links
        .iter()
        .filter(|link| !loopback.contains(&PathBuf::from(&link.port.0)));
    let untried: Vec<_> = untried.map(|link| link.port.0.clone()).collect();
    if !untried.is_empty() {
        findings.push(Finding::skipped(
            "serial",
            format!(
                "{}: put a loopback plug in and say so with --loopback PORT",
                untried.join(", ")
            ),
        ));
    } else if findings.is_empty() {
        findings.push(Finding::skipped("serial", "the board has no vendor link"));
    }
    findings
}

fn around(path: &Path, settings: &Settings) -> Finding {
    let link = settings
        .links
        .iter()
        .find(|link| Path::new(&link.port.0) == path);
    let baud = link.map_or(::link::Settings::BAUD, |link| link.baud.0);
    let flow = match link.map(|link| link.flow) {
        Some(FlowName::RtsCts) => Flow::RtsCts,
        _ => Flow::None,
    };
    let shown = path.display();
    let mut port = match Port::open(path, baud, flow) {
        Ok(port) => port,
        Err(error) => return Finding::fail("serial", error.to_string(), error.hint()),
    };
    let sent: Vec<u8> = (0..=u8::MAX).collect();
    match exchanged(&mut port, &sent) {
        Ok(back) if back == sent => Finding::pass(
            "serial",
            format!("{shown}: {BYTES} bytes went around at {baud} baud"),
        ),
        Ok(back) if back.is_empty() => Finding::fail(
            "serial",
            format!("{shown}: nothing came back"),
            "is the loopback plug in this port, and does it join pins 2 and 3 (7 and 8 with RTS and CTS)?",
        ),
        Ok(back) => Finding::fail(
            "serial",
            format!(
                "{shown}: {} of {BYTES} bytes came back, or other ones",
                back.len()
            ),
            "a lower baud in [[link]], a shorter cable, or another adapter",
        ),
        Err(error) => Finding::fail(
            "serial",
            format!("{shown}: {error}"),
            "the device failed: plug it in again",
        ),
    }
}

/// What comes back of some bytes, in as many at most.
fn exchanged(port: &mut Port, sent: &[u8]) -> io::Result<Vec<u8>> {
    let ends = Instant::now() + PATIENCE;
    let (mut left, mut back) = (sent, Vec::new());
    let mut buffer = [0; BYTES];
    let quiet = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
        )
    };
    while back.len() < sent.len() && Instant::now() < ends {
        let ready = port.wait(!left.is_empty(), Duration::from_millis(100))?;
        if ready.write && !left.is_empty() {
            match port.write(left) {
                Ok(count) => left = &left[count..],
                Err(error) if quiet(&error) => {}
                Err(error) => return Err(error),
            }
        }
        if ready.read {
            match port.read(&mut buffer) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => back.extend_from_slice(&buffer[..count]),
                Err(error) if quiet(&error) => {}
                Err(error) => return Err(error),
            }
        }
    }
    back.truncate(sent.len());
    Ok(back)
}

#[cfg(test)]
mod tests {
    use std::{
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
        thread,
    };

    use ::link::port::Pty;
    use doctor::Status;
    use second_reader::board::Board;

    use super::*;

    /// A port at whose other end every byte comes back, changed by `change`; nothing comes back where it gives none.
    fn with_plug(change: fn(u8) -> Option<u8>) -> Finding {
        let mut pty = Pty::new(None).unwrap();
        let path = pty.path().to_owned();
        let over = Arc::new(AtomicBool::new(false));
        let ends = over.clone();
        let plug = thread::spawn(move || {
            let mut buffer = [0; 64];
            while !ends.load(Ordering::Relaxed) {
                let ready = pty.port().wait(false, Duration::from_millis(20)).unwrap();
                if !ready.read {
                    thread::sleep(Duration::from_millis(2));
                    continue;
                }
                let Ok(count) = pty.port().read(&mut buffer) else {
                    continue;
                };
                let back: Vec<_> = buffer[..count]
                    .iter()
                    .filter_map(|byte| change(*byte))
                    .collect();
                let mut left = &back[..];
                while !left.is_empty() {
                    left = &left[pty.port().write(left).unwrap_or(0)..];
                }
            }
        });
        let finding = around(&path, &Settings::from(Board::default()));
        over.store(true, Ordering::Relaxed);
        plug.join().unwrap();
        finding
    }

    #[test]
    fn a_plug_gives_back_what_was_sent() {
        let good = with_plug(Some);
        assert_eq!(good.status, Status::Pass, "{good:?}");
        let stuck = with_plug(|byte| Some(byte | 1));
        assert!(stuck.found.contains("or other ones"), "{stuck:?}");
        let open = with_plug(|_| None);
        assert!(open.found.ends_with("nothing came back"), "{open:?}");
    }

    #[test]
    fn a_line_without_a_plug_is_not_tested() {
        let mut board = Board::default();
        assert_eq!(
            serial(&Settings::from(board.clone()), &[])[0].found,
            "the board has no vendor link"
        );
        board
            .link
            .extend(crate::cli::links::named(&["/dev/ttyS9".to_owned()]).unwrap());
        let found = serial(&Settings::from(board), &[]);
        assert_eq!((found.len(), found[0].status), (1, Status::Skipped));
        let gone = serial(&Settings::from(Board::default()), &["/dev/none".into()]);
        assert_eq!(gone[0].status, Status::Fail);
    }
}
