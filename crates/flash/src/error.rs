use super::words::{Fault, Lang, fill};

/// Why nothing, or not everything, was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.in_language(Lang::English))]
pub struct FlashError {
    /// What is wrong.
    pub fault: Fault,
    values: Vec<(&'static str, String)>,
}

impl FlashError {
    pub(crate) fn new(fault: Fault, values: &[(&'static str, &dyn std::fmt::Display)]) -> Self {
        let values = values
            .iter()
            .map(|(name, value)| (*name, value.to_string()));
        Self {
            fault,
            values: values.collect(),
        }
    }

    /// A fault without names or numbers, as [`Fault::Unconfirmed`] is.
    #[must_use]
    pub fn of(fault: Fault) -> Self {
        Self::new(fault, &[])
    }

    /// What is wrong, and where.
    #[must_use]
    pub fn in_language(&self, lang: Lang) -> String {
        fill(self.fault.text(lang), &self.values)
    }

    /// What to do about it.
    #[must_use]
    pub fn hint(&self, lang: Lang) -> String {
        fill(self.fault.hint(lang), &self.values)
    }

    /// Whether the disk holds a part of the image now, and nothing that boots.
    #[must_use]
    pub const fn left_half_written(&self) -> bool {
        matches!(
            self.fault,
            Fault::Write | Fault::ReadBack | Fault::SiteBack | Fault::Stopped | Fault::ChangedLate
        )
    }
}
