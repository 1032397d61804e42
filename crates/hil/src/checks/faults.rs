//! Every fault of the table, one after another, while the service reads phantom footage.

use std::{thread, time::Instant};

use anyhow::{Context as _, bail, ensure};

use crate::{
    faults::{Expected, FAULTS, Fault, GOOD},
    feed::{self, FORMAT, Feed},
    guest::Guest,
    product::Product,
    states,
    watch::Watch,
};

/// Frames of the footage that is looped.
const FRAMES: u64 = 8;
/// A state that stands is looked at for so long, seconds on a machine of full speed.
const STANDS_S: f64 = 0.4;
/// Behind a fault the display is without one for so long, on such a machine: longer than a state that passed
/// quickly stays on it.
const CLEAR_S: f64 = 0.5;
/// Looks in a row that may show something else: one that falls between two parts of a picture.
const TORN: usize = 1;

/// Each fault is named within its limit, and passes when it is taken away.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let mut scene = Scene::start(guest, "faults")?;
    let mut failed = Vec::new();
    for fault in FAULTS {
        match scene.twice(guest, &fault) {
            Ok(seen) => println!("      {:<26} {seen}", fault.name),
            Err(error) => {
                println!("      {:<26} FAILED: {error:#}", fault.name);
                failed.push(fault.name);
                scene.mend(guest, &fault)?;
            }
        }
    }
    scene.stop(guest)?;
    if !failed.is_empty() {
        bail!(
            "{} of {} faults: {}",
            failed.len(),
            FAULTS.len(),
            failed.join(", ")
        );
    }
    Ok(format!(
        "{} faults, each named in time on the display, in the log and as an event, and survived",
        FAULTS.len()
    ))
}

/// The service reads footage, and somebody looks at the display.
pub struct Scene {
    feed: Feed,
    product: Product,
    watch: Watch,
}

impl Scene {
    /// Starts all of it.
    pub fn start(guest: &mut Guest, name: &str) -> anyhow::Result<Self> {
        let feed = Feed::start(guest, &feed::phantom(feed::SEED, FRAMES)?, FORMAT)?;
        let mut product = Product::start(guest, name)?;
        let watch = guest.watch()?;
        let limit = guest.at_most(10.0);
        product
            .wait_running(guest, limit)
            .with_context(|| format!("the feeder says: {}", feed.words().trim()))?;
        Ok(Self {
            feed,
            product,
            watch,
        })
    }

    /// The service.
    pub fn product(&mut self) -> &mut Product {
        &mut self.product
    }

    /// Tries a fault once more where it failed: a machine that is busy for a moment shows a state late
    /// once, a service that does not tell it fails twice.
    fn twice(&mut self, guest: &mut Guest, fault: &Fault) -> anyhow::Result<String> {
        let error = match self.one(guest, fault) {
            Ok(seen) => return Ok(seen),
            Err(error) => error,
        };
        println!("      {:<26} failed, once more: {error:#}", fault.name);
        self.mend(guest, fault)?;
        self.one(guest, fault)
    }

    /// Brings a fault about and takes it away.
    pub fn one(&mut self, guest: &mut Guest, fault: &Fault) -> anyhow::Result<String> {
        self.product.forget();
        let before = Instant::now();
        for act in fault.trigger {
            guest.act(*act)?;
        }
        let seen = match fault.expected {
            Expected::State(names) => self.named(guest, fault, names, before)?,
            Expected::Nothing => self.nothing(guest, fault, before)?,
        };
        for act in fault.clear {
            guest.act(*act)?;
        }
        let limit = guest.at_most(fault.back_s);
        let back = self
            .product
            .wait_settled(guest, limit)
            .context("the fault was taken away and pictures do not come back")?;
        let back = back.as_secs_f64();
        self.read_again(guest, fault)?;
        Ok(format!("{seen}; pictures again after {back:.2} s"))
    }

