//! The serial line carries every byte both ways.

use anyhow::ensure;

use crate::{guest::Guest, random::Random};

/// Below what the driver and the line discipline hold, so that nothing depends on flow control.
const BYTES: usize = 2048;
/// What the guest says first.
const OPEN: &[u8] = b"open\n";

/// Sends bytes of every value into the guest, which sends them back.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    // What comes while nobody has the line open is lost, as on a board.
    let echo =
        guest.spawn("exec 4<>/dev/vendor; echo open >&4; exec dd bs=256 <&4 >&4 2>/dev/null")?;
    let limit = guest.at_most(5.0);
    let opened = guest.vendor().receive(OPEN.len(), limit)?;
    ensure!(opened == OPEN, "nobody opened the line");
    let mut random = Random::new(1);
    let sent: Vec<u8> = (0..BYTES).map(|_| random.byte()).collect();
    guest.vendor().send(&sent)?;
    let back = guest.vendor().receive(BYTES, limit)?;
    guest.signal(&echo, "KILL")?;
    let same = sent.iter().zip(&back).take_while(|(a, b)| a == b).count();
    ensure!(
        same == BYTES && back.len() == BYTES,
        "of {BYTES} bytes {} came back, the first {same} as they were sent",
        back.len()
    );
    Ok(format!("{BYTES} bytes to the guest and back"))
}
