//! The emulated machine: boots it, runs commands in it, pulls its cables, looks at its display.
//!
//! Every wait has a limit, and the machine is killed when [`Guest`] is dropped.

mod agent;
mod job;
mod line;
mod machine;
mod monitor;
mod process;
mod wait;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};

use agent::Agent;
use line::SerialLine;
use machine::Places;
use process::Process;

use crate::{faults::Act, picture::Picture, watch::Watch};

pub use job::{Job, Output};
pub use machine::{DISPLAY, Machine};
pub use monitor::Monitor;
pub use wait::until;

/// The guest's grabber: the node that captures, and the one whose pictures it can be given.
pub const GRABBER: &str = "/dev/video0";
/// The HDMI output of the same device.
pub const OUTPUT: &str = "/dev/video1";

/// Boot on a quiet machine with two cores, seconds: measured. What it takes beyond that says how
/// busy the machine is.
const BOOT_QUIET_S: f64 = 15.0;
const BOOT_MAX: Duration = Duration::from_secs(300);
/// How much slower than a board the emulated machine is allowed to be where it is quiet.
const EMULATION: f64 = 3.0;
/// A quick command under emulation on a busy machine.
const COMMAND_MAX: Duration = Duration::from_secs(60);
const SOCKET_MAX: Duration = Duration::from_secs(60);
/// Brings the programs in: in large pieces, as each costs a round trip to the host.
const COPY: &str = "mkdir /tmp/bin && cd /host/bin && for it in *; do \
     if [ -d $it ]; then cp -r $it /tmp/bin; else dd bs=1M if=$it of=/tmp/bin/$it; fi || exit; \
     done && chmod 755 /tmp/bin/*";
const COPY_MAX_S: f64 = 20.0;

/// What to boot.
pub struct Setup {
    /// Which processor.
    pub machine: Machine,
    /// Folder with `vmlinuz` and `initrd.gz`, as `scripts/hil-guest.sh` makes it.
    pub guest: PathBuf,
    /// Programs and folders for the guest; they lie in its /tmp/bin.
    pub programs: Vec<PathBuf>,
    /// The program built for this machine.
    pub native: PathBuf,
    /// The vendor's clients built for this machine.
    pub clients: Vec<PathBuf>,
    /// Folder of this run: console, logs, pictures, and the folder shared with the guest. It is
    /// emptied.
    pub run: PathBuf,
}

/// A running machine.
pub struct Guest {
    machine: Machine,
    // Before the sockets: the machine ends first.
    process: Process,
    agent: Agent,
    monitor: Monitor,
    vendor: SerialLine,
    places: Places,
    native: PathBuf,
    clients: Vec<PathBuf>,
    run: PathBuf,
    jobs: u64,
    pictures: u32,
    boot: Duration,
}

impl Guest {
    /// Boots a machine and waits until it takes commands.
    pub fn boot(setup: &Setup) -> anyhow::Result<Self> {
        let begin = Instant::now();
        if setup.run.exists() {
            fs::remove_dir_all(&setup.run).with_context(|| format!("{}", setup.run.display()))?;
        }
        let places = Places::of(&setup.run);
        for folder in ["jobs", "bin", "out"] {
            fs::create_dir_all(places.host.join(folder))?;
        }
        for program in &setup.programs {
            copy(program, &places.host.join("bin"))?;
        }
        let arguments = setup.machine.arguments(&setup.guest, &places);
        let program = setup.machine.program();
        let mut process = Process::start(program, &arguments, &places.qemu_log)?;
        let connect = || -> anyhow::Result<_> {
            let agent = Agent::connect(&places.agent, SOCKET_MAX)?;
            let monitor = Monitor::connect(&places.monitor, SOCKET_MAX)?;
            let vendor = SerialLine::connect(&places.vendor, SOCKET_MAX)?;
            Ok((agent, monitor, vendor))
        };
        let (agent, monitor, vendor) = connect().map_err(|error| match process.ended() {
            Some(status) => error.context(format!(
                "{program} ended at once ({status}): {}",
                tail(&places.qemu_log)
            )),
            None => error,
        })?;
        let mut guest = Self {
            machine: setup.machine,
            process,
            agent,
            monitor,
            vendor,
            places,
            native: setup.native.clone(),
            clients: setup.clients.clone(),
            run: setup.run.clone(),
            jobs: 0,
            pictures: 0,
            boot: Duration::ZERO,
        };
        let ready = until(BOOT_MAX, || Ok(guest.agent.answers()?.then_some(())))
            .map(|ready| ready.is_some());
        if !matches!(ready, Ok(true)) {
            let waited = begin.elapsed().as_secs();
            let console = tail(&guest.places.console);
            bail!("the machine is not up after {waited} s; its console says:\n{console}");
        }
        guest.boot = begin.elapsed();
        let limit = guest.at_most(COPY_MAX_S);
        let copied = guest.run_within(COPY, limit)?;
        ensure!(copied.code == 0, "programs: {}", copied.stderr.trim());
        Ok(guest)
    }

    /// How long the boot took.
    pub fn boot_time(&self) -> Duration {
        self.boot
    }

    /// A time on a machine of full speed as the longest that it may take here.
    pub fn at_most(&self, seconds: f64) -> Duration {
        let busy = (self.boot.as_secs_f64() / BOOT_QUIET_S).max(1.0);
        Duration::from_secs_f64(seconds * EMULATION * busy)
    }

    /// What the machine is.
    pub fn machine(&self) -> Machine {
        self.machine
    }

    /// The program built for the machine that this runs on.
    pub fn native(&self) -> &Path {
        &self.native
    }

