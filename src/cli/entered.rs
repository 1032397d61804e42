//! What the examiner enters, on the command line.

use second_reader::exam::{Entered, GestationalAge, PictureSide};

/// What no picture tells of the fetus.
#[derive(clap::Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Entered by the examiner")]
pub struct Arguments {
    /// Gestational age in completed weeks and days, such as 20+3; measures are compared with it.
    #[arg(long, value_name = "WEEKS+DAYS")]
    age: Option<GestationalAge>,
    /// Side of the picture on which the left of the fetus lies at the beginning: left, right, up or
    /// down. Without it no side can be judged.
    #[arg(long, value_name = "SIDE")]
    left: Option<PictureSide>,
    /// Which of several fetuses it is.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=i64::from(Entered::FETUS_MAX)))]
    fetus: Option<u8>,
}

impl Arguments {
    /// What was entered.
    pub fn entered(self) -> Entered {
        let Self { age, left, fetus } = self;
        Entered { age, left, fetus }
    }
}
