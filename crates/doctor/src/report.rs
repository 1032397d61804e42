use serde::Serialize;

use super::{Finding, Status};

/// What the findings are about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct About {
    /// Names and values, in the order in which they are printed: serial number, versions, hashes.
    pub rows: Vec<(&'static str, String)>,
    /// When the checks ended, as [`crate::utc`] writes it.
    pub date: String,
}

/// All that was found on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The board.
    pub about: About,
    /// What each check found, in their order.
    pub findings: Vec<Finding>,
}

impl Report {
    /// The worst of it: a board with nothing worse than a warning can be used.
    #[must_use]
    pub fn status(&self) -> Status {
        let statuses = self.findings.iter().map(|finding| finding.status);
        statuses.max().unwrap_or(Status::Skipped)
    }

    /// How many came to that.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.status == status)
            .count()
    }

    /// The outcome in a sentence.
    #[must_use]
    pub fn verdict(&self) -> String {
        let [pass, warn, fail, skipped] =
            [Status::Pass, Status::Warn, Status::Fail, Status::Skipped]
                .map(|status| self.count(status));
        let counts =
            format!("{pass} passed, {warn} with a warning, {fail} failed, {skipped} not tested");
        match self.status() {
            Status::Fail => format!("The board is not fit for use: {counts}."),
            Status::Warn => {
                format!("The board works, and the warnings are to be looked at: {counts}.")
            }
            Status::Pass | Status::Skipped => {
                format!("Nothing is wrong with what was tested: {counts}.")
            }
        }
    }

    /// The report as lines of text, without what it is about.
    #[must_use]
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        for finding in &self.findings {
            let Finding {
                check,
                status,
                found,
                hint,
            } = finding;
            lines.push(format!("{:<10}  {check:<12} {found}", status.word()));
            if !hint.is_empty() {
                lines.push(format!("{:<10}  {:<12} hint: {hint}", "", ""));
            }
        }
        lines.push(self.verdict());
        lines.join("\n")
    }
}
