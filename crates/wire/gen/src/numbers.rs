//! The numbers of a contract: every one that was ever used stands in a list, and keeps its meaning.

use std::{collections::BTreeMap, fmt::Write as _};

const HEAD: &str = "\
# Every number that the contract has ever used, and for what: made by `cargo run -p wire-gen`, which refuses to
# use one anew. A field or a value that is gone keeps its line here, with `gone` before it, and is `reserved` in the .proto.
";

/// What a number is used for, by message or enum and number: a name and, for fields, a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    used: BTreeMap<(String, i32), String>,
    reserved: Vec<(String, i32)>,
}

/// A number that would mean two things.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// It meant something else.
    #[error("number {number} of {of} was `{was}` and cannot be `{is}`")]
    Reused {
        /// Message or enum.
        of: String,
        /// The number.
        number: i32,
        /// What it was for.
        was: String,
        /// What it would be for.
        is: String,
    },
    /// It is gone, and anybody could use it anew.
    #[error("number {number} of {of} was `{was}`: it is gone, and not reserved")]
    NotReserved {
        /// Message or enum.
        of: String,
        /// The number.
        number: i32,
        /// What it was for.
        was: String,
    },
    /// The list itself is broken.
    #[error("schema.lock:{line}: `{text}` is no number")]
    Line {
        /// Line, from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
}

impl Numbers {
    /// Those of all files of a set.
    #[must_use]
    pub fn of(set: &prost_types::FileDescriptorSet) -> Self {
        let mut numbers = Self::default();
        for file in &set.file {
            for message in &file.message_type {
                let of = message.name().to_owned();
                for field in &message.field {
                    let kind = format!("{:?}", field.r#type()).to_lowercase();
                    let list =
                        if field.label() == prost_types::field_descriptor_proto::Label::Repeated {
                            "repeated "
                        } else {
                            ""
                        };
                    let kind = match field.type_name().rsplit('.').next() {
                        Some(name) if !name.is_empty() => format!("{kind} {name}"),
                        _ => kind,
                    };
                    let what = format!("{} {list}{kind}", field.name());
                    numbers.used.insert((of.clone(), field.number()), what);
                }
                for range in &message.reserved_range {
                    // The end of a message's range lies behind it.
                    let range = range.start()..range.end();
                    numbers.reserved.extend(range.map(|n| (of.clone(), n)));
                }
            }
            for of in &file.enum_type {
                let name = of.name().to_owned();
                for value in &of.value {
                    let key = (name.clone(), value.number());
                    numbers.used.insert(key, value.name().to_owned());
                }
                for range in &of.reserved_range {
                    let range = range.start()..=range.end();
                    numbers.reserved.extend(range.map(|n| (name.clone(), n)));
                }
            }
        }
        numbers
    }

    /// The list with these numbers added.
    ///
    /// # Errors
    /// Where a number would mean two things.
    pub fn merge(&self, list: &str) -> Result<String, Conflict> {
        let mut all: BTreeMap<(String, i32), (String, bool)> = BTreeMap::new();
        for (index, text) in list.lines().enumerate() {
            if text.starts_with('#') || text.trim().is_empty() {
                continue;
            }
            let Some((key, was)) = line(text) else {
                let text = text.to_owned();
                return Err(Conflict::Line {
                    line: index + 1,
                    text,
                });
            };
            let (of, number) = key.clone();
            match self.used.get(&key) {
                Some(is) if *is == was => {}
                Some(is) => {
                    let is = is.clone();
                    return Err(Conflict::Reused {
                        of,
                        number,
                        was,
                        is,
                    });
                }
                None if !self.reserved.contains(&key) => {
                    return Err(Conflict::NotReserved { of, number, was });
                }
                None => {}
            }
            all.insert(key, (was, true));
        }
        for (key, what) in &self.used {
            all.insert(key.clone(), (what.clone(), false));
        }
        let mut text = HEAD.to_owned();
        for ((of, number), (what, gone)) in &all {
            let gone = if *gone { "gone " } else { "" };
            let _ = writeln!(text, "{gone}{of} {number} = {what}");
        }
        Ok(text)
    }
}

/// The hash of a list: that of its lines, whatever is said around them.
#[must_use]
pub fn hash(list: &str) -> u32 {
    let mut hash = crc32fast::Hasher::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        hash.update(line.as_bytes());
        hash.update(b"\n");
    }
    hash.finalize()
}

fn line(text: &str) -> Option<((String, i32), String)> {
    let text = text.strip_prefix("gone ").unwrap_or(text);
    let (key, what) = text.split_once(" = ")?;
    let (of, number) = key.split_once(' ')?;
    Some(((of.to_owned(), number.parse().ok()?), what.to_owned()))
}
