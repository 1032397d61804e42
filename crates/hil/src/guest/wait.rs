//! Waiting, always with a limit.

use std::{
    thread,
    time::{Duration, Instant},
};

/// How often is looked.
const STEP: Duration = Duration::from_millis(20);

/// Asks until there is an answer; `None` when the limit is over.
///
/// # Errors
/// What `ask` says.
pub fn until<T>(
    limit: Duration,
    mut ask: impl FnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<Option<T>> {
    let end = Instant::now() + limit;
    loop {
        if let Some(answer) = ask()? {
            return Ok(Some(answer));
        }
        if Instant::now() >= end {
            return Ok(None);
        }
        thread::sleep(STEP);
    }
}
