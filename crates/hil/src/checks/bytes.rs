//! The same video, model and checklist give the same record on this machine and on the emulated one, byte
//! for byte.

use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
    process::Command,
};

use anyhow::{Context as _, ensure};

use crate::{feed, guest::Guest};

/// Frames of a whole sweep: few, as a model takes long in an emulated machine.
const FRAMES: u64 = 12;
/// What has to be the same.
const FILES: [&str; 2] = ["frames.jsonl", "exam.json"];
/// What the examiner enters, so that all that follows from it is in the record.
const ENTERED: &str = "--age 22+3 --left right";

/// Reads a clip in the guest and here.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let out = guest.shared().join("out");
    let clip = out.join("bytes.y4m");
    let mut output = BufWriter::new(File::create(&clip)?);
    feed::phantom(feed::SEED, FRAMES)?
        .write(&mut output, 1)
        .with_context(|| format!("{}", clip.display()))?;
    drop(output);
    let line = format!(
        "second-reader read /host/out/bytes.y4m --model /tmp/bin/replay --allow-unsigned {ENTERED} --out /host/out/bytes-guest"
    );
    let limit = guest.at_most(60.0);
    let there = guest.run_within(&line, limit)?;
    ensure!(there.code == 0, "{}", there.stderr.trim());
    let pack = guest.shared().join("bin/replay");
    let here = Command::new(guest.native())
        .arg("read")
        .args([&clip, Path::new("--model"), &pack])
        .args(ENTERED.split(' '))
        .args(["--allow-unsigned", "--out"])
        .arg(out.join("bytes-here"))
        .output()
        .with_context(|| format!("{}", guest.native().display()))?;
    ensure!(
        here.status.success(),
        "here: {}",
        String::from_utf8_lossy(&here.stderr).trim()
    );
    fs::remove_file(&clip)?;
    let mut lengths = Vec::new();
    for name in FILES {
        let bytes = |folder: &str| {
            let file = out.join(folder).join(name);
            fs::read(&file).with_context(|| format!("{}", file.display()))
        };
        lengths.push(same(&bytes("bytes-here")?, &bytes("bytes-guest")?, name)?);
    }
    Ok(format!(
        "{FRAMES} frames: {} of {} and {} bytes are the same",
        FILES.join(" and "),
        lengths[0],
        lengths[1]
    ))
}

/// How long they are where both are the same, and something is in them.
fn same(here: &[u8], there: &[u8], name: &str) -> anyhow::Result<usize> {
    ensure!(!here.is_empty(), "{name} is empty");
    let lines = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        text.lines().map(str::to_owned).collect()
    };
    if here == there {
        return Ok(here.len());
    }
    let (ours, theirs) = (lines(here), lines(there));
    let first = ours.iter().zip(&theirs).position(|(a, b)| a != b);
    let at = first.unwrap_or(ours.len().min(theirs.len()));
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
    anyhow::bail!(
        "{name} differs in line {}: here `{}`, in the guest `{}`",
        at + 1,
        line(&ours),
        line(&theirs)
    )
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn a_difference_is_told_with_its_line() {
        assert_eq!(same(b"a\nb\n", b"a\nb\n", "x").unwrap(), 4);
        let error = same(b"a\nb\n", b"a\nc\n", "x").unwrap_err().to_string();
        assert!(
            error.contains("x differs in line 2: here `b`, in the guest `c`"),
            "{error}"
        );
        assert!(
            same(b"a\n", b"a\nb\n", "x")
                .unwrap_err()
                .to_string()
                .contains("line 2")
        );
        assert!(same(b"", b"", "x").is_err());
    }
}
