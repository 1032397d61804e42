//! The service, running in the guest with the grabber as its source.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use crate::{
    guest::{GRABBER, Guest, Job, until},
    picture::Picture,
    states,
};

/// The program takes a while to check its model and to end.
const START_MAX_S: f64 = 20.0;
const END_MAX_S: f64 = 20.0;
const SCREEN_MAX_S: f64 = 5.0;
/// Pictures that go on for so long are there to stay, seconds on a machine of full speed.
const SETTLED_S: f64 = 0.5;

/// A service that runs, and how much of its log was looked at.
pub struct Product {
    job: Job,
    out: PathBuf,
    events: PathBuf,
    port: u16,
    /// States that were looked at, and troubles of the device.
    seen: usize,
    troubles: usize,
}

/// What the service costs the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Resident memory, KiB.
    pub resident_kib: u64,
    /// Open files.
    pub files: u64,
}

impl Product {
    /// Starts the service on the grabber with the tests' model and waits until it has a state with
    /// pictures.
    pub fn start(guest: &mut Guest, name: &str) -> anyhow::Result<Self> {
        Self::start_with(guest, name, "pack")
    }

    /// As [`Product::start`], with another of the packs that were put into the machine.
    pub fn start_with(guest: &mut Guest, name: &str, pack: &str) -> anyhow::Result<Self> {
        Self::start_on(guest, name, pack, "[display]\npanel = \"framebuffer\"\n")
    }

    /// As [`Product::start_with`], with another board file.
    pub fn start_on(
        guest: &mut Guest,
        name: &str,
        pack: &str,
        board: &str,
    ) -> anyhow::Result<Self> {
        let port = 8710;
        // One that a failed check has left running holds the grabber and the page's port.
        guest.must("killall -q -KILL second-reader; true")?;
        fs::write(guest.shared().join("out/board.toml"), board)?;
        let line = format!(
            "RUST_LOG=info exec second-reader run --board /host/out/board.toml --source v4l2:{GRABBER} \
             --model /tmp/bin/{pack} --allow-unsigned --page-port {port} --events /host/out/{name}.events --out /host/out/{name}"
        );
        let events = guest.shared().join(format!("out/{name}.events"));
        // One of an earlier check would be taken for this one's.
        if events.exists() {
            fs::remove_file(&events)?;
        }
        let job = guest.spawn(&line)?;
        let out = guest.shared().join("out").join(name);
        let mut product = Self {
            job,
            out,
            events,
            port,
            seen: 0,
            troubles: 0,
        };
        let limit = guest.at_most(START_MAX_S);
        product.wait_pictures(guest, limit)?;
        Ok(product)
    }

    /// The service's events so far, a JSON object a line; before the first one there is no file.
    pub fn events(&self) -> String {
        fs::read_to_string(&self.events).unwrap_or_default()
    }

    /// The states that the events name, from the first.
    pub fn states(&self) -> Vec<String> {
        states::in_events(&self.events())
    }

    /// What the events say of the exam's course: its state, each time that it or a command is told.
    pub fn course(&self) -> Vec<String> {
        states::of_exam(&self.events())
    }

    /// Number of the latest screen that was drawn.
    pub fn screens(&self, guest: &mut Guest) -> anyhow::Result<u64> {
        let port = self.port;
        let text = guest.must(&format!("wget -q -O - http://127.0.0.1:{port}/state.json"))?;
        let digits = text.trim_matches(|c: char| !c.is_ascii_digit());
        digits
            .parse()
            .with_context(|| format!("no number in {text}"))
    }

    /// Whether a line of the log has these words.
    pub fn has_logged(&self, words: &str) -> bool {
        self.job.stderr().contains(words)
    }

    /// The state now.
    pub fn state(&self) -> String {
        self.states().pop().unwrap_or_default()
    }

    /// Takes all that was told so far as looked at.
    pub fn forget(&mut self) {
        self.seen = self.states().len();
        self.troubles = self.of_device().len();
    }

    /// What went wrong at the grabber, as the log tells it.
    fn of_device(&self) -> Vec<String> {
        let log = self.job.stderr();
        let told = states::of_device(&log, GRABBER).into_iter();
        told.map(str::to_owned).collect()
    }

    /// Waits until the room that holds the grabber has logged one of these states since the last
    /// [`Product::forget`].
    ///
    /// # Errors
    /// Where it has not within the limit.
    pub fn wait_logged(&self, limit: Duration, states: &[&str]) -> anyhow::Result<()> {
        let found = until(limit, || {
            let told = self.of_device();
            let mut fresh = told.iter().skip(self.troubles);
            Ok(fresh
                .any(|name| states.contains(&name.as_str()))
                .then_some(()))
        })?;
        found.with_context(|| format!("the grabber's log does not name {}", states.join(" or ")))
    }

