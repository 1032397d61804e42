use second_reader::detector::Model;

use super::{
    super::{packs, problem::Problem, summary},
    Told, json, words,
};

/// Check a pack as the service does when it starts: signature, hashes, and the golden self-test on this machine.
///
/// Fails where nobody who is trusted has signed it, unless --allow-unsigned is given.
#[derive(clap::Args)]
pub struct Arguments {
    /// The pack.
    #[arg(value_name = "PACK", default_value = packs::DEFAULT_PACK)]
    pack: String,
    #[command(flatten)]
    packs: packs::Choice,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub fn verify(arguments: &Arguments) -> Result<(), Problem> {
    let folder = arguments.packs.find(&arguments.pack)?;
    let model = Model::load_trusted(&folder, &arguments.packs.trust()?)?;
    if arguments.json {
        return summary::say_bytes(&json(&Told::of(model.info()))?);
    }
    summary::say(format_args!(
        "{}: hashes and self-test passed",
        words(model.info())
    ))
}
