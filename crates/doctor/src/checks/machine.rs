use crate::Finding;

/// How a key of the board's `[probe]` fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The key.
    pub key: String,
    /// What the board asks for.
    pub wanted: String,
    /// What this machine has, where it fits.
    pub found: Option<String>,
}

/// Keys of what is plugged into a board: a grabber that is off today does not make it another machine.
const PLUGGED_IN: [&str; 2] = ["usb", "video"];

/// Whether the board is the one for this machine.
#[must_use]
pub fn machine(probes: &[Probe]) -> Finding {
    if probes.is_empty() {
        return Finding::skipped(
            "machine",
            "the board says nothing of which machine it is for",
        );
    }
    let missing: Vec<_> = probes.iter().filter(|one| one.found.is_none()).collect();
    if missing.is_empty() {
        let found = probes
            .iter()
            .filter_map(|one| Some(format!("{} {}", one.key, one.found.as_ref()?)));
        return Finding::pass("machine", found.collect::<Vec<_>>().join(", "));
    }
    let is_other = missing
        .iter()
        .any(|one| !PLUGGED_IN.contains(&one.key.as_str()));
    let missing: Vec<_> = missing
        .iter()
        .map(|one| format!("{} {}", one.key, one.wanted))
        .collect();
    let missing = missing.join(", no ");
    if is_other {
        Finding::fail(
            "machine",
            format!("the board is for another machine: there is no {missing}"),
            "`second-reader board detect` says which board is for this one",
        )
    } else {
        Finding::warn(
            "machine",
            format!("what the board expects to be plugged in is not: no {missing}"),
            "plug the grabber in; for another grabber, `second-reader board detect` says which board is near",
        )
    }
}