    /// The state is an event, in the log and on the display, each within the limit, and no picture
    /// stands there while it lasts.
    fn named(
        &mut self,
        guest: &mut Guest,
        fault: &Fault,
        names: &[&str],
        before: Instant,
    ) -> anyhow::Result<String> {
        let begin = Instant::now();
        let limit = guest.at_most(fault.limit_s);
        let left = || limit.saturating_sub(begin.elapsed());
        let wanted = |state: &str| names.contains(&state);
        let came = self.product.wait_state(guest, limit, wanted);
        let (state, took) = came.with_context(|| format!("expected {}", names.join(" or ")))?;
        self.product.wait_logged(left(), names)?;
        let shown = self.watch.wait(before, left(), names)?;
        let took = took.as_secs_f64();
        let on_display = shown.saturating_duration_since(begin).as_secs_f64();
        if fault.stands {
            self.stands(guest, shown, names)?;
        }
        Ok(format!(
            "{state} after {took:.2} s, on the display after {on_display:.2} s"
        ))
    }

    /// From its first sight on, the display shows that state and nothing else.
    fn stands(&self, guest: &Guest, shown: Instant, names: &[&str]) -> anyhow::Result<()> {
        thread::sleep(guest.at_most(STANDS_S));
        let sights = self.watch.since(shown);
        let shows = |state: Option<&str>| state.is_some_and(|state| names.contains(&state));
        let mut others = sights.chunk_by(|a, b| shows(a.state) == shows(b.state));
        let worst = others
            .by_ref()
            .filter(|run| run.first().is_some_and(|sight| !shows(sight.state)))
            .map(<[_]>::len)
            .max()
            .unwrap_or(0);
        let last = sights.last().and_then(|sight| sight.state);
        ensure!(
            worst <= TORN && shows(last),
            "the display does not keep to it: {worst} of {} looks in a row show something else, the \
             last {}",
            sights.len(),
            last.unwrap_or("no fault")
        );
        Ok(())
    }

    fn nothing(
        &mut self,
        guest: &mut Guest,
        fault: &Fault,
        before: Instant,
    ) -> anyhow::Result<String> {
        let limit = guest.at_most(fault.limit_s);
        let gone = |state: &str| !states::has_pictures(state);
        if let Some((state, took)) = self.product.watch(guest, limit, gone)? {
            let took = took.as_secs_f64();
            bail!("expected nothing, and {state} came after {took:.2} s");
        }
        let sights = self.watch.since(before);
        ensure!(!sights.is_empty(), "nobody looked at the display");
        if let Some(state) = sights.iter().find_map(|sight| sight.state) {
            bail!("expected nothing, and the display shows {state}");
        }
        Ok("nothing, as it should".to_owned())
    }

    /// The footage is read again, and the display shows no fault.
    fn read_again(&mut self, guest: &mut Guest, fault: &Fault) -> anyhow::Result<()> {
        if fault.ends_footage() {
            self.feed.again(guest)?;
        }
        let limit = guest.at_most(10.0);
        let running = self.product.wait_running(guest, limit);
        running.context("the footage is not read again")?;
        self.watch
            .wait_clear(guest.at_most(CLEAR_S), guest.at_most(4.0))
    }

    /// Back to a good signal behind a fault that failed, or nothing that follows can be judged.
    fn mend(&mut self, guest: &mut Guest, fault: &Fault) -> anyhow::Result<()> {
        for act in fault.clear.iter().chain(&GOOD) {
            let _ = guest.act(*act);
        }
        let limit = guest.at_most(fault.back_s.max(5.0));
        self.product
            .wait_settled(guest, limit)
            .with_context(|| format!("after {}, pictures do not come back", fault.name))?;
        self.read_again(guest, fault)
    }

    /// Ends all of it.
    pub fn stop(self, guest: &mut Guest) -> anyhow::Result<()> {
        drop(self.watch);
        self.product.stop(guest)?;
        self.feed.stop(guest)?;
        for act in GOOD {
            guest.act(act)?;
        }
        Ok(())
    }
}
