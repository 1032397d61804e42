use std::{fs::File, io, path::Path, time::SystemTime};

use doctor::{About, utc};
use second_reader::{
    anatomy::Resolved as ResolvedProfile,
    board::{Machine, Resolved, Settings},
    detector::PackInfo,
};
use sha2::{Digest as _, Sha256};

use crate::cli::packs::DEFAULT_PROFILE;

/// What the report is about: what has to be the same for its results to hold.
pub fn about(
    resolved: &Resolved,
    settings: &Settings,
    machine: &Machine,
    pack: Option<&PackInfo>,
    now: SystemTime,
) -> About {
    let or_unknown = |text: &str| match text.is_empty() {
        true => "not told".to_owned(),
        false => text.to_owned(),
    };
    let what = [&machine.model, &machine.dmi, &machine.arch];
    let what = what
        .into_iter()
        .find(|text| !text.is_empty())
        .map_or("", String::as_str);
    let values = resolved
        .values
        .iter()
        .map(|value| format!("{}={}\n", value.key, value.text));
    let values: String = values.collect();
    let program = std::env::current_exe().and_then(|exe| file_sha256(&exe));
    let mut rows = vec![
        ("board", title(resolved)),
        (
            "board values",
            format!("sha256 {}", hex(&Sha256::digest(values))),
        ),
        ("machine", or_unknown(what)),
        ("serial number", or_unknown(&machine.serial)),
        (
            "software",
            format!("second-reader {}", env!("CARGO_PKG_VERSION")),
        ),
        (
            "program",
            program.map_or_else(|e| e.to_string(), |hash| format!("sha256 {hash}")),
        ),
    ];
    if let Some(pack) = pack {
        rows.push((
            "model",
            format!("{} {}, sha256 {}", pack.name, pack.version, pack.sha256),
        ));
    }
    let profile = settings
        .profile
        .as_deref()
        .unwrap_or(Path::new(DEFAULT_PROFILE));
    let profile = match ResolvedProfile::find(profile) {
        Ok(found) => {
            let profile = found.profile;
            format!(
                "{} {}, sha256 {}",
                profile.name,
                profile.version,
                profile.sha256()
            )
        }
        Err(error) => error.to_string(),
    };
    rows.push(("checklist", profile));
    rows.extend(settings.site.clone().map(|name| ("site", name)));
    rows.extend(settings.scanner.clone().map(|name| ("scanner", name)));
    About {
        rows,
        date: utc(now),
    }
}

/// Name of the board's file with what it says of itself.
fn title(resolved: &Resolved) -> String {
    let name = resolved
        .file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let about = &resolved.board.board;
    let revision = about
        .revision
        .as_ref()
        .map(|revision| format!("revision {revision}"));
    let parts = [Some(name.into_owned()), about.title.clone(), revision];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn file_sha256(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hash.finalize())),
            n => hash.update(&buffer[..n]),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
