//! What `/proc/self/mountinfo` and `/proc/swaps` say (proc(5)).

/// A mounted file system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// Number of its device: `8:17`.
    pub number: String,
    /// Where it is mounted.
    pub place: String,
    /// What is mounted: `/dev/sdb1`.
    pub source: String,
}

/// Places without which a machine does not run.
const SYSTEM: [&str; 8] = [
    "/", "/boot", "/efi", "/etc", "/home", "/nix", "/usr", "/var",
];

impl Mount {
    /// Whether this machine needs it to run.
    pub fn is_of_system(&self) -> bool {
        SYSTEM.contains(&&self.place[..])
            || ["/boot/", "/usr/", "/var/"]
                .iter()
                .any(|p| self.place.starts_with(p))
    }
}

/// The lines of `mountinfo`; what is none is left out.
pub fn mounts(text: &str) -> Vec<Mount> {
    let of = |line: &str| {
        let (front, back) = line.split_once(" - ")?;
        let mut front = front.split(' ').skip(2);
        let number = front.next()?.to_owned();
        let place = unescaped(front.nth(1)?);
        let source = unescaped(back.split(' ').nth(1)?);
        Some(Mount {
            number,
            place,
            source,
        })
    };
    text.lines().filter_map(of).collect()
}

/// The names of the devices that are swap space: `sda3`.
pub fn swaps(text: &str) -> Vec<String> {
    let name = |line: &str| {
        let path = unescaped(line.split_whitespace().next()?);
        path.strip_prefix("/dev/").map(str::to_owned)
    };
    text.lines().skip(1).filter_map(name).collect()
}

/// Blanks and backslashes stand as octal numbers: `\040`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let octal = after.get(..3).and_then(|digits| {
            let digits = std::str::from_utf8(digits).ok()?;
            u8::from_str_radix(digits, 8).ok()
        });
        match octal.filter(|_| *first == b'\\') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
