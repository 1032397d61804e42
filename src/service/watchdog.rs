//! What the service manager that started the program (systemd) is told: that it is ready, what it does, and,
//! while every stage moves, that it lives. Where none started it, nobody is told (sd_notify(3)).
//!
//! Nothing that reads or shows a picture waits for the manager: it is told in a thread of its own.

use std::{
    env,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use sd_notify::NotifyState;

use super::{
    heartbeat::{Health, Heartbeat},
    state::State,
    stop::Stop,
};

/// A manager is told something new after this time at the latest.
const PERIOD_MAX: Duration = Duration::from_secs(1);
/// How long a stage may stand where the manager has no limit of its own.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// Tells the manager.
#[derive(Debug)]
pub(super) struct Watchdog {
    /// After so long without a sign of life the manager ends the program; `None`: it does not.
    limit: Option<Duration>,
    /// What the service does.
    state: Mutex<String>,
}

impl Watchdog {
    /// For the manager that started the program; `None` where none did.
    pub fn of_manager() -> Option<Self> {
        env::var_os("NOTIFY_SOCKET").filter(|socket| !socket.is_empty())?;
        Some(Self {
            limit: sd_notify::watchdog_enabled().filter(|limit| !limit.is_zero()),
            state: Mutex::new(State::Starting.to_string()),
        })
    }

    /// Remembers what the service does now; the manager is told with the next sign of life.
    pub fn note(&self, state: &State) {
        let mut noted = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *noted = state.to_string();
    }

    /// A stage is taken for dead after half of the manager's limit: with the last sign of life before that,
    /// the program is ended after one and a half limits at the latest.
    fn silence_max(&self) -> Duration {
        self.limit.map_or(SILENCE_MAX, |limit| limit / 2)
    }

    /// Twice in the time that a stage may stand, so that one late thread is no late sign of life.
    fn period(&self) -> Duration {
        PERIOD_MAX.min(self.silence_max() / 2)
    }

    /// Tells the manager until the end is asked for, and then that.
    pub fn watch(&self, stages: &Heartbeat, stop: &Stop) {
        let mut telling = Telling::default();
        while !stop.is_set() {
            let now = Instant::now();
            let health = stages.health(now, self.silence_max());
            let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            let (status, ready, alive) = telling.of(health, &state);
            drop(state);
            let mut said = Vec::with_capacity(3);
            said.extend(ready.then_some(NotifyState::Ready));
            said.extend((alive && self.limit.is_some()).then_some(NotifyState::Watchdog));
            said.extend(status.as_deref().map(NotifyState::Status));
            tell(&said);
            stop.sleep_until(now + self.period());
        }
        tell(&[NotifyState::Stopping]);
    }
}

fn tell(said: &[NotifyState]) {
    if said.is_empty() {
        return;
    }
    if let Err(error) = sd_notify::notify(said) {
        log::warn!("the service manager cannot be told that the service lives: {error}");
    }
}

/// What was told last.
#[derive(Debug, Default)]
struct Telling {
    ready: bool,
    status: String,
    still: Option<&'static str>,
}

impl Telling {
    /// What to tell: the status where it is another one, whether the service got ready just now, and whether it
    /// lives. One that stands is logged once.
    fn of(&mut self, health: Health, state: &str) -> (Option<String>, bool, bool) {
        let status = match health {
            Health::Starting(stage) => format!("starting: waiting for {stage}"),
            Health::Moving => state.to_owned(),
            Health::Still(stage, silence) => {
                if self.still.replace(stage) != Some(stage) {
                    let s = silence.as_secs_f64();
                    log::error!(
                        "{stage} has stood still for {s:.1} s: the service manager is not told that the service lives"
                    );
                }
                format!("{stage} stands still")
            }
        };
        if health == Health::Moving
            && let Some(stage) = self.still.take()
        {
            log::warn!("{stage} goes on");
        }
        let ready = !self.ready && health == Health::Moving;
        self.ready |= ready;
        let told = (status != self.status).then(|| status.clone());
        self.status = status;
        (told, ready, health == Health::Moving)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ready_is_told_once_and_life_only_while_all_moves() {
        let mut telling = Telling::default();
        let still = Health::Still("display", Duration::from_secs(6));
        let mut told = |health, state| {
            let (status, ready, alive) = telling.of(health, state);
            (status.unwrap_or_default(), ready, alive)
        };
        let said = |status: &str, ready, alive| (status.to_owned(), ready, alive);
        let starting = Health::Starting("capture");
        let waiting = "starting: waiting for capture";
        assert_eq!(told(starting, "starting"), said(waiting, false, false));
        assert_eq!(told(starting, "starting"), said("", false, false));
        let moving = Health::Moving;
        assert_eq!(told(moving, "no_device"), said("no_device", true, true));
        assert_eq!(told(moving, "no_device"), said("", false, true));
        assert_eq!(told(moving, "running"), said("running", false, true));
        let stands = "display stands still";
        assert_eq!(told(still, "running"), said(stands, false, false));
        assert_eq!(told(still, "running"), said("", false, false));
        assert_eq!(told(moving, "running"), said("running", false, true));
    }

    #[test]
    fn a_dead_stage_is_found_within_the_limit_of_the_manager() {
        for limit_s in [1, 4, 20, 600] {
            let limit = Duration::from_secs(limit_s);
            let watchdog = Watchdog {
                limit: Some(limit),
                state: Mutex::default(),
            };
            assert!(watchdog.silence_max() + watchdog.period() < limit);
            assert!(watchdog.period() * 2 <= watchdog.silence_max());
        }
    }
}