    /// Waits for a state that `wanted` names, among those not yet looked at, and says which one
    /// came and after how long.
    ///
    /// # Errors
    /// Where none comes within the limit, or the service ends.
    pub fn wait_state(
        &mut self,
        guest: &Guest,
        limit: Duration,
        wanted: impl Fn(&str) -> bool,
    ) -> anyhow::Result<(String, Duration)> {
        if let Some(found) = self.watch(guest, limit, wanted)? {
            return Ok(found);
        }
        let told = self.states();
        let fresh = told.get(self.seen..).unwrap_or_default().join(", ");
        let limit = limit.as_secs_f64();
        bail!("not within {limit:.1} s; states since: [{fresh}]")
    }

    /// As [`Product::wait_state`], where it is no error that none comes.
    ///
    /// # Errors
    /// Where the service ends.
    pub fn watch(
        &mut self,
        guest: &Guest,
        limit: Duration,
        wanted: impl Fn(&str) -> bool,
    ) -> anyhow::Result<Option<(String, Duration)>> {
        let begin = Instant::now();
        let found = until(limit, || {
            let told = self.states();
            let fresh = told.get(self.seen..).unwrap_or_default();
            if let Some(at) = fresh.iter().position(|state| wanted(state)) {
                self.seen += at + 1;
                return Ok(fresh.get(at).cloned());
            }
            self.check(guest)?;
            Ok(None)
        })?;
        Ok(found.map(|state| (state, begin.elapsed())))
    }

    /// Waits until pictures come, if they do not already.
    pub fn wait_pictures(&mut self, guest: &Guest, limit: Duration) -> anyhow::Result<Duration> {
        if states::has_pictures(&self.state()) {
            self.forget();
            return Ok(Duration::ZERO);
        }
        let (_, took) = self.wait_state(guest, limit, states::has_pictures)?;
        self.forget();
        Ok(took)
    }

    /// Waits until pictures come and go on coming for a while, and says when they began to: a device that
    /// is plugged in, or set to another signal, gives pictures of the signal before at first.
    ///
    /// # Errors
    /// Where they do not begin within the limit, or the service ends.
    pub fn wait_settled(&mut self, guest: &Guest, limit: Duration) -> anyhow::Result<Duration> {
        let begin = Instant::now();
        loop {
            let left = limit.saturating_sub(begin.elapsed());
            self.wait_pictures(guest, left)?;
            let began = begin.elapsed();
            let gone = |state: &str| !states::has_pictures(state);
            if self.watch(guest, guest.at_most(SETTLED_S), gone)?.is_none() {
                return Ok(began);
            }
        }
    }

    /// Waits until an ultrasound picture is read, if none is.
    ///
    /// # Errors
    /// Where none is within the limit, or the service ends.
    pub fn wait_running(&mut self, guest: &Guest, limit: Duration) -> anyhow::Result<()> {
        if self.state() != "running" {
            self.wait_state(guest, limit, |state| state == "running")?;
        }
        self.forget();
        Ok(())
    }

    /// An error with what it said last if the service has ended.
    fn check(&self, guest: &Guest) -> anyhow::Result<()> {
        if guest.runs(&self.job)? {
            return Ok(());
        }
        let log = self.job.stderr();
        bail!(
            "the service has ended: {}",
            log.lines().last().unwrap_or("without a word")
        )
    }

    /// What it costs now.
    pub fn cost(&self, guest: &mut Guest) -> anyhow::Result<Cost> {
        let folder = format!("/proc/$(cat {})", self.job.pid_in_guest());
        let text = guest.must(&format!(
            "grep VmRSS {folder}/status; ls {folder}/fd | wc -l"
        ))?;
        let mut numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
        let (Some(resident_kib), Some(files)) = (numbers.next(), numbers.next()) else {
            bail!("no cost in {text:?}");
        };
        Ok(Cost {
            resident_kib,
            files,
        })
    }

    /// The side display as the live page shows it now; kept in the folder of the run.
    pub fn screen(&self, guest: &mut Guest, name: &str) -> anyhow::Result<Picture> {
        let port = self.port;
        let file = guest.shared().join(format!("out/{name}.png"));
        let limit = guest.at_most(SCREEN_MAX_S);
        // The page answers without a picture where none is drawn within its patience.
        let loaded = until(limit, || {
            guest.must(&format!(
                "wget -q -O /host/out/{name}.png http://127.0.0.1:{port}/screen.png"
            ))?;
            let is_there = fs::metadata(&file)?.len() > 0;
            is_there.then(|| Picture::load(&file)).transpose()
        })?;
        loaded.context("the page gives no picture")
    }

    /// Ends it as Ctrl-C would, and returns the folder of its results.
    pub fn stop(self, guest: &mut Guest) -> anyhow::Result<PathBuf> {
        guest.signal(&self.job, "INT")?;
        let limit = guest.at_most(END_MAX_S);
        let output = guest.wait(&self.job, limit)?;
        let output = output.context("the service does not end at Ctrl-C")?;
        let code = output.code;
        ensure!(code == 0, "the service ends with {code}: {}", output.stderr);
        Ok(self.out)
    }
}

/// Frames that a record lists.
pub fn frames_recorded(out: &std::path::Path) -> anyhow::Result<usize> {
    let file = out.join("frames.jsonl");
    let text = fs::read_to_string(&file).with_context(|| format!("{}", file.display()))?;
    Ok(text.lines().count())
}