    /// The vendor's clients built for the machine that this runs on.
    pub fn clients(&self) -> &[PathBuf] {
        &self.clients
    }

    /// The folder of this run.
    pub fn run_folder(&self) -> &Path {
        &self.run
    }

    /// Where the host sees what lies in /host in the guest.
    pub fn shared(&self) -> &Path {
        &self.places.host
    }

    /// The far end of the guest's /dev/vendor.
    pub fn vendor(&mut self) -> &mut SerialLine {
        &mut self.vendor
    }

    /// Starts a command line of the guest's shell; /tmp/bin is in its PATH. What it prints can be
    /// read while it runs.
    pub fn spawn(&mut self, line: &str) -> anyhow::Result<Job> {
        self.jobs += 1;
        let job = Job::new(self.jobs, &self.places.host.join("jobs"));
        job.write(line)?;
        self.agent.start(self.jobs)?;
        Ok(job)
    }

    /// Waits for a job's end; `None` if it does not come within the limit.
    pub fn wait(&self, job: &Job, limit: Duration) -> anyhow::Result<Option<Output>> {
        let code = until(limit, || self.agent.ended(job.id()))
            .with_context(|| format!("console: {}", tail(&self.places.console)))?;
        code.map(|code| job.output(code)).transpose()
    }

    /// Whether a job still runs.
    pub fn runs(&self, job: &Job) -> anyhow::Result<bool> {
        Ok(self.agent.ended(job.id())?.is_none())
    }

    /// Runs a command line to its end.
    ///
    /// # Errors
    /// Where it does not end within the limit, or the machine dies; not where it fails.
    pub fn run_within(&mut self, line: &str, limit: Duration) -> anyhow::Result<Output> {
        let job = self.spawn(line)?;
        let output = self.wait(&job, limit)?;
        output.with_context(|| format!("`{line}` did not end within {} s", limit.as_secs()))
    }

    /// Runs a quick command line.
    ///
    /// # Errors
    /// As [`Guest::run_within`].
    pub fn run(&mut self, line: &str) -> anyhow::Result<Output> {
        self.run_within(line, COMMAND_MAX)
    }

    /// Runs a quick command line that has to succeed, and returns what it printed.
    pub fn must(&mut self, line: &str) -> anyhow::Result<String> {
        let output = self.run(line)?;
        let (code, errors) = (output.code, output.stderr.trim());
        ensure!(
            code == 0,
            "`{line}` failed in the guest ({code}): {errors} {}",
            output.stdout.trim()
        );
        Ok(output.stdout)
    }

    /// Asks a job to end as Ctrl-C would (`INT`), or with another signal.
    pub fn signal(&mut self, job: &Job, signal: &str) -> anyhow::Result<()> {
        self.must(&format!("kill -{signal} $(cat {})", job.pid_in_guest()))?;
        Ok(())
    }

    /// Does something to the grabber.
    pub fn act(&mut self, act: Act) -> anyhow::Result<()> {
        match act {
            Act::Control(name, value) => self.control(name, value),
            Act::Unplug => self.unplug(),
            Act::Replug => self.replug(),
        }
    }

    /// Sets a control of the grabber: its faults, its cables.
    pub fn control(&mut self, name: &str, value: i64) -> anyhow::Result<()> {
        self.must(&format!("v4l2-ctl -d {GRABBER} -c {name}={value}"))?;
        Ok(())
    }

    /// Takes the grabber from the machine as pulling its plug would: both nodes vanish.
    pub fn unplug(&mut self) -> anyhow::Result<()> {
        self.must("echo vivid.0 >/sys/bus/platform/drivers/vivid/unbind")?;
        Ok(())
    }

    /// Gives the grabber back, with all controls and formats as after boot.
    pub fn replug(&mut self) -> anyhow::Result<()> {
        self.must("echo vivid.0 >/sys/bus/platform/drivers/vivid/bind")?;
        Ok(())
    }

    /// Takes a picture of the side display from outside; it is kept in the folder of the run.
    pub fn screendump(&mut self) -> anyhow::Result<Picture> {
        self.pictures += 1;
        let picture = self.monitor.screendump(&self.run.join("screen.ppm"))?;
        picture.save(&self.run.join(format!("screen-{:02}.png", self.pictures)))?;
        Ok(picture)
    }

    /// Presses a key of the machine's keyboard and lets it go.
    pub fn press(&mut self, key: &str) -> anyhow::Result<()> {
        self.monitor.press(key)
    }

    /// Begins to look at the side display several times a second.
    pub fn watch(&self) -> anyhow::Result<Watch> {
        let monitor = Monitor::connect(&self.places.watch, SOCKET_MAX)?;
        Watch::start(monitor, &self.run)
    }

    /// Powers off; a machine that does not is killed.
    pub fn power_off(mut self) -> anyhow::Result<()> {
        self.agent.power_off()?;
        let ended = until(COMMAND_MAX, || Ok(self.process.ended()))?;
        ensure!(ended.is_some(), "the machine does not power off");
        Ok(())
    }
}

/// Copies a file, or a folder of files, into a folder.
fn copy(from: &Path, into: &Path) -> anyhow::Result<()> {
    let what = || format!("{}", from.display());
    let to = into.join(from.file_name().with_context(what)?);
    if from.is_dir() {
        fs::create_dir_all(&to)?;
        for entry in fs::read_dir(from).with_context(what)? {
            copy(&entry?.path(), &to)?;
        }
    } else {
        fs::copy(from, &to).with_context(what)?;
    }
    Ok(())
}

/// The last lines of a log.
fn tail(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<_> = text.lines().collect();
    lines
        .get(lines.len().saturating_sub(20)..)
        .unwrap_or_default()
        .join("\n")
}
