//! What a site settles for all its exams.

/// When an exam begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Begin {
    /// With the first frame of the source: a clip is one exam.
    #[default]
    WithSource,
    /// By itself, once views of a sweep are told for a second; by command, too.
    WhenSeen,
    /// By command alone.
    OnCommand,
}

/// When what the exam found may be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reveal {
    /// At once.
    #[default]
    Live,
    /// Once the examiner's own judgement is recorded, after the exam has ended.
    AfterJudgement,
}

impl Reveal {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Live, Self::AfterJudgement];

    /// Name in `snake_case`, as in records and board files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::AfterJudgement => "after_judgement",
        }
    }
}

/// How exams go at a site. The default is for reading clips: an exam from the first frame to the last, all
/// of it shown, without findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// When an exam begins.
    pub begin: Begin,
    /// Whether it ends by itself, after two minutes without a live picture or five without a view of a
    /// sweep. It ends with the source in any case.
    pub end_by_itself: bool,
    /// When what it found may be shown.
    pub reveal: Reveal,
    /// Whether there are findings: what to look at again, and the score.
    pub findings: bool,
}
