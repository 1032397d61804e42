//! One flag that ends every thread: set by a signal, by a time limit or by the end of a clip.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGTERM},
    low_level,
};

/// The longest that a waiting thread takes to notice the flag.
pub const NOTICE_MAX: Duration = Duration::from_millis(50);

/// Exit code after a second Ctrl-C, as shells report it: 128 + SIGINT.
const EXIT_IMPATIENT: i32 = 130;
/// Signals that come closer together are one: `timeout` and terminals that close send several.
const IMPATIENT_MS: u64 = 1000;

/// A flag that says "come to an end". Clones are the same flag.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// A flag that SIGINT, SIGTERM and SIGHUP set. A signal a second or more behind the first one
    /// ends the process at once. SIGHUP stays ignored where it was, as under `nohup`.
    ///
    /// # Errors
    /// Where the system does not let the handlers in.
    pub fn on_signals() -> io::Result<Self> {
        let stop = Self::default();
        let hang_up = (!is_ignored(SIGHUP)).then_some(SIGHUP);
        let (epoch, first_ms) = (Instant::now(), Arc::new(AtomicU64::new(u64::MAX)));
        for signal in [SIGINT, SIGTERM].into_iter().chain(hang_up) {
            let (stop, first_ms) = (stop.clone(), first_ms.clone());
            let handler = move || {
                let now_ms = epoch.elapsed().as_millis() as u64;
                let first_ms = first_ms.fetch_min(now_ms, Ordering::SeqCst);
                if now_ms.saturating_sub(first_ms) >= IMPATIENT_MS {
                    low_level::exit(EXIT_IMPATIENT);
                }
                stop.set();
            };
            // SAFETY: the handler reads the clock, touches atomics and may call `_exit`: all of it
            // may be done in a signal handler, and nothing in it panics or allocates.
            unsafe { low_level::register(signal, handler)? };
        }
        Ok(stop)
    }

    /// Asks everybody to come to an end.
    pub fn set(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether the end was asked for.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// The flag itself, for rooms that must not know this one.
    #[must_use]
    pub fn flag(&self) -> Arc<AtomicBool> {
        self.0.clone()
    }

    /// Sleeps until the given moment, or until the end is asked for, whichever is first.
    pub fn sleep_until(&self, moment: Instant) {
        while !self.is_set() {
            let left = moment.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            thread::sleep(left.min(NOTICE_MAX));
        }
    }
}

/// Whether the process was started with the signal ignored.
fn is_ignored(signal: i32) -> bool {
    let mut action = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: without a new action the call only writes the present one to `action`, which is
    // large enough and, zeroed, valid even where the call fails.
    let action = unsafe {
        libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr());
        action.assume_init()
    };
    action.sa_sigaction == libc::SIG_IGN
}

#[cfg(test)]
mod tests {
    use std::{
        thread,
        time::{Duration, Instant},
    };

    use super::Stop;

    #[test]
    fn a_sleeper_wakes_when_the_end_is_asked_for() {
        let stop = Stop::default();
        let sleeper = {
            let stop = stop.clone();
            thread::spawn(move || stop.sleep_until(Instant::now() + Duration::from_secs(3600)))
        };
        assert!(!stop.is_set());
        stop.set();
        sleeper.join().unwrap();
        assert!(stop.is_set());
    }

    #[test]
    fn a_moment_in_the_past_is_no_wait() {
        Stop::default().sleep_until(Instant::now());
    }
}
