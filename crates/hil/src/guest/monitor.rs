//! QEMU's monitor (QMP, one JSON object a line): takes pictures of the side display, presses keys.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use anyhow::{Context as _, bail};
use serde_json::{Value, json};

use super::wait::until;
use crate::picture::Picture;

/// A picture of 1280x800 takes well below a second.
const ANSWER_MAX: Duration = Duration::from_secs(20);

/// A connection to the monitor.
pub struct Monitor {
    reader: BufReader<UnixStream>,
}

impl Monitor {
    /// Connects to QEMU's socket, which need not be there yet.
    pub fn connect(socket: &Path, limit: Duration) -> anyhow::Result<Self> {
        let stream = until(limit, || Ok(UnixStream::connect(socket).ok()))?
            .with_context(|| format!("{} did not appear", socket.display()))?;
        stream.set_read_timeout(Some(ANSWER_MAX))?;
        let mut monitor = Self {
            reader: BufReader::new(stream),
        };
        let greeting = monitor.line()?;
        if greeting.get("QMP").is_none() {
            bail!("the monitor greets with {greeting}");
        }
        monitor.ask(&json!({"execute": "qmp_capabilities"}))?;
        Ok(monitor)
    }

    fn line(&mut self) -> anyhow::Result<Value> {
        let mut line = String::new();
        match self.reader.read_line(&mut line) {
            Ok(0) => bail!("the monitor is closed"),
            Ok(_) => Ok(serde_json::from_str(&line)?),
            Err(error) => Err(error).context("the monitor does not answer"),
        }
    }

    /// Sends a command and returns what it gives; events that come between are left out.
    fn ask(&mut self, command: &Value) -> anyhow::Result<Value> {
        self.reader
            .get_mut()
            .write_all(format!("{command}\n").as_bytes())?;
        loop {
            let mut answer = self.line()?;
            if let Some(error) = answer.get("error") {
                bail!("the monitor refuses {command}: {error}");
            }
            if let Some(given) = answer.get_mut("return") {
                return Ok(given.take());
            }
        }
    }

    /// Presses a key of the machine's keyboard and lets it go; keys have QEMU's names, such as `b`.
    pub fn press(&mut self, key: &str) -> anyhow::Result<()> {
        let event = |down: bool| {
            let key = json!({"type": "qcode", "data": key});
            json!({"type": "key", "data": {"down": down, "key": key}})
        };
        let events = json!({"events": [event(true), event(false)]});
        self.ask(&json!({"execute": "input-send-event", "arguments": events}))?;
        Ok(())
    }

    /// Takes the side display's picture by way of `file`, a PPM: packing a PNG would hold the machine
    /// up for a tenth of a second.
    pub fn screendump(&mut self, file: &Path) -> anyhow::Result<Picture> {
        let arguments = json!({"filename": file, "format": "ppm"});
        self.ask(&json!({"execute": "screendump", "arguments": arguments}))?;
        Picture::load_ppm(file)
    }
}
